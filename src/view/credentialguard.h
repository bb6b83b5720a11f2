// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "credentialscan.h"

#include <QObject>

#include <functional>

class QWidget;

namespace tabletalk {

class ApiKeys;

//! Asks before a message leaves that seems to hold a key, a password or a token. A help against accidents,
//! not a wall: what was answered is done.
class CredentialGuard : public QObject {
    Q_OBJECT
public:
    using Send = std::function<void(const QString &text)>;

    //! Both outlive it; `window` is asked in.
    CredentialGuard(const ApiKeys &keys, QWidget &window);

    //! Calls `send` with the text: at once where nothing was found; else when a person says so, with what was
    //! found in the text masked if that was chosen. Not at all when it was given up.
    void check(const QString &text, const QList<Attachment> &attachments, Send send);

private:
    void ask(const QString &text, const QList<FoundCredential> &found, const QStringList &files, Send send);

    const ApiKeys &m_keys;
    QWidget &m_window;
};

} // namespace tabletalk
