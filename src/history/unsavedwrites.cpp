// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unsavedwrites.h"

#include "logging.h"

#include <algorithm>

namespace tabletalk {

namespace {

//! One place of the disk may fail alone; these are about all of it.
bool isAboutTheDisk(ErrorKind kind)
{
    return kind == ErrorKind::StorageFull || kind == ErrorKind::StorageReadOnly
           || kind == ErrorKind::StorageLocked;
}

} // namespace

bool UnsavedWrites::mayPass(const Error &error)
{
    return isAboutTheDisk(error.kind)
           || (error.kind == ErrorKind::StorageFailed && error.nextSteps.contains(NextStep::Retry));
}

void UnsavedWrites::add(const std::optional<WriteKey> &key, Work work)
{
    const auto older = std::find_if(m_writes.begin(), m_writes.end(),
                                    [&key](const auto &write) { return key && write.first == key; });
    if (older != m_writes.end())
        older->second = std::move(work);
    else
        m_writes.emplace_back(key, std::move(work));
}

void UnsavedWrites::remove(const WriteKey &key)
{
    m_writes.remove_if([&key](const auto &write) { return write.first == key; });
}

Result<Done> UnsavedWrites::repeat(const Runner &run)
{
    Result<Done> first = Done{};
    for (auto write = m_writes.begin(); write != m_writes.end();) {
        const Result<Done> result = run(write->second);
        if (!result && first)
            first = result;
        if (!result && isAboutTheDisk(result.error().kind))
            break;
        // What does not fit may be waiting for a write before it that failed.
        if (!result && (mayPass(result.error()) || write != m_writes.begin())) {
            ++write;
            continue;
        }
        if (!result)
            qCWarning(lcHistory) << "a write is given up:" << result.error().detail;
        write = m_writes.erase(write);
    }
    if (m_writes.empty()) {
        m_pause = {};
        return Done{};
    }
    return first;
}

std::chrono::milliseconds UnsavedWrites::nextPause()
{
    using std::chrono::milliseconds;
    constexpr milliseconds kFirst{500};
    constexpr milliseconds kLongest{60'000};
    m_pause = std::clamp(2 * m_pause, kFirst, kLongest);
    return m_pause;
}

} // namespace tabletalk
