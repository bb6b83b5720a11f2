// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retrycountdown.h"

namespace tabletalk {

namespace {

using std::chrono::seconds;

bool costNothing(const CompletionOutcome &outcome)
{
    return outcome.ending == CompletionOutcome::Ending::Failed && outcome.firstTokenMs == 0 && outcome.error
           && (outcome.error->kind == ErrorKind::RateLimited
               || outcome.error->kind == ErrorKind::ConnectionRefused);
}

//! Where the Router does not say how long.
seconds usualWait(int retry)
{
    return retry == 1 ? seconds(2) : seconds(6);
}

} // namespace

RetryCountdown::RetryCountdown(QObject *parent)
    : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, &RetryCountdown::tick);
}

void RetryCountdown::reset()
{
    m_timer.stop();
    m_retries = 0;
}

bool RetryCountdown::begin(const CompletionOutcome &outcome)
{
    m_timer.stop();
    if (!costNothing(outcome) || m_retries >= kMostRetries)
        return false;
    const seconds wait = outcome.error->retryAfter.value_or(usualWait(m_retries + 1));
    if (wait > kLongestWait)
        return false;
    ++m_retries;
    m_outcome = outcome;
    m_secondsLeft = int(wait.count());
    m_timer.start(m_secondsLeft == 0 ? seconds(0) : seconds(1));
    return true;
}

void RetryCountdown::tick()
{
    if (m_secondsLeft > 0 && --m_secondsLeft > 0) {
        emit ticked();
        return;
    }
    m_timer.stop();
    emit elapsed();
}

} // namespace tabletalk
