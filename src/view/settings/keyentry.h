// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "currentendpoint.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace tabletalk {

namespace Ui {
class KeyEntry;
}

//! The field where a key is entered and where it goes: to the credential store, or into memory for this
//! session. It says below what came of it, and lets others say something there, too.
class KeyEntry : public QWidget {
    Q_OBJECT
public:
    //! When "Keep for this session" is on offer.
    enum class SessionOffer { Always, WhenTheStoreFails };

    explicit KeyEntry(QWidget *parent = nullptr);
    ~KeyEntry() override;

    //! To be called once, before it is shown: a form makes the widget without arguments. Both outlive it.
    void setServices(ApiKeys &keys, CurrentEndpoint &endpoint, SessionOffer offer);

    //! The next key that is saved takes this one's place; empty: it stands beside the others.
    void setReplaces(const QString &id);
    QString replaces() const { return m_replaces; }
    //! Saves what is in the field, as the button does.
    void save();

    //! Empty the field and the line below, as for a fresh visit.
    void reset();
    bool isEmpty() const;
    //! What is in the field, checked. Errors: InvalidKey, WrongKeyFamily.
    Result<Secret> typedKey() const;
    void say(const QString &text);
    //! Says the error's sentence; offers the session if it is the store's.
    void say(const Error &error);

signals:
    //! A key was saved, or kept for this session.
    void keyChosen();

private:
    void clearField();
    void keepForSession();
    void takeSaved();
    void followStatus();
    void showEndpoint();

    std::unique_ptr<Ui::KeyEntry> m_ui;
    ApiKeys *m_keys = nullptr;
    CurrentEndpoint *m_endpoint = nullptr;
    SessionOffer m_offer = SessionOffer::Always;
    int m_saves = 0; //!< begun so far: only the last one's answer is shown
    QString m_replaces;
    QTimer m_hideTimer; //!< a key that was shown is hidden again
    bool m_awaitsStore = false; //!< the last save's answer will come with the status
};

} // namespace tabletalk
