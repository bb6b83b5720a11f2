// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "distinctcounter.h"

#include <bit>
#include <cmath>
#include <functional>

namespace tabletalk {

namespace {

//! Spreads neighbours over all bits.
quint64 mixed(quint64 value)
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdull;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ull;
    return value ^ value >> 33;
}

} // namespace

void DistinctCounter::add(qint64 value)
{
    addHash(mixed(quint64(value)));
}

void DistinctCounter::add(std::string_view text)
{
    addHash(mixed(std::hash<std::string_view>()(text)));
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
