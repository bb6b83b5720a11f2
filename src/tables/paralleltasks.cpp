// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paralleltasks.h"

namespace tabletalk {

ParallelTasks::ParallelTasks(int threads)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { serve(); });
    // What a thread does at its beginning, it may not be allowed to do later.
    Lock lock(m_mutex);
    m_isDone.wait(lock, [this, threads] { return m_serving == threads; });
}

ParallelTasks::~ParallelTasks()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_next = m_count;
        m_isOver = true;
    }
    m_hasTasks.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void ParallelTasks::begin(size_t count, std::function<void(size_t)> task)
{
    finish();
    {
        const std::scoped_lock lock(m_mutex);
        m_task = std::move(task);
        m_next = 0;
        m_count = count;
    }
    m_hasTasks.notify_all();
}

void ParallelTasks::finish()
{
    Lock lock(m_mutex);
    while (m_next < m_count)
        takeOne(lock);
    m_isDone.wait(lock, [this] { return m_running == 0; });
    if (const std::exception_ptr failure = std::exchange(m_failure, nullptr))
        std::rethrow_exception(failure);
}

void ParallelTasks::abandon()
{
    Lock lock(m_mutex);
    m_next = m_count;
    m_isDone.wait(lock, [this] { return m_running == 0; });
    m_failure = nullptr;
}

void ParallelTasks::serve()
{
    Lock lock(m_mutex);
    ++m_serving;
    m_isDone.notify_all();
    for (;;) {
        m_hasTasks.wait(lock, [this] { return m_isOver || m_next < m_count; });
        if (m_isOver)
            return;
        takeOne(lock);
    }
}

void ParallelTasks::takeOne(Lock &lock)
{
    const size_t number = m_next++;
    ++m_running;
    lock.unlock();
    std::exception_ptr failure;
    try {
        m_task(number);
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    --m_running;
    if (failure) {
        m_failure = failure;
        m_next = m_count;
    }
    if (m_next >= m_count && m_running == 0)
        m_isDone.notify_all();
}

} // namespace tabletalk
