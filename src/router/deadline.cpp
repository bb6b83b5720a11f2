// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deadline.h"

#include <utility>

namespace tabletalk {

Deadline::Deadline(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Deadline::onTimeout);
}

void Deadline::start(std::chrono::milliseconds patience)
{
    m_patience = patience;
    postpone();
    m_timer.start(patience);
}

void Deadline::postpone()
{
    m_since.start();
    m_isLastCall = false;
}

void Deadline::onTimeout()
{
    const std::chrono::milliseconds left = m_patience - std::chrono::milliseconds(m_since.elapsed());
    if (left > std::chrono::milliseconds::zero()) {
        m_timer.start(left);
    } else if (!std::exchange(m_isLastCall, true)) {
        // A sign of life may wait in the event loop behind this very event, where the thread was held up.
        m_timer.start(0);
    } else {
        emit passed();
    }
}

} // namespace tabletalk
