// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "blockspace.h"

#include <sys/mman.h>

#include <new>

namespace tabletalk {

namespace {

char *reserved(qint64 capacity)
{
    void *memory = ::mmap(nullptr, size_t(capacity), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        throw std::bad_alloc();
    return static_cast<char *>(memory);
}

} // namespace

BlockSpace::BlockSpace()
    : m_memory(reserved(kMostBlockBytes))
    , m_capacity(kMostBlockBytes)
    , m_isOwn(true)
{
}

BlockSpace::BlockSpace(char *memory, qint64 capacity)
    : m_memory(memory)
    , m_capacity(capacity)
    , m_isOwn(false)
{
}

BlockSpace::~BlockSpace()
{
    if (m_isOwn)
        ::munmap(m_memory, size_t(m_capacity));
}

BlockSpace::Place BlockSpace::take(qint64 size)
{
    const std::scoped_lock lock(m_mutex);
    if (size > m_capacity - m_used)
        throw std::bad_alloc();
    const Place place{m_memory + m_used, m_used};
    m_used += size;
    return place;
}

void BlockSpace::rewind(qint64 at)
{
    const std::scoped_lock lock(m_mutex);
    m_used = at;
}

} // namespace tabletalk
