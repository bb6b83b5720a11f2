// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"
#include "conversation/turncontent.h"

#include <vector>

namespace tabletalk {

//! A turn, or a part of it, as plain text: what Copy puts on the clipboard and what a screen reader
//! reads. Markers of lists are written out, cells are separated by tabs, and reasoning is left out where
//! it is folded or not within the range. Knows which block each character came from.
class TurnText {
public:
    TurnText() = default;
    explicit TurnText(const TurnContent &content, const BlockRange &range = BlockRange::all());

    const QString &text() const { return m_text; }
    BlockPosition positionOf(int offset) const;
    int offsetOf(BlockPosition position) const;

private:
    struct Run {
        int start = 0; // in the text
        int block = 0;
        int from = 0; // offset in the block
    };
    QString m_text;
    std::vector<Run> m_runs;
};

//! The part of a block that lies within a range: offsets into its plain text, empty if none.
struct BlockPart {
    int from = 0;
    int to = 0;
    bool isWhole = false;
};
BlockPart partOf(const Block &block, int index, const BlockRange &range);

//! What goes between two blocks in plain text and markdown: one or two line breaks.
QString separatorBetween(const Block &above, const Block &below);

} // namespace tabletalk
