// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDBusConnection>
#include <QObject>

#include <functional>

class QDBusMessage;

namespace tabletalk {

//! What the desktop's Secret Service said about one entry.
struct StoreReport {
    enum class State {
        NoBus, //!< there is no session bus, or it does not answer
        NoService, //!< nobody offers the service at the moment
        Unanswered, //!< the service is there and did not answer in time
        Absent,
        Unlocked,
        Locked,
    };

    State state = State::NoBus;
    QString owner; //!< "GNOME Keyring" and the like, empty when it cannot be told
};

//! Asks the Secret Service about one entry over D-Bus, without starting the service and without raising a
//! dialog. It exists because QtKeychain reports a locked store as "entry not found". It reads and changes
//! no secret. One question per object; it never blocks, also when the bus itself hangs, and reports within
//! a few seconds a step.
class SecretServiceProbe : public QObject {
    Q_OBJECT
public:
    enum class Question {
        EntryLocked, //!< for reading and removing: is the entry there, and can it be read?
        StorageLocked, //!< for writing: would a new entry be taken? Absent: there is no default place yet.
    };

    SecretServiceProbe(Question question, const QString &service, const QString &entry, QObject *parent);
    ~SecretServiceProbe() override;

    //! Ends in reported(), once.
    void start();

signals:
    void reported(const tabletalk::StoreReport &report);

private:
    using Handler = std::function<void(const QDBusMessage &reply)>;

    void ask(const QDBusMessage &call, Handler onReply);
    void askWhoOwnsTheService();
    void askForEntry();
    void askForStorage();
    void report(StoreReport::State state);

    const Question m_question;
    const QString m_service;
    const QString m_entry;
    const QString m_connectionName;
    QDBusConnection m_bus;
    QString m_owner;
};

} // namespace tabletalk
