// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "failingvfs.h"

#include <atomic>
#include <map>
#include <mutex>

namespace tabletalk {

namespace {

//! SQLite's callbacks carry no pointer of ours, so what they need is here.
std::atomic<int> s_code = SQLITE_OK;
sqlite3_vfs *s_original = nullptr;

struct PatchedMethods {
    sqlite3_io_methods methods;
    const sqlite3_io_methods *original;
};

std::mutex s_mutex;
//! By the method table they were made from; a map keeps them where they are.
std::map<const sqlite3_io_methods *, PatchedMethods> s_patched;

int writeOrFail(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    if (const int code = s_code; code != SQLITE_OK)
        return code;
    // The table is the first member of its PatchedMethods.
    const auto *patched = reinterpret_cast<const PatchedMethods *>(file->pMethods);
    return patched->original->xWrite(file, data, size, offset);
}

int openPatched(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    const int result = s_original->xOpen(s_original, name, file, flags, flagsOut);
    if (result != SQLITE_OK || !file->pMethods)
        return result;
    const std::lock_guard lock(s_mutex);
    PatchedMethods &patched = s_patched[file->pMethods];
    patched.original = file->pMethods;
    patched.methods = *file->pMethods;
    patched.methods.xWrite = writeOrFail;
    file->pMethods = &patched.methods;
    return result;
}

} // namespace

FailingVfs::FailingVfs()
{
    s_original = sqlite3_vfs_find(nullptr);
    m_vfs = *s_original;
    m_vfs.zName = "failing";
    m_vfs.pNext = nullptr;
    m_vfs.xOpen = openPatched;
    sqlite3_vfs_register(&m_vfs, 1);
}

FailingVfs::~FailingVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(s_original, 1);
    s_code = SQLITE_OK;
}

void FailingVfs::failWrites(int code)
{
    s_code = code;
}

} // namespace tabletalk
