// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/pastedtable.h"

#include <QCoreApplication>
#include <QMimeData>

#include <algorithm>

namespace tabletalk {

namespace {

//! LibreOffice's lossless text: line breaks and tabs within cells stay.
const QString kCalcCells = QStringLiteral("application/x-libreoffice-tsvc");

//! Several rows of several cells: nearly all lines of the plain text are divided by tabs.
bool isCells(const QString &text)
{
    const QList<QStringView> lines = QStringView(text).split(u'\n', Qt::SkipEmptyParts);
    const auto divided =
        std::count_if(lines.begin(), lines.end(), [](QStringView line) { return line.contains(u'\t'); });
    return divided >= 2 && divided * 10 >= lines.size() * 8;
}

} // namespace

bool holdsTable(const QMimeData &mime)
{
    if (!mime.hasText() || (!mime.hasFormat(kCalcCells) && !mime.hasHtml()))
        return false;
    if (!isCells(mime.text()))
        return false;
    return mime.hasFormat(kCalcCells) || mime.html().contains(QLatin1String("<table"), Qt::CaseInsensitive);
}

std::optional<PastedTable> pastedTable(const QMimeData &mime)
{
    if (!holdsTable(mime))
        return std::nullopt;
    PastedTable pasted;
    pasted.order.name = QCoreApplication::translate("PastedTable", "Pasted table");
    pasted.text = mime.text();
    const QString html = mime.html();
    // It holds the exact values, where the text has what is shown of them.
    if (html.contains(QLatin1String("<table"), Qt::CaseInsensitive)) {
        pasted.order.mediaType = QStringLiteral("text/html");
        pasted.bytes = html.toUtf8();
    } else {
        pasted.order.mediaType = QStringLiteral("text/tab-separated-values");
        pasted.bytes = mime.data(kCalcCells);
    }
    return pasted;
}

} // namespace tabletalk
