// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <cstring>
#include <string_view>

namespace tabletalk {

//! Spreads neighbours over all bits.
inline quint64 mixedBits(quint64 value)
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdull;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ull;
    return value ^ value >> 33;
}

//! 64 bits of a text, the same in every process. Not for what a stranger must be unable to make collide
//! without limit: who uses it compares the texts as well, or counts approximately.
inline quint64 textHash(std::string_view text)
{
    constexpr quint64 kFactor = 0x9e3779b97f4a7c15ull;
    const auto word = [](const char *from, size_t size) {
        quint64 bytes = 0;
        std::memcpy(&bytes, from, size);
        return bytes;
    };
    quint64 hash = text.size() * kFactor;
    const char *at = text.data();
    size_t left = text.size();
    for (; left > 8; left -= 8, at += 8) {
        hash = (hash ^ word(at, 8)) * kFactor;
        hash ^= hash >> 32;
    }
    // Of a longer text the last eight bytes, some of them once more, rather than a part of them.
    if (text.size() >= 8)
        return mixedBits(hash ^ word(text.data() + text.size() - 8, 8));
    return mixedBits(hash ^ (left > 0 ? word(at, left) : 0));
}

} // namespace tabletalk
