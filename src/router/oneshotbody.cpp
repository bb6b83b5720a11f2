// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oneshotbody.h"

#include <algorithm>
#include <utility>

namespace tabletalk {

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    // Unbuffered: QIODevice's own buffer could serve a second reading behind our back.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OneShotBody::seek(qint64 position)
{
    return position >= m_read && QIODevice::seek(position);
}

qint64 OneShotBody::readData(char *target, qint64 capacity)
{
    const qint64 at = pos();
    if (at < m_read || at >= m_bytes.size())
        return -1;
    const qint64 count = std::min(capacity, m_bytes.size() - at);
    std::copy_n(m_bytes.cbegin() + at, count, target);
    m_read = at + count;
    return count;
}

} // namespace tabletalk
