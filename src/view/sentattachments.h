// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QWidget;

namespace tabletalk {

class AttachmentService;
class TableService;

//! Shows what was attached to a message, a table as a grid, and hands it out: a copy to the desktop's
//! program, after saying so, or to a file of the person's choice. Copies that were opened go when this does.
class SentAttachments : public QObject {
    Q_OBJECT
public:
    //! All outlive it; its dialogs belong to `window`. Without a service for tables, these are files alone.
    SentAttachments(AttachmentService &service, TableService *tables, QWidget *window);

    void show(const Attachment &attachment);

signals:
    //! What went wrong, or where it was saved: a sentence.
    void said(const QString &text);

private:
    void open(const Attachment &attachment);
    void saveAs(const Attachment &attachment);
    void write(const Attachment &attachment, const QString &path);

    AttachmentService &m_service;
    TableService *m_tables;
    QWidget *m_window;
    std::unique_ptr<QTemporaryDir> m_copies; //!< made when something is opened first
};

//! What a copy is called: without a folder in it, and so that no desktop takes text for a program.
QString safeFileName(const Attachment &attachment);

} // namespace tabletalk
