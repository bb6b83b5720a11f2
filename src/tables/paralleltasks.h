// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tabletalk {

//! Numbered tasks that threads of its own take one by one, while their owner does something else or takes
//! some itself. The threads live as long as it does, since the worker can start none once it is locked in.
//! One owner; without threads the owner does everything.
class ParallelTasks {
public:
    explicit ParallelTasks(int threads = 0);
    ~ParallelTasks();
    ParallelTasks(const ParallelTasks &) = delete;
    ParallelTasks &operator=(const ParallelTasks &) = delete;

    //! Those that were begun before are finished first. `task` is called for 0 up to `count`, in any thread.
    void begin(size_t count, std::function<void(size_t)> task);
    //! Takes part in what is left and waits for the rest. What a task has thrown is thrown here.
    void finish();
    //! Begins no further task, and waits for those that run; what they throw is lost.
    void abandon();
    void run(size_t count, std::function<void(size_t)> task)
    {
        begin(count, std::move(task));
        finish();
    }

private:
    using Lock = std::unique_lock<std::mutex>;

    void serve();
    void takeOne(Lock &lock);

    std::mutex m_mutex;
    std::condition_variable m_hasTasks;
    std::condition_variable m_isDone;
    std::function<void(size_t)> m_task;
    size_t m_next = 0;
    size_t m_count = 0;
    size_t m_running = 0;
    std::exception_ptr m_failure;
    int m_serving = 0; //!< threads that have begun
    bool m_isOver = false;
    std::vector<std::thread> m_threads;
};

} // namespace tabletalk
