// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>

//! A PDF with one line of text on each page. With `locked` it needs a password nobody has.
inline QByteArray samplePdf(const QByteArrayList &pages, bool locked = false)
{
    QByteArray pdf = "%PDF-1.4\n";
    QList<qsizetype> offsets;
    const auto object = [&pdf, &offsets](const QByteArray &content) {
        offsets.append(pdf.size());
        pdf += QByteArray::number(offsets.size()) + " 0 obj\n" + content + "\nendobj\n";
    };
    QByteArray kids;
    for (qsizetype i = 0; i < pages.size(); ++i)
        kids += QByteArray::number(4 + 2 * i) + " 0 R ";
    object("<</Type/Catalog/Pages 2 0 R>>");
    object("<</Type/Pages/Kids[" + kids + "]/Count " + QByteArray::number(pages.size()) + ">>");
    object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    for (const QByteArray &text : pages) {
        object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents "
               + QByteArray::number(offsets.size() + 2) + " 0 R>>");
        const QByteArray stream = "BT /F 12 Tf 20 200 Td (" + text + ") Tj ET";
        object("<</Length " + QByteArray::number(stream.size()) + ">>\nstream\n" + stream + "\nendstream");
    }
    QByteArray trailer = "/Root 1 0 R";
    if (locked) {
        const QByteArray secret = "<" + QByteArray(64, 'a') + ">";
        object("<</Filter/Standard/V 1/R 2/Length 40/P -4/O" + secret + "/U" + secret + ">>");
        trailer += "/Encrypt " + QByteArray::number(offsets.size()) + " 0 R/ID[<00><00>]";
    }
    const QByteArray size = QByteArray::number(offsets.size() + 1);
    const QByteArray start = QByteArray::number(pdf.size());
    pdf += "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (const qsizetype offset : offsets)
        pdf += QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
    return pdf + "trailer<<" + trailer + "/Size " + size + ">>\nstartxref\n" + start + "\n%%EOF\n";
}
