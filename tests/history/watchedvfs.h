// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

#include <sqlite3.h>

namespace tabletalk {

//! Something that SQLite does to a file that lasts.
struct FileOperation {
    enum class Kind { Write, Truncate, Sync, Delete };
    Kind kind = Kind::Sync;
    QString path;
    qint64 offset = 0; //!< of a write
    QByteArray data; //!< of a write; valid in the observer alone, unless it is copied deeply
    qint64 size = 0; //!< that a file is cut to
};

//! Stands between SQLite and the disk, for every file opened while one of these lives, of which there is one
//! at a time. Destroy it after the connections.
class WatchedVfs {
public:
    //! Called before each operation, one at a time, from whichever thread; what it returns but SQLITE_OK is
    //! how the operation fails.
    using Observer = std::function<int(const FileOperation &)>;

    WatchedVfs();
    ~WatchedVfs();
    WatchedVfs(const WatchedVfs &) = delete;
    WatchedVfs &operator=(const WatchedVfs &) = delete;

    void observe(const Observer &observer);
    //! From now on writes return `code`: the disk that is full or broken; SQLITE_OK lets them through.
    void failWrites(int code);

private:
    sqlite3_vfs m_vfs;
};

} // namespace tabletalk
