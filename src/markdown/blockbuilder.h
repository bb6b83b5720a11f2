// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "amendedtext.h"
#include "blocklocator.h"
#include "codetext.h"
#include "formula.h"
#include "styledtext.h"

#include <md4c.h>

#include <optional>
#include <vector>

namespace tabletalk {

//! What a stretch of source is parsed with.
struct BlockSource {
    QByteArrayView text;
    qsizetype contextLength = 0; //!< leading bytes that only give context: link definitions
    qsizetype base = 0; //!< where `text` starts in the document; negative when context precedes it
    std::vector<Amendment> amendments; //!< what md4c reads differently from `text`
    std::vector<FormulaRange> formulas; //!< in `text`, in order
    std::optional<qint64> firstOrdinal; //!< the number of the first list's first item, whatever it says
};

//! Runs md4c over a text and makes flat blocks of what it reports.
class BlockBuilder {
public:
    static std::vector<Block> build(const BlockSource &source);
    //! Whether its first block is a table; cheaper than to build it.
    static bool startsTable(const BlockSource &source);

private:
    struct OpenList {
        bool isOrdered = false;
        qint64 nextNumber = 1;
    };

    explicit BlockBuilder(const BlockSource &source);

    static int onEnterBlock(MD_BLOCKTYPE type, void *detail, void *self);
    static int onLeaveBlock(MD_BLOCKTYPE type, void *detail, void *self);
    static int onEnterSpan(MD_SPANTYPE type, void *detail, void *self);
    static int onLeaveSpan(MD_SPANTYPE type, void *detail, void *self);
    static int onText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self);

    void enterBlock(MD_BLOCKTYPE type, const void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void addText(MD_TEXTTYPE type, QByteArrayView text);

    void enterItem(const MD_BLOCK_LI_DETAIL &detail);
    void openLeaf(BlockKind kind);
    void openImplicitParagraph();
    void addWritten(qsizetype start, qsizetype end);
    void addFormula(const FormulaRange &formula);
    void closeLeaf();
    void closeItem();
    qsizetype offsetOf(QByteArrayView text) const;
    qsizetype endOf(QByteArrayView text) const;

    const BlockSource &m_source;
    AmendedText m_amended;
    BlockLocator m_locator;
    std::vector<Block> m_blocks;

    std::vector<OpenList> m_lists;
    int m_quoteDepth = 0;
    std::optional<qint64> m_firstOrdinal;
    QString m_marker; //!< of an item that has no block yet
    TaskState m_task = TaskState::None;

    Block *m_leaf = nullptr; //!< the last of the blocks while it is open
    BlockTrace m_trace;
    StyledText m_inline;
    CodeText m_code;
    bool m_isInTableHead = false;
    unsigned m_columns = 0; //!< of the table
    std::size_t m_nextFormula = 0;
    qsizetype m_formulaEnd = 0; //!< of the last one that was added
    qsizetype m_imageStart = 0; //!< where the description of the innermost picture starts
};

} // namespace tabletalk
