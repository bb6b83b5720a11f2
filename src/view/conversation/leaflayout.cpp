// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/leaflayout.h"

#include "visiblecontrols.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

//! A growing text is frozen up to its last two lines once it has more than this.
constexpr int kOpenLines = 4;
constexpr int kKeptOpen = 2;

//! The first that ends behind `from`.
QList<Span>::const_iterator firstSpanBehind(const QList<Span> &spans, int from)
{
    return std::partition_point(spans.begin(), spans.end(),
                                [from](const Span &span) { return span.start + span.length <= from; });
}

QList<QTextLayout::FormatRange> formatsOf(const ConversationStyle &style, TextRole role,
                                          const QList<Span> &spans, int from, int length)
{
    QList<QTextLayout::FormatRange> formats;
    for (auto span = firstSpanBehind(spans, from); span != spans.end() && span->start < from + length;
         ++span) {
        const int start = std::max(span->start - from, 0);
        const int end = std::min(span->start + span->length - from, length);
        if (end > start)
            formats.append({start, end - start, style.format(span->styles, role)});
    }
    return formats;
}

//! Puts signs for what hides in the runs of code of a text, whose first character is `from` in the spans.
void showHiddenInCode(QString &text, const QList<Span> &spans, int from)
{
    for (auto span = firstSpanBehind(spans, from); span != spans.end(); ++span) {
        const int start = std::max(span->start - from, 0);
        const int end = std::min(span->start + span->length - from, int(text.size()));
        if (start >= text.size())
            break;
        if (!(span->styles & SpanStyle::Code))
            continue;
        const VisibleText visible = withVisibleControls(QStringView(text).sliced(start, end - start));
        if (!visible.signs.empty())
            text.replace(start, end - start, visible.text);
    }
}

} // namespace

LeafLayout::LeafLayout(const ConversationStyle &style, TextRole role, int width, Qt::Alignment alignment)
    : m_style(&style)
    , m_role(role)
    , m_width(std::max(1, width))
    , m_alignment(alignment)
{
}

void LeafLayout::setText(QStringView text, const QList<Span> &spans, int spanOffset)
{
    m_direction = text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    m_chunks.clear();
    m_chunks.push_back(shaped(text, spans, spanOffset, 0, 0));
}

int LeafLayout::grow(QStringView text, const QList<Span> &spans, int spanOffset, int unchanged)
{
    // Whatever ends after the first difference is shaped again, and the last chunk always.
    while (m_chunks.size() > 1) {
        const Chunk &beforeLast = m_chunks[m_chunks.size() - 2];
        if (beforeLast.start + beforeLast.length <= unchanged)
            break;
        m_chunks.pop_back();
    }
    const int start = m_chunks.back().start;
    const int top = m_chunks.back().top;
    const std::unique_ptr<QTextLayout> before = std::move(m_chunks.back().layout);
    m_chunks.pop_back();
    if (start == 0)
        m_direction = text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    m_chunks.push_back(shaped(text, spans, spanOffset, start, top));

    const QTextLayout &open = *m_chunks.back().layout;
    const int changed = top + firstDifference(*before, m_chunks.back(), unchanged - start);
    if (open.lineCount() > kOpenLines) {
        const int frozenLength = open.lineAt(open.lineCount() - kKeptOpen).textStart();
        m_chunks.pop_back();
        m_chunks.push_back(shaped(text.first(start + frozenLength), spans, spanOffset, start, top));
        const int openTop = top + m_chunks.back().height;
        m_chunks.push_back(shaped(text, spans, spanOffset, start + frozenLength, openTop));
    }
    return changed;
}

int LeafLayout::firstDifference(const QTextLayout &before, const Chunk &after, int unchanged) const
{
    int y = 0;
    for (int i = 0; i < std::min(before.lineCount(), after.layout->lineCount()); ++i) {
        const QTextLine was = before.lineAt(i);
        const QTextLine is = after.layout->lineAt(i);
        const bool isSame = was.textStart() == is.textStart() && was.textLength() == is.textLength()
                            && is.textStart() + is.textLength() <= unchanged;
        if (!isSame)
            break;
        y += lineHeight(after, i);
    }
    return y;
}

