// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turnlayout.h"

#include "conversation/paragraphlayout.h"
#include "conversation/piecelayout.h"
#include "conversation/querycard.h"
#include "conversation/turnlabels.h"

#include <algorithm>

namespace tabletalk {

namespace {

bool isSeparator(QChar c)
{
    return c == u'\n' || c == u' ';
}

//! The first span from `start` on that stands apart from the text; null if there is none. A formula that a
//! list item begins with stays beside the item's marker.
const Span *nextApart(const Block &block, int start)
{
    const bool hasMarker = !block.marker.isEmpty() || block.task != TaskState::None;
    const auto from = std::partition_point(block.spans.begin(), block.spans.end(),
                                           [start](const Span &span) { return span.start < start; });
    const auto found = std::find_if(from, block.spans.end(), [hasMarker](const Span &span) {
        return standsApart(span)
               && !(hasMarker && span.start == 0 && span.styles.testFlag(SpanStyle::Display));
    });
    return found == block.spans.end() ? nullptr : &*found;
}

//! Where the piece of a paragraph that starts at `start` ends: everything if it is short, else after a
//! line, else between words. Looks at nothing beyond the limit, so text that grows keeps its pieces.
int pieceEnd(QStringView text, int start)
{
    if (text.size() - start <= TurnLayout::kLongestPiece)
        return int(text.size());
    const int limit = start + TurnLayout::kLongestPiece;
    for (const QChar separator : {u'\n', u' '}) {
        for (int i = limit; i > start + TurnLayout::kLongestPiece / 2; --i) {
            if (text[i] == separator)
                return i;
        }
    }
    return text[limit].isLowSurrogate() ? limit - 1 : limit;
}

//! The same where what stands apart is a piece of its own.
int pieceEnd(const Block &block, int start)
{
    const Span *apart = nextApart(block, start);
    if (!apart)
        return pieceEnd(block.text, start);
    if (apart->start == start)
        return start + apart->length;
    int end = apart->start;
    while (end > start + 1 && isSeparator(block.text[end - 1]))
        --end;
    return pieceEnd(QStringView(block.text).first(end), start);
}

//! Where the piece after start..end begins: a separator is nobody's, nor are all those beside what stands
//! apart.
int nextPiece(const Block &block, int start, int end)
{
    int next = end;
    while (next < block.text.size() && isSeparator(block.text[next]))
        ++next;
    const Span *apart = nextApart(block, start);
    const bool isBesideIt = apart && (apart->start == start || apart->start == next);
    return isBesideIt ? next : std::min(next, end + 1);
}

} // namespace

TurnLayout::TurnLayout(const ConversationStyle &style, const Turn &turn, const TurnFurniture &furniture,
                       int width, const TurnDisplay &display)
    : m_style(style)
    , m_furniture(furniture)
    , m_width(width)
{
    m_content.setDisplay(display);
    update(turn);
}

int TurnLayout::update(const Turn &turn)
{
    const bool wasOpen = m_isOpen;
    const TurnContent::Change change = m_content.update(turn);
    const bool isOnlyText = wasOpen && turn.progress == Progress::Open && (change.isEmpty || change.isGrowth)
                            && !m_items.empty() && m_items.back().kind == ItemKind::Text;
    if (isOnlyText)
        return change.isEmpty ? -1 : grow(change);
    readFurniture(turn);
    if (wasOpen && !m_isOpen)
        m_tables.clear(); // columns learned from half a row may be wider than the row
    rebuild(change.isEmpty ? m_content.blockCount() : change.firstBlock);
    return 0;
}

void TurnLayout::readFurniture(const Turn &turn)
{
    m_isUser = turn.role == TurnRole::User;
    m_isOpen = turn.progress == Progress::Open;
    m_author = authorLabel(turn, m_furniture.modelName);
    m_time = timeLabel(turn.createdMs);
    m_createdMs = turn.createdMs;
    m_footer = m_isUser ? QString() : footerLabel(turn, m_furniture.modelName);
    m_failure = turn.failure;
    m_bottomSpace = m_isUser ? m_style.ems(0.9) : m_style.ems(0.3);
    m_folds.clear();
    for (int i = 0; i < turn.steps.size(); ++i) {
        using Kind = StatusLayout::Kind;
        const bool isUnderWay = m_isOpen && i == turn.steps.size() - 1;
        if (const auto *reasoning = std::get_if<ReasoningStep>(&turn.steps[i].content)) {
            m_folds[i] = isUnderWay ? Fold{Kind::Thinking, {}, turn.createdMs}
                                    : Fold{Kind::Thought, {}, reasoning->durationMs};
        } else if (const auto *call = std::get_if<ToolCallStep>(&turn.steps[i].content)) {
            const ToolResultStep *result = resultOf(turn, *call);
            if (result && result->query)
                m_folds[i] = {Kind::Queried, queryLabel(*result->query), turn.createdMs};
            else
                m_folds[i] = {isUnderWay ? Kind::Calling : Kind::Called, call->name, turn.createdMs};
        }
    }
}

void TurnLayout::rebuild(int firstChangedBlock)
{
    std::vector<Item> old = std::move(m_items);
    m_items.clear();
    RowHeights oldHeights = std::move(m_heights);
    m_heights.clear();

    append({.kind = ItemKind::Header});
    for (int section = 0; section < m_content.sectionCount(); ++section) {
        if (m_content.isAside(section))
            append({.kind = ItemKind::Status, .step = m_content.step(section)});
        appendBlocks(section, 0, 0);
    }
    appendTail();

    // Both are in reading order: what did not change keeps its height and its shape.
    size_t before = 0;
    for (size_t i = 0; i < m_items.size(); ++i) {
        Item &item = m_items[i];
        if (item.kind != ItemKind::Text || item.block >= firstChangedBlock)
            continue;
        while (before < old.size()
               && (old[before].kind != ItemKind::Text || old[before].block < item.block
                   || (old[before].block == item.block && old[before].start < item.start)))
            ++before;
        if (before == old.size())
            break;
        const bool isSame = old[before].block == item.block && old[before].start == item.start
                            && old[before].length == item.length && item.table < 0
                            && old[before].isMuted == item.isMuted;
        const auto *paragraph = dynamic_cast<ParagraphLayout *>(old[before].layout.get());
        if (!isSame || (paragraph && paragraph->isInChunks()))
            continue;
        item.layout = std::move(old[before].layout);
        const int height = oldHeights.height(int(before)) - old[before].space + item.space;
        m_heights.set(int(i), height, oldHeights.state(int(before)));
    }
    m_shapedFirst = 0;
    m_shapedLast = itemCount() - 1;
}

int TurnLayout::grow(const TurnContent::Change &change)
{
    // What remains of the changed block's earlier pieces stays; its last piece goes on where it was.
    std::unique_ptr<ItemLayout> spare;
    int start = 0;
    bool isLastPiece = true;
    while (!m_items.empty()) {
        Item &last = m_items.back();
        const bool isChanged =
            last.kind == ItemKind::Text
            && (last.block > change.firstBlock
                || (last.block == change.firstBlock
                    && (isLastPiece || last.start + last.length > change.unchangedLength
                        || start > change.unchangedLength))); // what lay between two pieces is gone
        if (!isChanged)
            break;
        isLastPiece = last.block != change.firstBlock;
        if (last.block == change.firstBlock) {
            spare = std::move(last.layout);
            start = last.start;
        }
        m_items.pop_back();
    }
    const int kept = int(m_items.size());
    m_heights.truncate(kept);
    m_shapedLast = std::min(m_shapedLast, kept - 1);
    if (kept > 0) {
        // The text that grew there is complete now, and laid out once as a whole.
        const auto *paragraph = dynamic_cast<ParagraphLayout *>(m_items.back().layout.get());
        if (paragraph && paragraph->isInChunks())
            unshape(kept - 1);
    }

    const auto firstGone = m_tables.lower_bound(change.firstBlock);
    m_tables.erase(firstGone, m_tables.end());
    if (!m_tables.empty()) {
        auto &[firstRow, table] = *m_tables.rbegin();
        table.learnedRows = std::min(table.learnedRows, change.firstBlock - firstRow);
    }

    const int section = m_content.sectionOf(change.firstBlock);
    appendBlocks(section, change.firstBlock - m_content.firstBlock(section), start,
                 spare ? spare->height() : -1);
    int changedFrom = kept;
    for (int i = kept; i < itemCount(); ++i) {
        const int table = m_items[size_t(i)].table;
        if (table >= 0 && learnColumns(table))
            changedFrom = std::min(changedFrom, itemOf({table, 0}));
    }
    if (changedFrom < kept)
        return itemTop(changedFrom);
    if (spare && itemCount() > kept && change.unchangedLength > 0)
        return adopt(kept, std::move(spare), change.unchangedLength);
    return int(m_heights.top(kept));
}

int TurnLayout::adopt(int index, std::unique_ptr<ItemLayout> layout, qsizetype unchanged)
{
    Item &item = m_items[size_t(index)];
    const Block &block = blockOf(item);
    const int top = itemTop(index);
    if (pieceApart(block, item.start, item.length))
        return top; // the text that ended there is a formula or a picture now
    if (auto *paragraph = dynamic_cast<ParagraphLayout *>(layout.get())) {
        if (item.start + item.length < block.text.size())
            return top; // it was cut off there and is complete: laid out as a whole when it is needed
        paragraph->setLength(item.length);
    }
    const int changed = layout->grow(block, unchanged);
    if (changed < 0)
        return top;
    item.layout = std::move(layout);
    m_heights.set(index, item.space + item.layout->height(), RowHeights::State::Measured);
    m_shapedFirst = std::min(m_shapedFirst, index);
    m_shapedLast = std::max(m_shapedLast, index);
    return top + item.space + changed;
}

void TurnLayout::append(Item item, int knownHeight)
{
    if (item.kind != ItemKind::Text && !m_items.empty()) {
        const Item &previous = m_items.back();
        item.block = previous.block + (previous.kind == ItemKind::Text ? 1 : 0);
    }
    item.space = spaceAbove(item);
    const int height = item.space + (knownHeight < 0 ? estimate(item) : knownHeight);
    m_items.push_back(std::move(item));
    m_heights.append(height, RowHeights::State::Estimated);
}

void TurnLayout::appendBlocks(int section, int from, int start, int knownHeight)
{
    const std::vector<Block> &blocks = m_content.blocks(section);
    const bool isMuted = m_content.isAside(section) || m_content.isNote(section);
    for (int i = from; i < int(blocks.size()); ++i) {
        const Block &block = blocks[size_t(i)];
        const int index = m_content.firstBlock(section) + i;
        if (block.kind == BlockKind::TableRow) {
            const bool goesOn = !block.isTableHeader && !m_items.empty() && m_items.back().table >= 0
                                && m_items.back().block == index - 1;
            append({.isMuted = isMuted, .block = index, .table = goesOn ? m_items.back().table : index},
                   knownHeight);
        } else if (block.kind == BlockKind::Code || block.kind == BlockKind::Rule) {
            append({.isMuted = isMuted, .block = index, .length = int(block.text.size())}, knownHeight);
        } else {
            const QStringView text = block.text;
            int end = start;
            do {
                end = pieceEnd(block, start);
                append({.isMuted = isMuted, .block = index, .start = start, .length = end - start},
                       knownHeight);
                knownHeight = -1;
                start = nextPiece(block, start, end);
            } while (start < text.size());
        }
        start = 0;
        knownHeight = -1;
    }
}

void TurnLayout::appendTail()
{
    const bool isWaiting = m_isOpen && m_content.isBlank() && m_folds.empty();
    if (isWaiting)
        append({.kind = ItemKind::Status});
    if (m_failure)
        append({.kind = ItemKind::Card});
    if (!m_isUser && !m_isOpen)
        append({.kind = ItemKind::Footer});
}

void TurnLayout::unshape(int item)
{
    m_items[size_t(item)].layout.reset();
    m_heights.set(item, m_heights.height(item), RowHeights::State::Stale);
}

void TurnLayout::measure(int index)
{
    Item &item = m_items[size_t(index)];
    if (m_heights.state(index) == RowHeights::State::Measured)
        return;
    if (!item.layout) {
        item.layout = shaped(item);
        m_shapedFirst = std::min(m_shapedFirst, index);
        m_shapedLast = std::max(m_shapedLast, index);
    }
    m_heights.set(index, item.space + item.layout->height(), RowHeights::State::Measured);
}

int TurnLayout::prepareDown(int item, int pixels)
{
    int covered = 0;
    for (int i = item; i < itemCount() && covered < pixels; ++i) {
        measure(i);
        covered += itemHeight(i);
    }
    return covered;
}

int TurnLayout::prepareUp(int item, int pixels)
{
    int covered = 0;
    for (int i = item - 1; i >= 0 && covered < pixels; --i) {
        measure(i);
        covered += itemHeight(i);
    }
    return covered;
}

void TurnLayout::prepareVisible(int fromY, int toY)
{
    const int margin = toY - fromY;
    const int keptFirst = itemAt(fromY - margin);
    const int keptLast = itemAt(toY + margin);
    for (int i = m_shapedFirst; i <= m_shapedLast; ++i) {
        if (i >= keptFirst && i <= keptLast)
            i = keptLast;
        else
            m_items[size_t(i)].layout.reset();
    }
    m_shapedFirst = keptFirst;
    m_shapedLast = keptLast;

    for (int i = itemAt(fromY); i < itemCount() && itemTop(i) <= toY; ++i) {
        Item &item = m_items[size_t(i)];
        if (!item.layout)
            item.layout = shaped(item);
        measure(i);
        const int top = origin(i).y();
        if (item.kind == ItemKind::Text)
            item.layout->prepare(blockOf(item), std::max(0, fromY - top), toY - top);
        int &sideways = m_sideways[sidewaysKey(item)];
        sideways = std::min(sideways, item.layout->maximumSideways());
    }
}

QPoint TurnLayout::origin(int item) const
{
    const Item &it = m_items[size_t(item)];
    return {inset(it), itemTop(item) + it.space};
}

int TurnLayout::sidewaysOf(const Item &item) const
{
    const auto found = m_sideways.find(sidewaysKey(item));
    return found != m_sideways.end() ? found->second : 0;
}

void TurnLayout::setWidth(int width)
{
    m_width = width;
    m_tables.clear();
    for (size_t i = 0; i < m_items.size(); ++i) {
        m_items[i].layout.reset();
        m_heights.set(int(i), m_items[i].space + estimate(m_items[i]), RowHeights::State::Estimated);
    }
}

void TurnLayout::reshapeArrived()
{
    const auto mayArrive = [](const Span &span) {
        return span.styles.testFlag(SpanStyle::Formula) || standsApart(span);
    };
    const auto waits = [&mayArrive](const Block &block) {
        return std::any_of(block.spans.begin(), block.spans.end(), mayArrive)
               || std::any_of(block.cells.begin(), block.cells.end(), [&mayArrive](const TableCell &cell) {
                      return std::any_of(cell.spans.begin(), cell.spans.end(), mayArrive);
                  });
    };
    for (int i = 0; i < itemCount(); ++i) {
        const Item &item = m_items[size_t(i)];
        if (item.kind != ItemKind::Text || !waits(blockOf(item)))
            continue;
        if (item.table >= 0)
            m_tables.erase(item.table); // its columns are learned anew, and all of its rows
        unshape(i);
    }
}

void TurnLayout::setDisplay(const Turn &turn, const TurnDisplay &display)
{
    m_content.setDisplay(display);
    m_content.update(turn);
    m_sideways.clear();
    m_tables.clear();
    rebuild(0); // seldom, and what is in view is shaped again at once
}

int TurnLayout::itemOf(BlockPosition position) const
{
    const auto after = std::partition_point(m_items.begin(), m_items.end(), [position](const Item &item) {
        return BlockPosition{item.block, item.start} <= position;
    });
    return std::max(0, int(after - m_items.begin()) - 1);
}

int TurnLayout::itemOfFold(int step) const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [step](const Item &item) {
        return item.kind == ItemKind::Status && item.step == step;
    });
    return found == m_items.end() ? 0 : int(found - m_items.begin());
}

int TurnLayout::shapedCount() const
{
    return int(std::count_if(m_items.begin(), m_items.end(),
                             [](const Item &item) { return item.layout != nullptr; }));
}

qsizetype TurnLayout::bytes() const
{
    qsizetype sum =
        qsizetype(sizeof(*this)) + qsizetype(m_items.size()) * qsizetype(sizeof(Item) + sizeof(Block) + 12);
    for (int i = m_shapedFirst; i <= m_shapedLast; ++i) {
        if (const auto &layout = m_items[size_t(i)].layout)
            sum += layout->bytes();
    }
    for (const Item &item : m_items)
        sum += qsizetype{2} * item.length;
    return sum;
}

} // namespace tabletalk
