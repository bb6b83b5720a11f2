// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <algorithm>

namespace tabletalk {

//! The number that what was said at this time (Unix milliseconds) has in the full-text index, or the next
//! free one after it: so newest first is descending order, and a span of time a span of numbers. Coarse,
//! because the index keeps the differences between neighbours, and each byte of these is paid for every word.
constexpr qint64 entryAt(qint64 milliseconds)
{
    constexpr qint64 kMillisecondsOfOne = 250;
    constexpr qint64 kLatestMs = qint64(1) << 50;
    return std::clamp<qint64>(milliseconds, 0, kLatestMs) / kMillisecondsOfOne;
}

} // namespace tabletalk