LeafLayout::Chunk LeafLayout::shaped(QStringView text, const QList<Span> &spans, int spanOffset, int start,
                                     int top) const
{
    QString own = text.sliced(start).toString();
    // A line break within a paragraph; QTextLayout would take \n for an ordinary character.
    own.replace(u'\n', QChar(QChar::LineSeparator));

    QList<QTextLayout::FormatRange> formats =
        formatsOf(*m_style, m_role, spans, spanOffset + start, int(own.size()));
    showHiddenInCode(own, spans, spanOffset + start);

    Chunk chunk{start, int(own.size()), top, 0, nullptr, {}, {}};
    chunk.formulas = inlineFormulas(*m_style, m_role, text.sliced(start), spans, spanOffset + start, m_width);
    for (const InlineFormula &formula : chunk.formulas)
        formula.standIn(*m_style, m_role, own, formats);
    chunk.layout = std::make_unique<QTextLayout>(own, m_style->font(m_role));
    QTextLayout &layout = *chunk.layout;
    const Qt::Alignment natural = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    QTextOption option(m_alignment ? m_alignment : natural);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(m_direction);
    option.setTabStopDistance(4 * m_style->advance(TextRole::Code));
    layout.setTextOption(option);
    layout.setFormats(formats);
    layout.setCacheEnabled(true);

    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(m_width);
        chunk.height += placeLine(chunk, line, chunk.height);
    }
    layout.endLayout();
    return chunk;
}

int LeafLayout::placeLine(Chunk &chunk, QTextLine &line, int top) const
{
    const int pitch = std::max(m_style->pitch(m_role), int(std::ceil(line.height())));
    double above = std::floor((pitch - line.height()) / 2) + line.ascent();
    double below = pitch - above;
    for (const InlineFormula &formula : chunk.formulas) {
        if (formula.start >= line.textStart() && formula.start < line.textStart() + line.textLength()) {
            above = std::max(above, std::ceil(formula.ascent() + 1));
            below = std::max(below, formula.descent() + 1);
        }
    }
    line.setPosition(QPointF(0, top + above - line.ascent()));
    const int height = int(std::ceil(above + below));
    if (!chunk.formulas.empty())
        chunk.heights.push_back(height);
    return height;
}

int LeafLayout::lineHeight(const Chunk &chunk, int line) const
{
    if (!chunk.heights.empty())
        return chunk.heights[size_t(line)];
    return std::max(m_style->pitch(m_role), int(std::ceil(chunk.layout->lineAt(line).height())));
}

int LeafLayout::height() const
{
    return m_chunks.empty() ? 0 : m_chunks.back().top + m_chunks.back().height;
}

int LeafLayout::naturalWidth() const
{
    double width = 0;
    for (const Chunk &chunk : m_chunks) {
        for (int i = 0; i < chunk.layout->lineCount(); ++i)
            width = std::max(width, chunk.layout->lineAt(i).naturalTextWidth());
    }
    return int(std::ceil(width));
}

int LeafLayout::firstBaseline() const
{
    if (m_chunks.empty() || m_chunks.front().layout->lineCount() == 0)
        return m_style->ascent(m_role);
    const QTextLine line = m_chunks.front().layout->lineAt(0);
    return int(line.y() + line.ascent());
}

int LeafLayout::characterCount() const
{
    return m_chunks.empty() ? 0 : m_chunks.back().start + m_chunks.back().length;
}

void LeafLayout::paint(QPainter &painter, QPoint at, const QRect &clip, const TextMarks &marks,
                       int offset) const
{
    painter.setPen(m_style->colour(m_role));
    for (const Chunk &chunk : m_chunks) {
        const int top = at.y() + chunk.top;
        if (top + chunk.height <= clip.top())
            continue;
        if (top > clip.bottom())
            break;
        QList<QTextLayout::FormatRange> overlays;
        int y = top;
        const TextMarks own = widened(marks, chunk, offset);
        for (int i = 0; !own.empty() && i < chunk.layout->lineCount(); ++i) {
            const int height = lineHeight(chunk, i);
            overlays += paintMarks(painter, *m_style, own, offset + chunk.start, chunk.layout->lineAt(i),
                                   at.x(), y, height);
            y += height;
        }
        chunk.layout->draw(&painter, QPointF(at.x(), top), overlays, clip);
        paintFormulas(painter, chunk, QPointF(at.x(), top), own, offset);
    }
}

