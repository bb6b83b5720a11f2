// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tabletalk {

//! An anonymous file in memory that holds `bytes` and can never change again. Invalid where there is no
//! memory for it.
FileDescriptor sealedCopy(QByteArrayView bytes);

//! What such a file holds. Nothing when it is longer than `longest`, or when its other owners could still
//! cut or change it under us: reading would then kill the reader.
std::optional<QByteArray> readSealed(const FileDescriptor &file, qint64 longest);

} // namespace tabletalk
