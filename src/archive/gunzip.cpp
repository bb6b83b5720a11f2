// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gunzip.h"

#include "inflater.h"

#include <algorithm>

namespace tabletalk {

qint64 mostUnpackedBytes(qint64 packedBytes)
{
    constexpr qint64 kAlwaysAllowed = qint64{64} * 1024 * 1024;
    constexpr qint64 kMostGrowth = 60;
    return std::max(kAlwaysAllowed, packedBytes * kMostGrowth);
}

bool isGzip(QByteArrayView bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

Unpacked gunzip(const QByteArray &bytes, qint64 enough)
{
    constexpr qsizetype kStep = qsizetype{256} * 1024;
    const qint64 most = mostUnpackedBytes(bytes.size());
    Unpacked unpacked;
    // Another member may follow; anything else behind the end is padding.
    for (QByteArrayView member(bytes); isGzip(member);) {
        Inflater inflater(Inflater::Format::Gzip);
        inflater.give(member);
        Inflater::State state = Inflater::State::HasMore;
        while (state == Inflater::State::HasMore) {
            if (unpacked.bytes.size() > most)
                return {Unpacked::Problem::TooLarge, {}};
            state = inflater.take(unpacked.bytes, kStep);
            if (enough > 0 && unpacked.bytes.size() >= enough && state != Inflater::State::Damaged)
                return unpacked;
        }
        if (state != Inflater::State::Ended)
            return {Unpacked::Problem::Damaged, {}};
        member = inflater.rest();
    }
    return unpacked;
}

} // namespace tabletalk
