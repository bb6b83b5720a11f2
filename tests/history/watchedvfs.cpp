// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "watchedvfs.h"

#include <map>
#include <mutex>

namespace tabletalk {

namespace {

struct PatchedMethods {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *original;
};

//! SQLite's callbacks carry no pointer of ours, so what they need is here.
std::mutex s_mutex; // guards what follows
WatchedVfs::Observer s_observer;
std::map<sqlite3_file *, QString> s_paths;
//! By the method table they were made from; a map keeps them where they are.
std::map<const sqlite3_io_methods *, PatchedMethods> s_patched;

sqlite3_vfs *s_original = nullptr;

const sqlite3_io_methods &originalOf(sqlite3_file *file)
{
    // The table is the first member of its PatchedMethods.
    return *reinterpret_cast<const PatchedMethods *>(file->pMethods)->original;
}

int ask(FileOperation operation, sqlite3_file *file)
{
    const std::lock_guard lock(s_mutex);
    if (file)
        operation.path = s_paths[file];
    return s_observer ? s_observer(operation) : SQLITE_OK;
}

int writeWatched(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    const int code = ask({.kind = FileOperation::Kind::Write,
                          .offset = offset,
                          .data = QByteArray::fromRawData(static_cast<const char *>(data), size)},
                         file);
    return code == SQLITE_OK ? originalOf(file).xWrite(file, data, size, offset) : code;
}

int truncateWatched(sqlite3_file *file, sqlite3_int64 size)
{
    const int code = ask({.kind = FileOperation::Kind::Truncate, .size = size}, file);
    return code == SQLITE_OK ? originalOf(file).xTruncate(file, size) : code;
}

int syncWatched(sqlite3_file *file, int flags)
{
    const int code = ask({.kind = FileOperation::Kind::Sync}, file);
    return code == SQLITE_OK ? originalOf(file).xSync(file, flags) : code;
}

int closeWatched(sqlite3_file *file)
{
    {
        const std::lock_guard lock(s_mutex);
        s_paths.erase(file);
    }
    return originalOf(file).xClose(file);
}

int openWatched(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    const int result = s_original->xOpen(s_original, name, file, flags, flagsOut);
    if (result != SQLITE_OK || !file->pMethods)
        return result;
    const std::lock_guard lock(s_mutex);
    s_paths[file] = QString::fromUtf8(name);
    PatchedMethods &patched = s_patched[file->pMethods];
    patched.original = file->pMethods;
    patched.methods = *file->pMethods;
    patched.methods.xWrite = writeWatched;
    patched.methods.xTruncate = truncateWatched;
    patched.methods.xSync = syncWatched;
    patched.methods.xClose = closeWatched;
    file->pMethods = &patched.methods;
    return result;
}

int deleteWatched(sqlite3_vfs *, const char *name, int isSynced)
{
    const int code = ask({.kind = FileOperation::Kind::Delete, .path = QString::fromUtf8(name)}, nullptr);
    return code == SQLITE_OK ? s_original->xDelete(s_original, name, isSynced) : code;
}

} // namespace

WatchedVfs::WatchedVfs()
{
    s_original = sqlite3_vfs_find(nullptr);
    m_vfs = *s_original;
    m_vfs.zName = "watched";
    m_vfs.pNext = nullptr;
    m_vfs.xOpen = openWatched;
    m_vfs.xDelete = deleteWatched;
    sqlite3_vfs_register(&m_vfs, 1);
}

WatchedVfs::~WatchedVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(s_original, 1);
    observe({});
}

void WatchedVfs::observe(const Observer &observer)
{
    const std::lock_guard lock(s_mutex);
    s_observer = observer;
}

void WatchedVfs::failWrites(int code)
{
    observe([code](const FileOperation &operation) {
        return operation.kind == FileOperation::Kind::Write ? code : SQLITE_OK;
    });
}

} // namespace tabletalk