//! A formula is marked as a whole.
TextMarks LeafLayout::widened(const TextMarks &marks, const Chunk &chunk, int offset) const
{
    TextMarks wide = marks;
    for (TextMark &mark : wide) {
        for (const InlineFormula &formula : chunk.formulas) {
            const int start = offset + chunk.start + formula.start;
            const int end = start + formula.length;
            if (mark.from < end && mark.to > start) {
                mark.from = std::min(mark.from, start);
                mark.to = std::max(mark.to, end);
            }
        }
    }
    return wide;
}

void LeafLayout::paintFormulas(QPainter &painter, const Chunk &chunk, QPointF at, const TextMarks &marks,
                               int offset) const
{
    for (const InlineFormula &formula : chunk.formulas) {
        const QTextLine line = chunk.layout->lineForTextPosition(formula.start);
        if (!line.isValid())
            continue;
        int character = formula.start;
        const double leading = line.cursorToX(&character, QTextLine::Leading);
        character = formula.start;
        const double trailing = line.cursorToX(&character, QTextLine::Trailing);
        QColor ink = m_style->colour(m_role);
        for (const TextMark &mark : marks) {
            const int start = offset + chunk.start + formula.start;
            if (mark.from <= start && mark.to > start)
                ink = mark.kind == TextMark::Kind::Selected ? m_style->colours().selectedText
                                                            : m_style->colours().foundText;
        }
        paintFormula(painter, *m_style, *formula.placed, formula.em,
                     at + QPointF(std::min(leading, trailing), line.y() + line.ascent()), ink);
    }
}

const LeafLayout::Chunk &LeafLayout::chunkAt(int y) const
{
    const auto after = std::partition_point(m_chunks.begin() + 1, m_chunks.end(),
                                            [y](const Chunk &chunk) { return chunk.top <= y; });
    return *(after - 1);
}

QTextLine LeafLayout::lineAt(const Chunk &chunk, int y) const
{
    int bottom = chunk.top;
    for (int i = 0; i < chunk.layout->lineCount(); ++i) {
        bottom += lineHeight(chunk, i);
        if (y < bottom)
            return chunk.layout->lineAt(i);
    }
    return chunk.layout->lineCount() > 0 ? chunk.layout->lineAt(chunk.layout->lineCount() - 1) : QTextLine();
}

int LeafLayout::offsetAt(QPoint point) const
{
    if (m_chunks.empty() || point.y() < 0)
        return 0;
    const Chunk &chunk = chunkAt(point.y());
    const QTextLine line = lineAt(chunk, point.y());
    int offset = line.isValid() ? line.xToCursor(point.x()) : 0;
    for (const InlineFormula &formula : chunk.formulas) {
        if (offset > formula.start && offset < formula.start + formula.length)
            offset = formula.start + formula.length; // as one character
    }
    return chunk.start + offset;
}

int LeafLayout::characterAt(QPoint point) const
{
    if (m_chunks.empty() || point.y() < 0 || point.y() >= height())
        return -1;
    const Chunk &chunk = chunkAt(point.y());
    const QTextLine line = lineAt(chunk, point.y());
    if (!line.isValid() || !line.naturalTextRect().adjusted(0, -1000, 0, 1000).contains(point))
        return -1;
    return chunk.start + line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
}

QRect LeafLayout::caretRect(int offset) const
{
    const auto after = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                            [offset](const Chunk &chunk) { return chunk.start <= offset; });
    if (after == m_chunks.begin())
        return {0, 0, 1, m_style->pitch(m_role)};
    const Chunk &chunk = *(after - 1);
    int top = chunk.top;
    const int within = std::min(offset - chunk.start, chunk.length);
    for (int i = 0; i < chunk.layout->lineCount(); ++i) {
        const QTextLine line = chunk.layout->lineAt(i);
        const int height = lineHeight(chunk, i);
        if (within < line.textStart() + line.textLength() || i == chunk.layout->lineCount() - 1)
            return {int(line.cursorToX(within)), top, 1, height};
        top += height;
    }
    return {0, top, 1, m_style->pitch(m_role)};
}

} // namespace tabletalk
