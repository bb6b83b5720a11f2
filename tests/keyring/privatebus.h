// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace tabletalk {

//! A home, a runtime folder and a session bus of their own for the process of a test, and a gnome-keyring on
//! that bus. The bus starts no service by itself, so no dialog and no keyring of the desktop comes in.
//! It sets the environment: construct it before anything has asked for the session bus.
class PrivateBus {
public:
    PrivateBus();
    ~PrivateBus();

    //! Empty when everything a test needs is installed, else a sentence for QSKIP.
    static QString missingPrograms();

    bool start();
    //! Also after stopKeyring(): a daemon of the same home. Without a password it stays locked.
    bool startKeyring(const QByteArray &password = "a password");
    void stopKeyring();
    bool lockKeyring();
    bool isLocked() const;

    QString home() const { return m_home.path(); }
    //! The files under home() that hold `bytes` in clear, in UTF-8, base64 or UTF-16.
    QStringList filesHolding(const QByteArray &bytes) const;

private:
    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
};

} // namespace tabletalk
