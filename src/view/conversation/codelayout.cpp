// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/codelayout.h"

#include "conversation/paragraphlayout.h"
#include "visiblecontrols.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tabletalk {

namespace {

constexpr int kTabColumns = 4;
//! Shaped lines further from the viewport than this are dropped once there are more.
constexpr int kKeptLines = 400;

//! Room for this many columns is left even in the narrowest window.
constexpr int kFewestColumns = 16;

QString wrapLabel(bool isWrapped)
{
    return isWrapped ? QCoreApplication::translate("CodeLayout", "Unwrap")
                     : QCoreApplication::translate("CodeLayout", "Wrap");
}

int columnsAfter(int columns, QChar c)
{
    if (c == u'\t')
        return columns + kTabColumns - columns % kTabColumns;
    return columns + (c.unicode() >= 0x1100 ? 2 : 1); // East Asian glyphs are two columns wide
}

int columnsOf(QStringView line)
{
    return std::accumulate(line.begin(), line.end(), 0, columnsAfter);
}

} // namespace

CodeLayout::CodeLayout(const ConversationStyle &style, const Block &block, bool isWrapped, int width)
    : m_style(style)
    , m_left(Indentation(style, block, width).left)
    , m_width(width - m_left)
    , m_label(block.language)
    , m_highlighter(block.language)
    , m_states{CodeState()}
{
    if (isWrapped)
        m_mostColumns =
            std::max(kFewestColumns, int(linesRect().width() / std::max(1.0, style.advance(TextRole::Code))));
    m_starts.push_back(0);
    addLines(block.text, 0);
}

int CodeLayout::wrapAt(QStringView text, int start, int end) const
{
    if (m_mostColumns == 0)
        return end - start <= kLongestLine ? -1 : start + kLongestLine;
    int columns = 0;
    int afterSpace = -1;
    for (int i = start; i < end; ++i) {
        columns = columnsAfter(columns, text[i]);
        if (columns > m_mostColumns) {
            // Between words where the line is not left half empty, and never within a character.
            const int at = afterSpace > start + m_mostColumns / 2 ? afterSpace : i;
            return at > start + 1 && text[at].isLowSurrogate() ? at - 1 : std::max(at, start + 1);
        }
        if (text[i].isSpace())
            afterSpace = i + 1;
    }
    return -1;
}

int CodeLayout::estimatedHeight(const ConversationStyle &style, const Block &block, bool isWrapped, int width)
{
    const int perLine =
        isWrapped ? std::max(kFewestColumns, int(width / std::max(1.0, style.advance(TextRole::Code))))
                  : kLongestLine;
    const int lines = int(block.text.count(u'\n')) + 1 + int(block.text.size()) / perLine;
    return lines * style.pitch(TextRole::Code) + buttonSize(style, {}).height() + style.ems(1.5);
}

void CodeLayout::addLines(QStringView text, int from)
{
    // `from` is the start of the last line so far.
    int start = from;
    while (start <= text.size()) {
        // A wrapped line is looked at as far as it can reach, so that a line of a megabyte takes its time
        // once.
        const int reach = int(std::min<qsizetype>(text.size(), start + kLongestLine + 1));
        const qsizetype newline = text.sliced(start, reach - start).indexOf(u'\n');
        const int end = newline < 0 ? reach : start + int(newline);
        const int wrap = wrapAt(text, start, end);
        const bool isLast = wrap < 0 && newline < 0 && end == text.size();
        const int lineEnd = wrap < 0 ? end : wrap;
        m_columns = std::max(m_columns, columnsOf(text.sliced(start, lineEnd - start)));
        if (isLast)
            break;
        start = wrap < 0 && newline >= 0 ? end + 1 : lineEnd;
        m_starts.push_back(start);
    }
    m_length = int(text.size());
}

int CodeLayout::grow(const Block &block, qsizetype unchanged)
{
    const QStringView text = block.text;
    const int from = int(std::min({unchanged, qsizetype(m_length), text.size()}));
    // A wrapped line was broken for the sake of what came after it.
    m_starts.resize(size_t(std::max(0, lineOf(from) - (m_mostColumns > 0 ? 1 : 0))) + 1);
    m_shaped.erase(m_shaped.lower_bound(int(m_starts.size()) - 1), m_shaped.end());
    m_states.resize(std::min(m_states.size(), m_starts.size()));
    const int firstLine = int(m_starts.size()) - 1;
    addLines(text, m_starts.back());
    return lineTop(firstLine);
}

QRect CodeLayout::box() const
{
    return {m_left, 0, m_width, height()};
}

