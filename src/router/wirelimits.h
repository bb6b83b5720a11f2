// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace tabletalk {

// What no honest answer comes near; more is refused.
inline constexpr qsizetype kMostToolCalls = 128; //!< in one completion
inline constexpr qsizetype kMostAnnotations = 1000; //!< in one completion
inline constexpr qsizetype kMostPictures = 16; //!< in one completion

//! How much we read from a server. Tests set tiny ones. How long we wait is
//! the endpoint's: Deadlines.
struct WireLimits {
    std::chrono::milliseconds afterFinish{
        10'000}; //!< of silence, once the finish reason is known: usage may follow
    qsizetype longestHead = qsizetype{256} * 1024; //!< bytes of a reply's head, interim ones included
    qint64 longestAnswer = qint64{64} * 1024 * 1024; //!< bytes of one completion's reply
    qsizetype longestEvent =
        qsizetype{16} * 1024 * 1024; //!< bytes of one event or line within it: a picture fits
    qint64 longestErrorBody = qint64{64} * 1024; //!< bytes read of a reply that is no success
    qint64 longestInfo = qint64{16} * 1024 * 1024; //!< bytes of the list of models
};

} // namespace tabletalk
