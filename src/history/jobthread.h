// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace tabletalk {

//! A thread that runs jobs one after the other in the order they were posted. It starts with the first
//! job and sleeps while there is none; it has no event loop. Jobs must not throw.
class JobThread {
public:
    JobThread() = default;
    ~JobThread() { finish(); }
    JobThread(const JobThread &) = delete;
    JobThread &operator=(const JobThread &) = delete;

    //! From any thread, also from a job. Must not be called after finish() began, except by a job that
    //! was posted before it.
    void post(std::function<void()> job);

    //! The same, but not before `delay` is over, and never when finish() comes first.
    void postAfter(std::chrono::milliseconds delay, std::function<void()> job);

    //! Runs everything posted so far to its end and joins the thread. Not from a job.
    void finish();

private:
    void run();
    void begin();
    void takeDue();

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> m_later;
    bool m_finishing = false;

    std::thread m_thread;
};

} // namespace tabletalk