QRect CodeLayout::linesRect() const
{
    const int bar = buttonSize(m_style, {}).height() + m_style.ems(0.5);
    const int padding = m_style.ems(0.9);
    return {m_left + padding, bar, std::max(1, m_width - 2 * padding),
            int(m_starts.size()) * m_style.pitch(TextRole::Code)};
}

int CodeLayout::height() const
{
    return linesRect().bottom() + 1 + m_style.ems(0.8);
}

int CodeLayout::lineTop(int line) const
{
    return linesRect().top() + line * m_style.pitch(TextRole::Code);
}

int CodeLayout::lineAt(int y) const
{
    return std::clamp((y - linesRect().top()) / m_style.pitch(TextRole::Code), 0, int(m_starts.size()) - 1);
}

int CodeLayout::lineOf(int offset) const
{
    return int(std::upper_bound(m_starts.begin(), m_starts.end(), offset) - m_starts.begin()) - 1;
}

QStringView CodeLayout::lineText(const Block &block, int line) const
{
    const QStringView text = block.text;
    const int start = m_starts[size_t(line)];
    int end = size_t(line) + 1 < m_starts.size() ? m_starts[size_t(line) + 1] : int(text.size());
    if (end > start && text[end - 1] == u'\n')
        --end;
    return text.sliced(start, end - start);
}

std::unique_ptr<QTextLayout> CodeLayout::shapedLine(QStringView line, const std::vector<CodeRun> &runs) const
{
    const ConversationPalette &colours = m_style.colours();
    const VisibleText visible = withVisibleControls(line);
    QList<QTextLayout::FormatRange> formats;
    const auto colour = [&formats](int start, int length, const QColor &ink) {
        QTextCharFormat format;
        format.setForeground(ink);
        formats.append({start, length, format});
    };
    for (const CodeRun &run : runs)
        colour(run.start, run.length, colours.code(run.role));
    for (const int sign : visible.signs)
        colour(sign, 1, colours.hiddenSign);

    auto layout = std::make_unique<QTextLayout>(visible.text, m_style.font(TextRole::Code));
    layout->setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(kTabColumns * m_style.advance(TextRole::Code));
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    QTextLine only = layout->createLine();
    if (only.isValid()) {
        only.setNumColumns(int(line.size()));
        only.setPosition(QPointF(0, std::floor((m_style.pitch(TextRole::Code) - only.height()) / 2)));
    }
    layout->endLayout();
    return layout;
}

void CodeLayout::prepare(const Block &block, int fromY, int toY)
{
    const int first = lineAt(fromY);
    const int last = lineAt(toY);
    if (m_shaped.size() > size_t(kKeptLines)) {
        m_shaped.erase(m_shaped.begin(), m_shaped.lower_bound(first - kKeptLines / 4));
        m_shaped.erase(m_shaped.upper_bound(last + kKeptLines / 4), m_shaped.end());
    }
    for (int line = first; line <= last; ++line) {
        std::unique_ptr<QTextLayout> &layout = m_shaped[line];
        if (layout)
            continue;
        readDownTo(block, line);
        std::vector<CodeRun> runs;
        if (size_t(line) < m_states.size())
            m_highlighter.highlight(lineText(block, line), m_states[size_t(line)], &runs,
                                    endsLine(block, line));
        layout = shapedLine(lineText(block, line), runs);
    }
}

//! Learns the states at the start of all lines to this one.
void CodeLayout::readDownTo(const Block &block, int line)
{
    if (!m_highlighter.isKnown())
        return;
    while (m_states.size() <= size_t(line) && m_starts[m_states.size()] < kMostColoured) {
        const int read = int(m_states.size()) - 1;
        m_states.push_back(
            m_highlighter.highlight(lineText(block, read), m_states.back(), nullptr, endsLine(block, read)));
    }
}

//! Whether the line ends as in the text, not because it is too long.
bool CodeLayout::endsLine(const Block &block, int line) const
{
    const size_t next = size_t(line) + 1;
    return next >= m_starts.size() || block.text[m_starts[next] - 1] == u'\n';
}

void CodeLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const ConversationPalette &colours = m_style.colours();
    const QRect lines = linesRect();
    paintRoundedBox(painter, box(), context.clip, m_style.ems(0.5), Qt::NoPen, colours.codeBackground);
    if (context.clip.top() < lines.top()) {
        painter.setFont(m_style.font(TextRole::Small));
        painter.setPen(colours.secondary);
        const QRect copy = buttonRect(HotSpot::Kind::CopyCode, -1);
        const QRect wrap = buttonRect(HotSpot::Kind::WrapCode, -1);
        const int right = wrap.isEmpty() ? copy.left() : wrap.left();
        painter.drawText(QRect(lines.left(), copy.top(), std::max(0, right - lines.left()), copy.height()),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_label.left(60));
        if (!wrap.isEmpty())
            paintButton(painter, m_style, wrap, wrapLabel(m_mostColumns > 0),
                        context.hovered == HotSpot::Kind::WrapCode, false);
        paintButton(painter, m_style, copy, copyButtonLabel(context.isCopied),
                    context.hovered == HotSpot::Kind::CopyCode, false);
    }

    painter.save();
    painter.setClipRect(lines.adjusted(-2, 0, 2, 0), Qt::IntersectClip);
    painter.setPen(colours.text);
    const int pitch = m_style.pitch(TextRole::Code);
    const int last = lineAt(context.clip.bottom());
    for (auto shaped = m_shaped.lower_bound(lineAt(context.clip.top())); shaped != m_shaped.end(); ++shaped) {
        if (shaped->first > last)
            break;
        const QPoint at(lines.left() - context.sideways, lineTop(shaped->first));
        const int start = m_starts[size_t(shaped->first)];
        QList<QTextLayout::FormatRange> overlays;
        if (!context.marks.empty() && shaped->second->lineCount() > 0)
            overlays = paintMarks(painter, m_style, context.marks, start, shaped->second->lineAt(0), at.x(),
                                  at.y(), pitch);
        shaped->second->draw(&painter, at, overlays);
    }
    painter.restore();

    if (const int most = maximumSideways(); most > 0) {
        const double share = double(lines.width()) / (lines.width() + most);
        const int thumb = std::max(m_style.ems(2), int(lines.width() * share));
        const int x = lines.left() + int(double(lines.width() - thumb) * context.sideways / most);
        painter.fillRect(x, box().bottom() - m_style.ems(0.35), thumb, std::max(2, m_style.ems(0.18)),
                         colours.quoteBar);
    }
}

int CodeLayout::offsetAt(const Block &block, QPoint point, int sideways) const
{
    if (point.y() < linesRect().top())
        return 0;
    if (point.y() > linesRect().bottom())
        return m_length;
    const int line = lineAt(point.y());
    const std::unique_ptr<QTextLayout> layout = shapedLine(lineText(block, line));
    const int column =
        layout->lineCount() > 0 ? layout->lineAt(0).xToCursor(point.x() - linesRect().left() + sideways) : 0;
    return m_starts[size_t(line)] + column;
}

QRect CodeLayout::caretRect(const Block &block, int offset, int sideways) const
{
    const int line = lineOf(std::clamp(offset, 0, m_length));
    const std::unique_ptr<QTextLayout> layout = shapedLine(lineText(block, line));
    const double x =
        layout->lineCount() > 0 ? layout->lineAt(0).cursorToX(offset - m_starts[size_t(line)]) : 0;
    return {linesRect().left() + int(x) - sideways, lineTop(line), 1, m_style.pitch(TextRole::Code)};
}

HotSpot CodeLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    for (const HotSpot::Kind kind : {HotSpot::Kind::CopyCode, HotSpot::Kind::WrapCode}) {
        const QRect rect = buttonRect(kind, -1);
        if (rect.contains(point))
            return {.kind = kind, .rect = rect};
    }
    return {};
}

QRect CodeLayout::buttonRect(HotSpot::Kind kind, int) const
{
    // Room for the longer of two labels, so that pressing a button does not move it.
    const QSize copy = buttonSize(m_style, copyButtonLabel(true));
    const int left = box().right() - copy.width() - m_style.ems(0.3);
    if (kind == HotSpot::Kind::CopyCode)
        return {{left, m_style.ems(0.25)}, copy};
    // Offered only where it makes a difference.
    if (kind != HotSpot::Kind::WrapCode || (m_mostColumns == 0 && maximumSideways() == 0))
        return {};
    const QSize wrap = buttonSize(m_style, wrapLabel(true));
    return {{left - wrap.width(), m_style.ems(0.25)}, wrap};
}

int CodeLayout::maximumSideways() const
{
    return std::max(0, int(std::ceil(m_columns * m_style.advance(TextRole::Code))) - linesRect().width());
}

qsizetype CodeLayout::bytes() const
{
    return qsizetype(m_starts.size() + m_states.size()) * 4 + qsizetype(m_shaped.size()) * 3000 + 300;
}

} // namespace tabletalk
