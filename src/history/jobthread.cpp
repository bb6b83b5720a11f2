// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobthread.h"

#include <utility>

namespace tabletalk {

void JobThread::post(std::function<void()> job)
{
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back(std::move(job));
    begin();
}

void JobThread::postAfter(std::chrono::milliseconds delay, std::function<void()> job)
{
    const std::lock_guard lock(m_mutex);
    m_later.emplace(std::chrono::steady_clock::now() + delay, std::move(job));
    begin();
}

void JobThread::begin()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_changed.notify_one();
}

void JobThread::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
        m_changed.notify_one();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void JobThread::takeDue()
{
    const auto due = m_later.upper_bound(std::chrono::steady_clock::now());
    for (auto job = m_later.begin(); job != due; job = m_later.erase(job))
        m_jobs.push_back(std::move(job->second));
}

void JobThread::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        takeDue();
        if (m_jobs.empty() && m_finishing)
            return;
        if (m_jobs.empty()) {
            if (m_later.empty())
                m_changed.wait(lock);
            else
                m_changed.wait_until(lock, m_later.begin()->first);
            continue;
        }
        // Destroyed outside the lock: a job may own the last reference to something large.
        std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
}

} // namespace tabletalk
