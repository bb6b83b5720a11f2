// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace tabletalk {

struct Unpacked {
    enum class Problem {
        None,
        Damaged, //!< cut, changed, or not what it says
        TooLarge, //!< grows beyond what its size makes plausible
    };
    Problem problem = Problem::None;
    QByteArray bytes;
};

//! What a file of so many bytes may hold at most, unpacked: sixty times as much, or 64 MB.
qint64 mostUnpackedBytes(qint64 packedBytes);

//! Whether the bytes begin as a gzip file does.
bool isGzip(QByteArrayView bytes);

//! What a gzip file holds, all its members one after the other. Refuses what grows beyond
//! mostUnpackedBytes(), before it is there. With `enough`, no more than about so many bytes of its beginning.
Unpacked gunzip(const QByteArray &bytes, qint64 enough = 0);

} // namespace tabletalk
