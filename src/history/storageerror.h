// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <SQLiteCpp/Exception.h>

#include <QString>

#include <type_traits>

namespace tabletalk {

//! An error of one of the Storage… kinds, with the sentence that belongs to it. `path` is the file or
//! folder it is about.
Error storageError(ErrorKind kind, const QString &path, const QString &detail);

//! What a failed system call means for the history: full, read-only or plainly failed.
ErrorKind storageKindOfErrno(int number);

Error storageError(const SQLite::Exception &exception, const QString &path);

//! What guarded() returns: a Result stays one, another value becomes one.
template <class T>
struct AsResult {
    using Type = Result<T>;
};
template <class T>
struct AsResult<Result<T>> {
    using Type = Result<T>;
};

//! Where exceptions stop: runs `work` and turns what it throws into an Error.
template <class Work>
auto guarded(const QString &path, Work work) -> typename AsResult<std::invoke_result_t<Work>>::Type
{
    try {
        return work();
    } catch (const SQLite::Exception &exception) {
        return storageError(exception, path);
    } catch (const std::exception &exception) {
        Error error = storageError(ErrorKind::StorageFailed, path, QString::fromUtf8(exception.what()));
        error.nextSteps.clear(); // the program's own fault: the next attempt would end the same way
        return error;
    }
}

} // namespace tabletalk
