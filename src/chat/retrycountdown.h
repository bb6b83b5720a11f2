// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace tabletalk {

//! Decides whether a request that failed may be sent again by itself, and counts down to it in sight of
//! the person. Only what certainly cost nothing may: the Router said "too many requests", or nobody was
//! there to take it. Twice at most; every other failure is the person's to judge.
class RetryCountdown : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostRetries = 2;
    static constexpr std::chrono::seconds kLongestWait{60}; //!< longer is no longer worth watching

    explicit RetryCountdown(QObject *parent = nullptr);

    //! A new question has all attempts before it.
    void reset();
    //! True when the countdown runs from here on; false leaves the failure as it is.
    bool begin(const CompletionOutcome &outcome);
    void stop() { m_timer.stop(); }

    bool isRunning() const { return m_timer.isActive(); }
    int secondsLeft() const { return m_secondsLeft; }
    int retry() const { return m_retries; } //!< the one that is coming, from 1
    //! What it is that failed.
    const CompletionOutcome &outcome() const { return m_outcome; }

signals:
    void ticked(); //!< a second has passed
    void elapsed(); //!< send it now

private:
    void tick();

    QTimer m_timer;
    CompletionOutcome m_outcome;
    int m_secondsLeft = 0;
    int m_retries = 0;
};

} // namespace tabletalk
