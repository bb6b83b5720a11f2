// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace tabletalk {

//! What a running statement and everything it calls share: when it has to stop, and whether it touched what
//! is private. One thread.
class QueryWatch {
public:
    using Clock = std::chrono::steady_clock;

    void start(std::chrono::milliseconds patience)
    {
        m_begin = Clock::now();
        m_end = m_begin + patience;
        m_isTainted = false;
    }
    bool isPast() const { return Clock::now() >= m_end; }
    //! Not later than it would.
    void endAt(Clock::time_point end) { m_end = end < m_end ? end : m_end; }
    std::chrono::microseconds elapsed() const
    {
        return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - m_begin);
    }

    void taint() { m_isTainted = true; }
    bool isTainted() const { return m_isTainted; }

private:
    Clock::time_point m_begin;
    Clock::time_point m_end;
    bool m_isTainted = false;
};

} // namespace tabletalk
