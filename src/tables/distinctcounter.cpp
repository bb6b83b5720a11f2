// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "distinctcounter.h"

#include "texthash.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tabletalk {

void DistinctCounter::add(qint64 value)
{
    addHash(mixedBits(quint64(value)));
}

void DistinctCounter::add(std::string_view text)
{
    addHash(textHash(text));
}

void DistinctCounter::addHash(quint64 hash)
{
    const auto index = size_t(hash >> (64 - kIndexBits));
    // The bit that is set below the index bounds the rank where all others are zero.
    const auto rank = quint8(std::countl_zero(hash << kIndexBits | quint64(1) << (kIndexBits - 1)) + 1);
    m_ranks[index] = std::max(m_ranks[index], rank);
}

qint64 DistinctCounter::estimate() const
{
    const auto count = double(m_ranks.size());
    double sum = 0;
    int empty = 0;
    for (const quint8 rank : m_ranks) {
        sum += std::ldexp(1.0, -rank);
        empty += rank == 0 ? 1 : 0;
    }
    const double raw = 0.7213 / (1 + 1.079 / count) * count * count / sum;
    // Few values leave places empty, which says more.
    if (raw <= 2.5 * count && empty > 0)
        return std::llround(count * std::log(count / empty));
    return std::llround(raw);
}

} // namespace tabletalk
