// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sqlite3.h>

namespace tabletalk {

//! Makes SQLite's writes fail on demand, for every file opened while one of these lives: the disk that is
//! full or broken. Destroy it after the connections.
class FailingVfs {
public:
    FailingVfs();
    ~FailingVfs();
    FailingVfs(const FailingVfs &) = delete;
    FailingVfs &operator=(const FailingVfs &) = delete;

    //! From now on writes return `code`; SQLITE_OK lets them through.
    void failWrites(int code);

private:
    sqlite3_vfs m_vfs;
};

} // namespace tabletalk
