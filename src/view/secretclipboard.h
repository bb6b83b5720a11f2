// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace tabletalk {

//! Puts a key into the clipboard for half a minute, and marks it so that clipboard managers leave it alone
//! that know the mark. What was copied since then stays. Where the desktop lets only the focused window
//! change the clipboard (Wayland), it is emptied when that is possible.
class SecretClipboard : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kKept{30};

    explicit SecretClipboard(QObject *parent = nullptr, std::chrono::milliseconds kept = kKept);
    //! Also at the end of the program.
    ~SecretClipboard() override;

    void copy(const Secret &key);

private:
    void empty();

    QTimer m_timer;
    QByteArray m_fingerprint; //!< of what was copied
};

} // namespace tabletalk
