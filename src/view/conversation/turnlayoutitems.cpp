// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of TurnLayout that makes items: what space they take and how they are shaped.

#include "conversation/attachedpicturelayout.h"
#include "conversation/attachmentlink.h"
#include "conversation/codelayout.h"
#include "conversation/displayformulalayout.h"
#include "conversation/paragraphlayout.h"
#include "conversation/picturebook.h"
#include "conversation/picturelayout.h"
#include "conversation/turnlayout.h"
#include "formulabook.h"

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

bool isListItem(const Block &block)
{
    return block.listDepth > 0 && block.kind == BlockKind::Paragraph;
}

} // namespace

int TurnLayout::spaceAbove(const Item &item) const
{
    const auto ems = [this](double count) { return m_style.ems(count); };
    switch (item.kind) {
    case ItemKind::Header:
        return m_isUser ? ems(2.3) : ems(1.7);
    case ItemKind::Status:
        return ems(0.3);
    case ItemKind::Card:
        return ems(0.8);
    case ItemKind::Footer:
        return ems(0.5);
    case ItemKind::Text:
        break;
    }
    const Item &previous = m_items.back();
    if (previous.kind != ItemKind::Text)
        return ems(previous.kind == ItemKind::Status ? 0.6 : 0.3);
    if (previous.block == item.block)
        return 0;
    const Block &above = m_content.block(previous.block);
    const Block &block = m_content.block(item.block);
    if (item.table >= 0 && item.table == previous.table)
        return 0;
    if (above.kind == BlockKind::Heading)
        return ems(0.5);
    if (block.kind == BlockKind::Heading)
        return ems(block.headingLevel <= 2 ? 1.4 : 1.1);
    if (block.kind == BlockKind::Rule || above.kind == BlockKind::Rule)
        return ems(1.1);
    if (isListItem(block) && isListItem(above) && !block.marker.isEmpty())
        return ems(0.3);
    return ems(block.kind == BlockKind::Paragraph && above.kind == BlockKind::Paragraph ? 0.75 : 0.95);
}

const Block &TurnLayout::blockOf(const Item &item) const
{
    static const Block kNone;
    return item.kind == ItemKind::Text ? m_content.block(item.block) : kNone;
}

int TurnLayout::inset(const Item &item) const
{
    return item.isMuted ? m_style.ems(1.1) : 0;
}

bool TurnLayout::isWrapped(const Item &item) const
{
    const bool isOther = m_content.display().wrapped.contains(m_content.keyOf(item.block));
    return m_style.wrapsCode() != isOther;
}

TableRowLayout::Header TurnLayout::headerOf(const Item &item) const
{
    if (!blockOf(item).isTableHeader)
        return {};
    const auto &sorted = m_content.display().sorted;
    const auto found = sorted.find(m_content.keyOf(item.block));
    return {.canSort = !m_isOpen,
            .sort = found == sorted.end() ? std::nullopt : std::optional(found->second)};
}

int TurnLayout::estimate(const Item &item) const
{
    const int pitch = m_style.pitch(TextRole::Body);
    if (item.kind == ItemKind::Card)
        return 4 * pitch;
    if (item.kind != ItemKind::Text)
        return pitch;
    const Block &block = blockOf(item);
    switch (block.kind) {
    case BlockKind::Code:
        return CodeLayout::estimatedHeight(m_style, block, isWrapped(item), widthOf(item));
    case BlockKind::TableRow:
        return TableRowLayout::estimatedHeight(m_style, block.isTableHeader);
    case BlockKind::Rule:
        return 1;
    case BlockKind::Heading:
        return m_style.pitch(ConversationStyle::headingRole(block.headingLevel));
    case BlockKind::Paragraph:
        break;
    }
    if (const Span *span = pieceApart(block, item.start, item.length)) {
        if (const auto attached = attachedPicture(span->target))
            return AttachedPictureLayout::estimatedHeight(m_style, attached->pixels);
    }
    const QStringView text = QStringView(block.text).sliced(item.start, item.length);
    const double width = widthOf(item) - Indentation(m_style, block, widthOf(item)).left;
    const double lines = double(text.size()) * m_style.advance(TextRole::Body) / std::max(width, 1.0);
    return (int(std::ceil(std::max(lines, 1.0))) + int(text.count(u'\n'))) * pitch;
}

