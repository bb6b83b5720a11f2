// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "composer/messageframe.h"

class QLabel;
class QPushButton;

namespace tabletalk {

class AttachmentBar;
class AttachmentService;
class MessageEdit;
class TableService;

//! Where a message that was said is edited, in the composer's place. Save is Ctrl+S, Save and rerun
//! Ctrl+Enter, Enter makes a line; Esc belongs to the window, which calls cancel(). Saves nothing itself.
class EditBox : public MessageFrame {
    Q_OBJECT
public:
    //! Both outlive it. Without a service nothing can be attached.
    explicit EditBox(AttachmentService *attachments = nullptr, TableService *tables = nullptr,
                     QWidget *parent = nullptr);

    //! Shows the box with this text, and what is attached to it. An answer cannot be rerun.
    void begin(const QString &text, bool isQuestion, const QList<Attachment> &attachments = {});
    //! Whether what is attached must not be written to the disk.
    void setTemporary(bool isTemporary);
    void cancel();
    QString text() const;
    QList<Attachment> attachments() const;

signals:
    void saveRequested(const QString &text, bool rerun);
    void cancelled();
    void attachmentsRefused(const QString &reasons);

private:
    void requestSave();
    void requestRerun();
    void updateButtons();

    MessageEdit *m_edit;
    AttachmentBar *m_attachments; //!< null where nothing can be attached
    QLabel *m_title;
    QPushButton *m_rerunButton;
    QPushButton *m_saveButton;
    QList<Attachment> m_begunWith;
    bool m_isQuestion = true;
};

} // namespace tabletalk
