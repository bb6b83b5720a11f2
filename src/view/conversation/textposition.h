// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <compare>
#include <limits>

namespace tabletalk {

//! A place between two characters of a turn: a block in reading order, and an offset in UTF-16 units
//! into its Block::plainText().
struct BlockPosition {
    int block = 0;
    int offset = 0;

    auto operator<=>(const BlockPosition &) const = default;
    static BlockPosition begin() { return {}; }
    //! Beyond whatever the turn has, so that a selection to the end grows with an answer.
    static BlockPosition end() { return {std::numeric_limits<int>::max(), std::numeric_limits<int>::max()}; }
};

//! Part of one turn, from..to.
struct BlockRange {
    BlockPosition from;
    BlockPosition to;

    bool operator==(const BlockRange &) const = default;
    bool isEmpty() const { return from >= to; }
    static BlockRange all() { return {BlockPosition::begin(), BlockPosition::end()}; }
};

//! A place in the conversation. Survives scrolling and streaming: it names text, not pixels.
struct TextPosition {
    int row = 0;
    BlockPosition at;

    auto operator<=>(const TextPosition &) const = default;
};

struct TextRange {
    TextPosition from;
    TextPosition to;

    bool operator==(const TextRange &) const = default;
    bool isEmpty() const { return from >= to; }
};

} // namespace tabletalk
