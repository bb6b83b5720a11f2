// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace tabletalk {

//! The heights of a column of rows and where each begins: which row is at a pixel, and the reverse, in
//! O(log n), for rows most of which were never laid out. Used for the turns of a conversation and again
//! for the items of one long turn. Pixels; knows nothing of what a row is.
class RowHeights {
public:
    enum class State : quint8 {
        Estimated,
        Measured,
        Stale, //!< measured for another width, scaled since: better than an estimate, not exact
    };

    int count() const { return int(m_heights.size()); }
    qint64 total() const { return top(count()); }

    void clear();
    void append(int height, State state);
    void insert(int row, const std::vector<int> &estimates);
    void remove(int row, int count);
    //! Keeps the first `count` rows.
    void truncate(int count);

    void set(int row, int height, State state);
    //! The width changed: scales every height, and what was measured becomes stale.
    void rescale(double factor);

    int height(int row) const { return m_heights[size_t(row)]; }
    State state(int row) const { return m_states[size_t(row)]; }
    //! The first pixel of a row; of row count(), the total.
    qint64 top(int row) const;
    //! The row that covers a pixel, the first or last one for pixels outside; -1 when there is none.
    int rowAt(qint64 y) const;

private:
    void rebuild();

    std::vector<int> m_heights;
    std::vector<State> m_states;
    std::vector<qint64> m_tree; // Fenwick: m_tree[i] sums the rows (i & (i + 1)) to i
};

} // namespace tabletalk
