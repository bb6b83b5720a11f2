// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace tabletalk {

//! A time by which something must have happened, that every sign of life postpones. Postponing is one look
//! at the clock: the timer itself is left to run, and set again for what is left when it fires.
class Deadline : public QObject {
    Q_OBJECT
public:
    explicit Deadline(QObject *parent = nullptr);

    void start(std::chrono::milliseconds patience);
    //! The whole patience again, from now on; nothing when it does not run.
    void postpone();
    void stop() { m_timer.stop(); }

signals:
    void passed();

private:
    void onTimeout();

    QTimer m_timer;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_patience{};
    bool m_isLastCall = false;
};

} // namespace tabletalk
