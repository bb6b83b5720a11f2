// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletext.h"

#include <QList>

#include <algorithm>
#include <map>

namespace tabletalk {

namespace {

constexpr qsizetype kLookedAt = 20'000;
constexpr qsizetype kMostLines = 100;
constexpr qsizetype kFewestLines = 3;
constexpr qsizetype kLongestCell = 60;

//! "|---|:--|" and "+----+----+"
bool isRule(QStringView line)
{
    const bool isDrawn = std::all_of(line.begin(), line.end(), [](QChar c) {
        return c == u'-' || c == u'|' || c == u'+' || c == u':' || c == u' ' || c == u'=';
    });
    return isDrawn && line.contains(u"--") && (line.contains(u'|') || line.contains(u'+'));
}

bool isEven(const QList<QStringView> &lines, QChar delimiter)
{
    std::map<qsizetype, qsizetype> widths;
    qsizetype odd = 0; //!< cells that are none: long ones, and what follows a comma and a space
    qsizetype cells = 0;
    qsizetype ended = 0; //!< lines that end with it, as statements do
    for (const QStringView line : lines) {
        const QList<QStringView> parts = line.split(delimiter);
        ++widths[parts.size()];
        ended += parts.last().isEmpty() ? 1 : 0;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const bool isProse =
                parts[i].size() > kLongestCell || (i > 0 && delimiter != u'\t' && parts[i].startsWith(u' '))
                || parts[i].contains(u'{') || parts[i].contains(u'(') || parts[i].endsWith(u'}');
            odd += isProse ? 1 : 0;
        }
        cells += parts.size();
    }
    const auto common = std::max_element(widths.begin(), widths.end(),
                                         [](const auto &a, const auto &b) { return a.second < b.second; });
    const bool isStatements = common->first == 2 && ended * 2 > lines.size();
    return common->first > 1 && !isStatements && common->second * 10 >= lines.size() * 9 && odd * 10 <= cells;
}

} // namespace

bool looksLikeTable(QStringView text)
{
    text = text.first(std::min(text.size(), kLookedAt));
    QList<QStringView> lines;
    for (const QStringView line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty() && lines.size() < kMostLines)
            lines.append(line.endsWith(u'\r') ? line.chopped(1) : line);
    }
    // The last one may be cut off.
    if (text.size() == kLookedAt && lines.size() > kFewestLines)
        lines.removeLast();
    if (lines.size() < kFewestLines)
        return false;
    if (std::any_of(lines.begin(), lines.begin() + kFewestLines, isRule))
        return true;
    return std::any_of(lines.begin(), lines.end(), [](QStringView line) { return line.contains(u'\t'); })
               ? isEven(lines, u'\t')
               : isEven(lines, u',') || isEven(lines, u';');
}

} // namespace tabletalk
