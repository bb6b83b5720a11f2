// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "styledtext.h"

#include <QtAlgorithms>

#include <utility>

namespace tabletalk {

namespace {

std::size_t indexOf(SpanStyle style)
{
    return qCountTrailingZeroBits(quint8(style));
}

bool hasTarget(SpanStyle style)
{
    return style == SpanStyle::Link || style == SpanStyle::Image;
}

} // namespace

void StyledText::enter(SpanStyle style, const QString &target)
{
    ++m_openCount[indexOf(style)];
    m_styles |= style;
    if (hasTarget(style))
        m_targets.push_back(target);
}

void StyledText::leave(SpanStyle style)
{
    int &open = m_openCount[indexOf(style)];
    if (open == 0)
        return; // md4c 0.4.8 may leave a picture that it never entered
    if (--open == 0)
        m_styles &= ~SpanStyles(style);
    if (hasTarget(style))
        m_targets.pop_back();
}

void StyledText::append(QStringView characters)
{
    if (characters.isEmpty())
        return;
    const int start = int(m_text.size());
    const int length = int(characters.size());
    m_text += characters;
    if (!m_styles)
        return;
    if (!m_spans.isEmpty()) {
        Span &last = m_spans.last();
        if (last.start + last.length == start && last.styles == m_styles && last.target == target()) {
            last.length += length;
            return;
        }
    }
    m_spans.append({start, length, m_styles, target()});
}

QString StyledText::takeText()
{
    return std::exchange(m_text, {});
}

QList<Span> StyledText::takeSpans()
{
    return std::exchange(m_spans, {});
}

} // namespace tabletalk
