// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "styledtext.h"

#include "utf8text.h"

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
    const qsizetype start = m_text.size();
    m_text += characters;
    style(start);
}

void StyledText::appendUtf8(QByteArrayView characters)
{
    const qsizetype start = m_text.size();
    tabletalk::appendUtf8(m_text, characters);
    style(start);
}

//! The open styles apply from there to the end.
void StyledText::style(qsizetype from)
{
    const int start = int(from);
    const int length = int(m_text.size() - from);
    if (length == 0 || !m_styles)
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
    const QString text(m_text.constData(), m_text.size());
    m_text.resize(0);
    return text;
}

QList<Span> StyledText::takeSpans()
{
    if (m_spans.isEmpty())
        return {};
    const QList<Span> spans(m_spans.cbegin(), m_spans.cend());
    m_spans.clear();
    return spans;
}

} // namespace tabletalk
