// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/turndisplay.h"
#include "markdowndocument.h"
#include "turn.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! A turn's text as blocks, numbered through all of its sections in reading order: one section per text
//! step, and per step of reasoning or tool call, whose blocks exist only while it is unfolded. What a
//! person wrote is one block, exactly as typed. The rows of a table are in the order it is sorted by.
//! Follows a turn that is being written by feeding only what is new.
class TurnContent {
public:
    enum class Kind : quint8 { Literal, Markdown, Reasoning, Tool, Note };

    //! What an update() changed: blocks before `firstBlock` are what they were.
    struct Change {
        int firstBlock = 0;
        qsizetype unchangedLength = 0; //!< see DocumentChange
        bool isGrowth = false; //!< only blocks at the end of the last section changed
        bool isEmpty = false;
    };

    TurnContent() = default;
    explicit TurnContent(const Turn &turn, const TurnDisplay &display = {})
        : m_display(display)
    {
        update(turn);
    }

    Change update(const Turn &turn);
    //! How the turn is to be seen from here on; follow with update().
    void setDisplay(const TurnDisplay &display);
    const TurnDisplay &display() const { return m_display; }
    //! Reasoning comes folded, and calls, but for queries: their results are part of the answer.
    bool isUnfolded(int step) const { return m_display.toggled.contains(step) != m_queries.contains(step); }

    int sectionCount() const { return int(m_sections.size()); }
    Kind kind(int section) const { return m_sections[size_t(section)].kind; }
    int step(int section) const { return m_sections[size_t(section)].step; } //!< index in Turn::steps
    //! Not part of what the turn says: what went on before it did.
    bool isAside(int section) const
    {
        return kind(section) == Kind::Reasoning || kind(section) == Kind::Tool;
    }
    //! Something that the program says about the turn.
    bool isNote(int section) const { return kind(section) == Kind::Note; }
    int firstBlock(int section) const { return m_sections[size_t(section)].firstBlock; }
    const std::vector<Block> &blocks(int section) const { return m_sections[size_t(section)].all(); }

    int blockCount() const;
    //! Nothing of what the turn says has blocks yet.
    bool isBlank() const;
    int sectionOf(int block) const;
    const Block &block(int index) const;
    BlockKey keyOf(int block) const;
    //! The block of that key, -1 if there is none.
    int blockOf(const BlockKey &key) const;
    //! The header of the table that a row belongs to; -1 if the block is none.
    int tableOf(int block) const;
    //! After the last row of the table with that header.
    int tableEnd(int header) const;

private:
    struct Section {
        Kind kind = Kind::Markdown;
        int step = 0;
        int firstBlock = 0;
        qsizetype fed = 0;
        bool isFinished = false;
        bool hasResult = false; // of a call, like the next
        bool isShown = false;
        std::optional<MarkdownDocument> document; // while it is being written, and until it is parsed anew
        std::vector<Block> parsed; // otherwise

        const std::vector<Block> &all() const { return document ? document->blocks() : parsed; }
    };

    std::optional<DocumentChange> feed(Section &section, const QString &text, bool isOpen);
    //! The same for a tool call, whose result is another step.
    std::optional<DocumentChange> feedCall(Section &section, const Turn &turn);
    //! Traces the figures of a text that is complete; false if there is nothing to trace them to.
    bool traceFigures(Section &section, const Turn &turn) const;
    void sortTables(Section &section) const;

    std::vector<Section> m_sections;
    TurnDisplay m_display;
    std::set<int> m_queries; //!< steps that called for a query
};

} // namespace tabletalk
