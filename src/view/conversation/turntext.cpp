// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turntext.h"

#include <algorithm>

namespace tabletalk {

namespace {

QString prefixOf(const Block &block)
{
    QString prefix(2 * std::max(0, block.listDepth - 1), u' ');
    if (block.task != TaskState::None)
        return prefix + (block.task == TaskState::Done ? QStringLiteral("[x] ") : QStringLiteral("[ ] "));
    if (!block.marker.isEmpty())
        return prefix + block.marker + u' ';
    return {};
}

} // namespace

BlockPart partOf(const Block &block, int index, const BlockRange &range)
{
    const int length = int(block.plainText().size());
    BlockPart part{0, length, true};
    if (range.from.block > index || (range.from.block == index && range.from.offset > 0))
        part.from = range.from.block > index ? length : std::min(range.from.offset, length);
    if (range.to.block < index || (range.to.block == index && range.to.offset < length))
        part.to = range.to.block < index ? 0 : range.to.offset;
    part.isWhole = part.from == 0 && part.to == length;
    return part;
}

QString separatorBetween(const Block &above, const Block &below)
{
    const bool isTable =
        above.kind == BlockKind::TableRow && below.kind == BlockKind::TableRow && !below.isTableHeader;
    const bool isList = above.listDepth > 0 && below.listDepth > 0 && !below.marker.isEmpty();
    return isTable || isList ? QStringLiteral("\n") : QStringLiteral("\n\n");
}

TurnText::TurnText(const TurnContent &content, const BlockRange &range)
{
    const Block *above = nullptr;
    for (int section = 0; section < content.sectionCount(); ++section) {
        if ((content.isAside(section) || content.isNote(section)) && range == BlockRange::all())
            continue;
        const std::vector<Block> &blocks = content.blocks(section);
        const int first = std::max(0, range.from.block - content.firstBlock(section));
        for (int i = first; i < int(blocks.size()); ++i) {
            const Block &block = blocks[size_t(i)];
            const int index = content.firstBlock(section) + i;
            if (index > range.to.block)
                break;
            const BlockPart part = partOf(block, index, range);
            if (part.from > part.to || (part.from == part.to && !part.isWhole))
                continue;
            if (above)
                m_text += separatorBetween(*above, block);
            if (part.from == 0)
                m_text += prefixOf(block);
            m_runs.push_back({int(m_text.size()), index, part.from});
            m_text += QStringView(block.plainText()).sliced(part.from, part.to - part.from);
            above = &block;
        }
    }
}

BlockPosition TurnText::positionOf(int offset) const
{
    const auto after = std::partition_point(m_runs.begin(), m_runs.end(),
                                            [offset](const Run &run) { return run.start <= offset; });
    if (after == m_runs.begin())
        return {};
    const Run &run = *(after - 1);
    return {run.block, run.from + offset - run.start};
}

int TurnText::offsetOf(BlockPosition position) const
{
    const auto after = std::partition_point(m_runs.begin(), m_runs.end(), [position](const Run &run) {
        return BlockPosition{run.block, run.from} <= position;
    });
    if (after == m_runs.begin())
        return 0;
    const int limit = after == m_runs.end() ? int(m_text.size()) : after->start;
    const Run &run = *(after - 1);
    if (run.block != position.block)
        return limit;
    return std::min(limit, run.start + position.offset - run.from);
}

} // namespace tabletalk