std::unique_ptr<ItemLayout> TurnLayout::shaped(const Item &item)
{
    const int width = widthOf(item);
    switch (item.kind) {
    case ItemKind::Header:
        return std::make_unique<HeaderLayout>(m_style, m_author, m_time, m_furniture, m_isUser, width);
    case ItemKind::Card:
        return std::make_unique<CardLayout>(m_style, *m_failure, width);
    case ItemKind::Footer:
        return std::make_unique<FooterLayout>(m_style, m_footer, m_furniture, width);
    case ItemKind::Status: {
        if (item.step < 0)
            return std::make_unique<StatusLayout>(m_style, StatusLayout::Kind::Waiting, m_furniture.modelName,
                                                  m_createdMs, false, width);
        const Fold &fold = m_folds.at(item.step);
        return std::make_unique<StatusLayout>(m_style, fold.kind, fold.name, fold.ms,
                                              m_content.isUnfolded(item.step), width);
    }
    case ItemKind::Text:
        break;
    }
    const Block &block = blockOf(item);
    switch (block.kind) {
    case BlockKind::Code:
        return std::make_unique<CodeLayout>(m_style, block, isWrapped(item), width);
    case BlockKind::TableRow:
        return std::make_unique<TableRowLayout>(m_style, block, columnsOf(item.table), headerOf(item), width);
    case BlockKind::Rule:
        return std::make_unique<RuleLayout>(m_style, width);
    case BlockKind::Paragraph:
    case BlockKind::Heading:
        break;
    }
    if (auto apart = shapedApart(item))
        return apart;
    return std::make_unique<ParagraphLayout>(m_style, block, item.start, item.length, width, item.isMuted);
}

//! Null where it is text so far: it is not typeset or decoded yet, or never will be.
std::unique_ptr<ItemLayout> TurnLayout::shapedApart(const Item &item)
{
    const Block &block = blockOf(item);
    const int width = widthOf(item);
    const Span *span = pieceApart(block, item.start, item.length);
    if (span && span->styles.testFlag(SpanStyle::Image) && m_style.pictures()) {
        const QImage picture = m_style.pictures()->picture(span->target);
        if (attachedPicture(span->target) && m_style.pictures()->hasAttachments()) {
            return std::make_unique<AttachedPictureLayout>(m_style, block, item.start, item.length, width,
                                                           picture);
        }
        if (!picture.isNull())
            return std::make_unique<PictureLayout>(m_style, block, item.start, item.length, width, picture);
    } else if (span && span->styles.testFlag(SpanStyle::Display) && m_style.formulas()) {
        const QStringView source = QStringView(block.text).sliced(item.start, item.length);
        if (const FormulaBook::Placed placed = m_style.formulas()->placed(source, true)) {
            const bool isQuiet = item.isMuted || block.quoteDepth > 0;
            return std::make_unique<DisplayFormulaLayout>(
                m_style, block, item.start, item.length, width, placed,
                m_style.colour(isQuiet ? TextRole::Muted : TextRole::Body));
        }
    }
    return nullptr;
}

const TableColumns &TurnLayout::columnsOf(int firstRow)
{
    learnColumns(firstRow);
    return m_tables[firstRow].columns;
}

//! Takes rows into account that came since. True if columns became wider, so that no row is as it was.
bool TurnLayout::learnColumns(int firstRow)
{
    Table &table = m_tables[firstRow];
    const int end = std::min(m_content.blockCount(), firstRow + TableColumns::kLearningRows);
    bool isWider = table.columns.count() == 0;
    while (firstRow + table.learnedRows < end) {
        const Block &row = m_content.block(firstRow + table.learnedRows);
        if (row.kind != BlockKind::TableRow || (row.isTableHeader && table.learnedRows > 0))
            break;
        isWider = table.columns.learn(m_style, row) || isWider;
        ++table.learnedRows;
    }
    if (!isWider)
        return false;
    const Item &item = m_items[size_t(itemOf({firstRow, 0}))];
    const int width = widthOf(item);
    table.columns.fit(m_style, width - Indentation(m_style, blockOf(item), width).left);
    for (size_t i = size_t(itemOf({firstRow, 0})); i < m_items.size() && m_items[i].table == firstRow; ++i)
        unshape(int(i));
    return true;
}

} // namespace tabletalk
