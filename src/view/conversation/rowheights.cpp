// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/rowheights.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tabletalk {

void RowHeights::clear()
{
    m_heights.clear();
    m_states.clear();
    m_tree.clear();
}

void RowHeights::append(int height, State state)
{
    const int row = count();
    const int firstSummed = row & (row + 1);
    m_tree.push_back(top(row) - top(firstSummed) + height);
    m_heights.push_back(height);
    m_states.push_back(state);
}

void RowHeights::insert(int row, const std::vector<int> &estimates)
{
    if (row == count()) {
        for (int height : estimates)
            append(height, State::Estimated);
        return;
    }
    m_heights.insert(m_heights.begin() + row, estimates.begin(), estimates.end());
    m_states.insert(m_states.begin() + row, estimates.size(), State::Estimated);
    rebuild();
}

void RowHeights::remove(int row, int removed)
{
    if (row + removed == count()) {
        truncate(row);
        return;
    }
    m_heights.erase(m_heights.begin() + row, m_heights.begin() + row + removed);
    m_states.erase(m_states.begin() + row, m_states.begin() + row + removed);
    rebuild();
}

void RowHeights::truncate(int kept)
{
    // A node sums rows up to its own only, so what is left of the tree stays right.
    m_heights.resize(size_t(kept));
    m_states.resize(size_t(kept));
    m_tree.resize(size_t(kept));
}

void RowHeights::set(int row, int height, State state)
{
    const qint64 difference = qint64(height) - m_heights[size_t(row)];
    m_heights[size_t(row)] = height;
    m_states[size_t(row)] = state;
    if (difference == 0)
        return;
    for (int i = row; i < count(); i |= i + 1)
        m_tree[size_t(i)] += difference;
}

void RowHeights::rescale(double factor)
{
    for (int &height : m_heights)
        height = std::max(1, int(std::lround(height * factor)));
    for (State &state : m_states) {
        if (state == State::Measured)
            state = State::Stale;
    }
    rebuild();
}

qint64 RowHeights::top(int row) const
{
    qint64 sum = 0;
    for (int i = row - 1; i >= 0; i = (i & (i + 1)) - 1)
        sum += m_tree[size_t(i)];
    return sum;
}

int RowHeights::rowAt(qint64 y) const
{
    if (m_heights.empty())
        return -1;
    // Descend the implicit tree: take a whole node whenever it ends at or above the pixel.
    int row = 0;
    for (int step = int(std::bit_floor(unsigned(count()))); step > 0; step /= 2) {
        const int next = row + step;
        if (next <= count() && m_tree[size_t(next - 1)] <= y) {
            y -= m_tree[size_t(next - 1)];
            row = next;
        }
    }
    return std::min(row, count() - 1);
}

void RowHeights::rebuild()
{
    m_tree.assign(m_heights.begin(), m_heights.end());
    for (size_t i = 0; i < m_tree.size(); ++i) {
        const size_t parent = i | (i + 1);
        if (parent < m_tree.size())
            m_tree[parent] += m_tree[i];
    }
}

} // namespace tabletalk
