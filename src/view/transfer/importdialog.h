// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtransfer.h"

#include <QDialog>
#include <QFutureWatcher>
#include <QTimer>

#include <memory>

namespace tabletalk {

namespace Ui {
class ImportDialog;
}
class Conversations;

//! Reads files of conversations one after the other, shows what is in them and what could not be read, and
//! adds the conversations when the person says so. Not modal.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    //! Both outlive it.
    ImportDialog(ConversationTransfer &transfer, Conversations &conversations, QWidget *parent = nullptr);
    ~ImportDialog() override;

    //! Shows it and asks for files if none are given.
    void begin(const QStringList &paths = {});
    //! Esc and the window's button: ends what runs and forgets what was read.
    void reject() override;

private:
    void chooseFiles();
    void readNext();
    void takeRead();
    void insertNext();
    void takeInserted();
    void addRow(const QString &path, const Result<ImportedConversations> &report);
    void addProblems(const QString &path, const QStringList &problems, int more);
    void forget();
    void cancel();
    qsizetype conversationsRead() const;
    bool isRunning() const { return m_read.isRunning() || m_insert.isRunning(); }
    void startProgress();
    void updateButtons();

    std::unique_ptr<Ui::ImportDialog> m_ui;
    ConversationTransfer &m_transfer;
    Conversations &m_conversations;
    QStringList m_waiting; //!< files that are not read yet
    QList<ImportedConversations> m_reports; //!< of those that were read
    QFutureWatcher<Result<ImportedConversations>> m_read;
    QFutureWatcher<Result<Done>> m_insert;
    QTimer m_slow; //!< shows the progress of what takes long
    int m_inserted = 0; //!< conversations, since Import was pressed
};

} // namespace tabletalk
