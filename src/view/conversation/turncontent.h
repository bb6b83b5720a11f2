// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "markdowndocument.h"
#include "turn.h"

#include <optional>
#include <set>
#include <vector>

namespace tabletalk {

//! A turn's text as blocks, numbered through all of its sections in reading order: one section per text
//! step, and per reasoning step, whose blocks exist only while it is unfolded. What a person wrote is one
//! block, exactly as typed. Follows a turn that is being written by feeding only what is new.
class TurnContent {
public:
    enum class Kind : quint8 { Literal, Markdown, Reasoning };

    //! What an update() changed: blocks before `firstBlock` are what they were.
    struct Change {
        int firstBlock = 0;
        qsizetype unchangedLength = 0; //!< see DocumentChange
        bool isGrowth = false; //!< only blocks at the end of the last section changed
        bool isEmpty = false;
    };

    TurnContent() = default;
    explicit TurnContent(const Turn &turn) { update(turn); }

    Change update(const Turn &turn);
    //! Unfolds or folds a reasoning step; follow with update().
    void toggleReasoning(int step);
    bool isUnfolded(int step) const { return m_unfolded.contains(step); }

    int sectionCount() const { return int(m_sections.size()); }
    Kind kind(int section) const { return m_sections[size_t(section)].kind; }
    int step(int section) const { return m_sections[size_t(section)].step; } //!< index in Turn::steps
    int firstBlock(int section) const { return m_sections[size_t(section)].firstBlock; }
    const std::vector<Block> &blocks(int section) const { return m_sections[size_t(section)].all(); }

    int blockCount() const;
    int sectionOf(int block) const;
    const Block &block(int index) const;

private:
    struct Section {
        Kind kind = Kind::Markdown;
        int step = 0;
        int firstBlock = 0;
        qsizetype fed = 0;
        bool isFinished = false;
        std::optional<MarkdownDocument> document; // while it is being written, and until it is parsed anew
        std::vector<Block> parsed; // otherwise

        const std::vector<Block> &all() const { return document ? document->blocks() : parsed; }
    };

    std::optional<DocumentChange> feed(Section &section, const QString &text, bool isOpen);

    std::vector<Section> m_sections;
    std::set<int> m_unfolded;
};

} // namespace tabletalk
