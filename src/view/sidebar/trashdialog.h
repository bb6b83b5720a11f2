// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"

#include <QDialog>

#include <memory>

class QMessageBox;

namespace tabletalk {

namespace Ui {
class TrashDialog;
}
class Conversations;
class HistoryBackups;

//! The deleted conversations with the days each has left: restores them, or deletes them for good after
//! saying what that means. Not modal.
class TrashDialog : public QDialog {
    Q_OBJECT
public:
    //! All outlive it.
    TrashDialog(Conversations &conversations, HistoryStore &history, HistoryBackups &backups,
                QWidget *parent = nullptr);
    ~TrashDialog() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void take(const QList<TrashedConversation> &trash);
    QList<ConversationId> chosen(bool all) const;
    void restoreChosen();
    void confirmErase(const QList<ConversationId> &ids);
    void erase(const QList<ConversationId> &ids);
    void offerBackups(const QStringList &holding);
    void deleteBackups(const QStringList &names);
    void updateButtons();

    std::unique_ptr<Ui::TrashDialog> m_ui;
    Conversations &m_conversations;
    HistoryStore &m_history;
    HistoryBackups &m_backups;
};

} // namespace tabletalk
