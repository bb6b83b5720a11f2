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

bool hasTable(const QString &html)
{
    return html.contains(QLatin1String("<table"), Qt::CaseInsensitive);
}

//! HTML that comes without any text: several rows of several cells, and little before them.
bool isTableAlone(const QString &html)
{
    constexpr qsizetype kLookedAt = 100'000;
    const QStringView begin = QStringView(html).first(std::min(html.size(), kLookedAt));
    const auto count = [begin](QLatin1String tag) { return begin.count(tag, Qt::CaseInsensitive); };
    const qsizetype rows = count(QLatin1String("<tr"));
    const qsizetype cells = count(QLatin1String("<td")) + count(QLatin1String("<th"));
    return hasTable(html) && rows >= 2 && cells >= 2 * rows && count(QLatin1String("<p")) < cells;
}

} // namespace

bool holdsTable(const QMimeData &mime)
{
    if (mime.hasFormat(kCalcCells))
        return mime.hasText() && isCells(mime.text());
    if (!mime.hasHtml())
        return false;
    return mime.hasText() ? isCells(mime.text()) && hasTable(mime.html()) : isTableAlone(mime.html());
}

std::optional<PastedTable> pastedTable(const QMimeData &mime)
{
    if (!holdsTable(mime))
        return std::nullopt;
    PastedTable pasted;
    pasted.order.name = QCoreApplication::translate("PastedTable", "Pasted table");
    const QString html = mime.html();
    pasted.text = mime.text();
    // It holds the exact values, where the text has what is shown of them.
    if (hasTable(html)) {
        pasted.order.mediaType = QStringLiteral("text/html");
        pasted.bytes = html.toUtf8();
    } else {
        pasted.order.mediaType = QStringLiteral("text/tab-separated-values");
        pasted.bytes = mime.data(kCalcCells);
    }
    return pasted;
}

} // namespace tabletalk
