// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"
#include "ids.h"
#include "viewservices.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace tabletalk {

class ExportDialog;
class ImportDialog;

//! A window's Export, Import and Print: their dialogs, made when first needed.
class TransferActions : public QObject {
    Q_OBJECT
public:
    //! `window` is the dialogs' parent, and this one's.
    TransferActions(const ViewServices &services, QWidget *window);

    //! Without any it offers all of them.
    void exportConversations(const QList<ConversationId> &ids);
    //! Asks for files if none are given.
    void importFiles(const QStringList &paths = {});
    void print(ConversationId id, const QString &title);

signals:
    void failed(const tabletalk::Error &error);

private:
    ViewServices m_services;
    QWidget *m_window;
    ExportDialog *m_exportDialog = nullptr;
    ImportDialog *m_importDialog = nullptr;
};

} // namespace tabletalk
