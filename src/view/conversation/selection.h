// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"

#include <optional>

namespace tabletalk {

//! What is selected: a range that grew from where it was begun (a caret, a word or a block) to where the
//! pointer is. A value of positions; copying and painting look up the text.
class Selection {
public:
    bool isEmpty() const { return m_range.isEmpty(); }
    TextRange range() const { return m_range; }
    TextPosition head() const { return m_head; } //!< the end that moves; where a caret stands
    bool contains(const TextPosition &position) const
    {
        return position >= m_range.from && position < m_range.to;
    }

    bool hasBegun() const { return m_hasBegun; } //!< there is somewhere to extend from

    void clear() { *this = {}; }
    //! Starts anew with a caret (an empty range), a word or a block; extendTo() grows from it.
    void begin(const TextRange &origin);
    //! Selects from the beginning to `unit`, both ends included whole, in either direction.
    void extendTo(const TextRange &unit);

    //! The part of a row that is selected, if any.
    std::optional<BlockRange> inRow(int row) const;

    //! Rows first..last are gone: what was selected in them is not any more, the rest stays selected.
    void rowsRemoved(int first, int last);
    void rowsInserted(int first, int last);

private:
    bool m_hasBegun = false;
    TextRange m_origin;
    TextRange m_range;
    TextPosition m_head;
};

} // namespace tabletalk
