// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "idsource.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

constexpr qint64 kStartOf2024Ms = 1'704'067'200'000;
constexpr int kRandomBits = 21;
constexpr qint64 kLastMs = (qint64(1) << 41) - 1;

} // namespace

IdSource::IdSource(std::function<qint64()> now)
    : m_now(now ? std::move(now) : [] { return QDateTime::currentMSecsSinceEpoch(); })
{
}

qint64 IdSource::next()
{
    const qint64 milliseconds = std::clamp<qint64>(m_now() - kStartOf2024Ms, 0, kLastMs);
    const qint64 byClock =
        milliseconds << kRandomBits | QRandomGenerator::global()->bounded(1 << kRandomBits);
    qint64 last = m_last.load();
    qint64 id = 0;
    do {
        id = std::max(last + 1, byClock);
    } while (!m_last.compare_exchange_weak(last, id));
    return id;
}

void IdSource::raiseTo(qint64 used)
{
    qint64 last = m_last.load();
    while (last < used && !m_last.compare_exchange_weak(last, used)) { }
}

} // namespace tabletalk
