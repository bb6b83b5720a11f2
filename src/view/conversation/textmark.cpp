// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/textmark.h"

#include "conversation/conversationstyle.h"

#include <QPainter>

#include <algorithm>

namespace tabletalk {

namespace {

//! What characters from..to of a line cover, in runs: text of both directions may fall into several.
std::vector<std::pair<double, double>> coveredBy(const QTextLine &line, int from, int to)
{
    const int end = line.textStart() + line.textLength();
    if (from <= line.textStart() && to >= end) {
        const QRectF all = line.naturalTextRect();
        return {{all.left(), all.right()}};
    }
    std::vector<std::pair<double, double>> covered;
    for (int i = from; i < to; ++i) {
        int character = i;
        const double a = line.cursorToX(&character, QTextLine::Leading);
        character = i;
        const double b = line.cursorToX(&character, QTextLine::Trailing);
        const double left = std::min(a, b);
        const double right = std::max(a, b);
        if (!covered.empty() && left <= covered.back().second + 0.5 && right >= covered.back().first - 0.5)
            covered.back() = {std::min(covered.back().first, left), std::max(covered.back().second, right)};
        else
            covered.push_back({left, right});
    }
    return covered;
}

} // namespace

QList<QTextLayout::FormatRange> paintMarks(QPainter &painter, const ConversationStyle &style,
                                           const TextMarks &marks, int offset, const QTextLine &line,
                                           double left, int top, int height)
{
    const ConversationPalette &colours = style.colours();
    QList<QTextLayout::FormatRange> formats;
    for (const TextMark &mark : marks) {
        const int from = std::max(mark.from - offset, line.textStart());
        const int to = std::min(mark.to - offset, line.textStart() + line.textLength());
        if (from >= to)
            continue;
        const bool isSelected = mark.kind == TextMark::Kind::Selected;
        const QColor ground = isSelected                                  ? colours.selection
                              : mark.kind == TextMark::Kind::CurrentFound ? colours.currentFound
                                                                          : colours.found;
        // The whole pitch is filled, not only the height of the glyphs: no stripes between lines.
        for (const auto &[start, end] : coveredBy(line, from, to))
            painter.fillRect(QRectF(left + start, top, end - start, height), ground);
        QTextCharFormat glyphs;
        glyphs.setForeground(isSelected ? colours.selectedText : colours.foundText);
        glyphs.setBackground(Qt::NoBrush);
        formats.append({from, to - from, glyphs});
    }
    return formats;
}

} // namespace tabletalk
