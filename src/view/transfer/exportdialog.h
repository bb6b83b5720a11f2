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
class ExportDialog;
}
class ConversationIndex;

//! Asks what is to be exported, how and where to, and shows how far it is. Not modal.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    //! Both outlive it.
    ExportDialog(ConversationTransfer &transfer, const ConversationIndex &conversations,
                 QWidget *parent = nullptr);
    ~ExportDialog() override;

    //! For these conversations, or all; an export that runs goes on.
    void begin(const QList<ConversationId> &chosen);
    //! Writes to a file, or into a folder where one of each conversation is made.
    void exportTo(const QString &path);
    //! Esc and the window's button: ends an export that runs.
    void reject() override;

private:
    ExportFormat format() const;
    QList<ConversationId> wanted() const;
    bool needsFolder() const { return format() != ExportFormat::Json && wanted().size() > 1; }
    void explain();
    void choosePlace();
    void cancel();
    void takeEnd();
    void updateButtons();

    std::unique_ptr<Ui::ExportDialog> m_ui;
    ConversationTransfer &m_transfer;
    const ConversationIndex &m_conversations;
    QList<ConversationId> m_chosen;
    QFutureWatcher<Result<ExportReport>> m_export;
    QTimer m_slow; //!< shows the progress of what takes long
    QString m_folder; //!< where the last one went
};

} // namespace tabletalk
