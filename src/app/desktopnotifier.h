// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace tabletalk {

//! Tells the desktop (org.freedesktop.Notifications) that something has happened while the person was
//! elsewhere. Never waits for the desktop; where none listens nothing happens. Window thread.
class DesktopNotifier : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotifier(QObject *parent = nullptr);

    //! Replaces what it said last. Both are plain text; keep the words of a conversation out of them: a
    //! notification stands on the lock screen.
    void notify(const QString &summary, const QString &body);

signals:
    //! The person clicked it.
    void activated();

private slots:
    void takeAction(uint id, const QString &action);

private:
    uint m_id = 0;
    bool m_isListening = false;
};

} // namespace tabletalk
