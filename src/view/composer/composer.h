// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "composer/messageframe.h"
#include "settings.h"

class QMimeData;
class QPushButton;
class QToolButton;

namespace tabletalk {

class AttachmentBar;
class AttachmentIntake;
class AttachmentService;
class ElidedLabel;
class MessageEdit;
class TableService;

//! Where a message is written: the box, the chip with a queued message above it, and the button that
//! sends or stops. Knows nothing of sessions: it says what is wanted.
class Composer : public MessageFrame {
    Q_OBJECT
public:
    //! Without a service nothing can be attached, and without one for tables these cannot be looked at.
    explicit Composer(AttachmentService *attachments = nullptr, TableService *tables = nullptr,
                      QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    //! Puts `text` in front of what is being written, for a message that comes back.
    void giveBack(const QString &text);
    void setSendKey(SendKey key);
    //! While busy the button says Stop, and Enter queues.
    void setBusy(bool busy);
    void setQueuedMessage(const QString &text);
    void focusMessage();

    //! Whether what is attached must not be written to the disk.
    void setTemporary(bool isTemporary);
    void attachFiles(const QStringList &paths);
    void attach(const QMimeData &mime);
    QList<Attachment> attachments() const;
    void setAttachments(const QList<Attachment> &attachments);

signals:
    //! Comes when everything attached has been read.
    void sendRequested(const QString &text);
    void attachmentsChanged();
    void attachmentsRefused(const QString &reasons);
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
    void chooseFiles();
    void takeAttachmentChange();

    MessageEdit *m_edit;
    AttachmentBar *m_attachments; //!< null where nothing can be attached
    AttachmentIntake *m_intake = nullptr;
    QToolButton *m_attachButton;
    QPushButton *m_button;
    QWidget *m_queuedChip;
    ElidedLabel *m_queuedLabel;
    bool m_isBusy = false;
    bool m_sendWhenRead = false;
};

} // namespace tabletalk
