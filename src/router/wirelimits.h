// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace tabletalk {

//! How long we wait for a server and how much we read from it. Qt has a default for neither. Tests set
//! tiny ones.
struct WireLimits {
    std::chrono::milliseconds connect{30'000}; //!< until the connection stands and the head is sent
    std::chrono::milliseconds firstByte{180'000}; //!< from then until the reply's head is complete
    std::chrono::milliseconds idle{120'000}; //!< between two arrivals, keep-alive comments included
    std::chrono::milliseconds afterFinish{
        10'000}; //!< idle, once the finish reason is known: usage may follow
    qint64 longestAnswer = 64 * 1024 * 1024; //!< bytes of one completion's reply
    qsizetype longestEvent = 8 * 1024 * 1024; //!< bytes of one event within it
    qint64 longestErrorBody = 64 * 1024; //!< bytes read of a reply that is no success
    qint64 longestInfo = 16 * 1024 * 1024; //!< bytes of the list of models
};

} // namespace tabletalk
