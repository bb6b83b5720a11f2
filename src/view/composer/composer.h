// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "composer/messageframe.h"
#include "settings.h"

class QPushButton;

namespace tabletalk {

class ElidedLabel;
class MessageEdit;

//! Where a message is written: the box, the chip with a queued message above it, and the button that
//! sends or stops. Knows nothing of sessions: it says what is wanted.
class Composer : public MessageFrame {
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    //! Puts `text` in front of what is being written, for a message that comes back.
    void giveBack(const QString &text);
    void setSendKey(SendKey key);
    //! While busy the button says Stop, and Enter queues.
    void setBusy(bool busy);
    void setQueuedMessage(const QString &text);
    void focusMessage();

signals:
    void sendRequested(const QString &text);
    void stopRequested();
    void newestRequested();
    //! Up in the empty box: the last own message is meant.
    void editLastRequested();
    void textEdited(const QString &text);
    //! The queued message goes back into the box, or away.
    void editQueuedRequested();
    void dropQueuedRequested();

private:
    void updateButton();
    void requestSend();

    MessageEdit *m_edit;
    QPushButton *m_button;
    QWidget *m_queuedChip;
    ElidedLabel *m_queuedLabel;
    bool m_isBusy = false;
};

} // namespace tabletalk
