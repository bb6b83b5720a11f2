// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>

namespace tabletalk {

//! Gives out ids without asking the file: milliseconds since 2024, then 21 random bits; 62 bits until 2093.
//! They are strictly increasing, so that the order of ids is the order of making. From any thread.
//!
//! A clock that was set back cannot produce an id twice: within the process each id is above the last
//! one, and once the file is open raiseTo() has lifted the source above everything stored. Between the
//! start of the program and that moment, and against a second process on the same file, an id could only
//! meet one made in the very same millisecond, and then by one chance in two million; inserting a turn with
//! a stored id is refused, never an overwrite.
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
