// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QString>

namespace tabletalk {

//! Creates `folder` for its owner alone (0700) if it is missing, its parents with the usual mode; a folder
//! that exists keeps its mode, it may be shared on purpose.
//! Errors: StorageReadOnly when it cannot be created or written, StorageFull, StorageFailed.
Result<Done> makePrivateFolder(const QString &folder);

//! Creates an empty file with mode 0600 if there is none, whatever the umask, and takes every right of
//! others from one that exists. An existing file is never opened here: closing it would drop the locks
//! this process holds on it.
//! Errors: StorageReadOnly, StorageFull, StorageFailed (also when something that is no file is in the way).
Result<Done> makePrivateFile(const QString &path);

//! `folder`/`stem`.sqlite, or with a number after the stem when that exists.
QString freeName(const QString &folder, const QString &stem);

} // namespace tabletalk
