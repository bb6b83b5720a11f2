// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"

#include <QByteArrayView>

namespace tabletalk {

//! What the parser told about where a block's characters stand; -1 where it told nothing, as for a rule.
struct BlockTrace {
    qsizetype firstText = -1;
    qsizetype lastText = -1; //!< one past the last character
    char fenceCharacter = 0; //!< of fenced code
    qsizetype codeLines = 0;
    qsizetype codeLinesBeforeText = 0; //!< lines of code before the one that holds firstText
};

//! Finds the source lines of blocks, which md4c does not tell, from where their characters stand and what
//! their first line looks like. Asked in reading order; linear in the text altogether.
class BlockLocator {
public:
    //! Blocks start at `cursor` or later.
    BlockLocator(QByteArrayView text, qsizetype cursor);

    //! Where the first line of the next block starts.
    qsizetype startOf(const Block &block, const BlockTrace &trace) const;
    //! Sets the block's lines, and cuts those of `previous` (if any) where it starts.
    void place(Block &block, const BlockTrace &trace, Block *previous);
    //! Sets the end of the last block, once there are no more.
    void finish(Block *last);

private:
    qsizetype endOf(const Block &block, const BlockTrace &trace) const;
    void extend(Block &paragraph, qsizetype limit) const;
    template <typename Predicate>
    qsizetype findLine(Predicate matches) const;

    QByteArrayView m_text;
    qsizetype m_cursor;
};

} // namespace tabletalk
