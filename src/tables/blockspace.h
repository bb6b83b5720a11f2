// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <mutex>

namespace tabletalk {

//! Memory in which a table's block is written from front to back. What was taken never moves, so that
//! several columns can be written at the same time. Memory that is not yet taken costs address space only.
class BlockSpace {
public:
    //! Memory of its own.
    BlockSpace();
    //! `memory` is zeroed, and outlives it.
    BlockSpace(char *memory, qint64 capacity);
    ~BlockSpace();
    BlockSpace(const BlockSpace &) = delete;
    BlockSpace &operator=(const BlockSpace &) = delete;

    struct Place {
        char *data = nullptr;
        qint64 at = 0; //!< from the beginning of the block
    };
    //! Any thread. Throws std::bad_alloc when the block would grow beyond what one may hold.
    Place take(qint64 size);
    //! Gives back everything from there on.
    void rewind(qint64 at);
    //! Not while another thread takes.
    QByteArrayView bytes() const { return {m_memory, qsizetype(m_used)}; }

private:
    char *m_memory;
    qint64 m_capacity;
    bool m_isOwn;
    std::mutex m_mutex;
    qint64 m_used = 0;
};

//! The most a block may hold.
inline constexpr qint64 kMostBlockBytes = qint64{2} * 1024 * 1024 * 1024;

} // namespace tabletalk
