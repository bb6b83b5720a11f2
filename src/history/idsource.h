// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>

namespace tabletalk {

//! Gives out ids without asking the file: milliseconds since 2024 in the upper bits and a counter in the
//! lower twelve, 53 bits until 2093 (so that JSON keeps them exact), strictly increasing, so that the
//! order of ids is the order of making. From any thread.
//!
//! A clock that was set back cannot produce an id twice: within the process each id is above the last
//! one, and once the file is open raiseTo() has lifted the source above everything stored. Between the
//! start of the program and that moment ids rest on the clock alone; one could only meet a stored id made
//! in the very same millisecond, and inserting a turn with a stored id is refused, never an overwrite.
class IdSource {
public:
    //! `now` returns Unix milliseconds; empty for the system's clock.
    explicit IdSource(std::function<qint64()> now = {});

    qint64 next();
    //! Every later id will be above `used`.
    void raiseTo(qint64 used);

private:
    std::function<qint64()> m_now;
    std::atomic<qint64> m_last = 0;
};

} // namespace tabletalk
