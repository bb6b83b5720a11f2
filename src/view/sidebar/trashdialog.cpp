// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/trashdialog.h"

#include "conversations.h"
#include "historybackups.h"
#include "symbolicicon.h"
#include "ui_trashdialog.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace tabletalk {

TrashDialog::TrashDialog(Conversations &conversations, HistoryStore &history, HistoryBackups &backups,
                         QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::TrashDialog>())
    , m_conversations(conversations)
    , m_history(history)
    , m_backups(backups)
{
    m_ui->setupUi(this);
    m_ui->buttonBox->button(QDialogButtonBox::Close)->setIcon(symbolicIcon(QStringLiteral("close")));
    m_ui->explanationLabel->setText(
        tr("What was deleted stays here for %n days, then it is deleted for good.", nullptr,
           int(kTrashKeeps.count())));
    m_ui->trashTree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->trashTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_ui->trashTree, &QTreeWidget::itemSelectionChanged, this, &TrashDialog::updateButtons);
    connect(m_ui->restoreButton, &QPushButton::clicked, this, &TrashDialog::restoreChosen);
    connect(m_ui->eraseButton, &QPushButton::clicked, this, [this] { confirmErase(chosen(false)); });
    connect(m_ui->emptyButton, &QPushButton::clicked, this, [this] { confirmErase(chosen(true)); });
    updateButtons();
}

TrashDialog::~TrashDialog() = default;

void TrashDialog::showEvent(QShowEvent *event)
{
    load();
    QDialog::showEvent(event);
}

void TrashDialog::load()
{
    whenFinished(m_history.trash(), this, [this](const Result<QList<TrashedConversation>> &trash) {
        if (trash)
            take(*trash);
        else
            m_ui->statusLabel->say(tr("The trash could not be read. %1").arg(trash.error().userText));
    });
}

void TrashDialog::take(const QList<TrashedConversation> &trash)
{
    m_ui->trashTree->clear();
    for (const TrashedConversation &one : trash) {
        const QString title =
            one.conversation.title.isEmpty() ? tr("New conversation") : one.conversation.title;
        auto *item = new QTreeWidgetItem(
            m_ui->trashTree,
            {title, QLocale().toString(QDateTime::fromMSecsSinceEpoch(one.deletedMs), QLocale::ShortFormat),
             one.daysLeft == 1 ? tr("1 day") : tr("%n days", nullptr, one.daysLeft)});
        item->setData(0, Qt::UserRole, one.conversation.id.value);
        item->setToolTip(0, title);
    }
    // What was just done stays said.
    const QString empty = tr("The trash is empty.");
    if (trash.isEmpty() && m_ui->statusLabel->text().isEmpty())
        m_ui->statusLabel->say(empty);
    else if (!trash.isEmpty() && m_ui->statusLabel->text() == empty)
        m_ui->statusLabel->say({});
    if (!trash.isEmpty())
        m_ui->trashTree->setCurrentItem(m_ui->trashTree->topLevelItem(0));
    updateButtons();
}

QList<ConversationId> TrashDialog::chosen(bool all) const
{
    QList<ConversationId> ids;
    for (int row = 0; row < m_ui->trashTree->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = m_ui->trashTree->topLevelItem(row);
        if (all || item->isSelected())
            ids.append(ConversationId{item->data(0, Qt::UserRole).toLongLong()});
    }
    return ids;
}

void TrashDialog::restoreChosen()
{
    const QList<ConversationId> ids = chosen(false);
    m_conversations.restore(ids);
    m_ui->statusLabel->say(tr("%n conversation(s) restored.", nullptr, int(ids.size())));
    load();
}

void TrashDialog::confirmErase(const QList<ConversationId> &ids)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Delete for good"),
        tr("Delete %n conversation(s) for good? This cannot be undone.", nullptr, int(ids.size())),
        QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("eraseMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("The messages, answers, drafts, attachments and search words are removed from this "
           "computer. What the requests cost stays as figures. Backups that were made before "
           "may still hold the text; you are told which."));
    QPushButton *erase = box->addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(erase, &QPushButton::clicked, this, [this, ids] { this->erase(ids); });
    box->open();
}

void TrashDialog::erase(const QList<ConversationId> &ids)
{
    m_ui->statusLabel->say(tr("Deleting…"));
    whenFinished(m_conversations.erase(ids), this, [this](const Result<QStringList> &holding) {
        if (!holding)
            m_ui->statusLabel->say(tr("Not deleted. %1").arg(holding.error().userText));
        else if (holding->isEmpty())
            m_ui->statusLabel->say(tr("Deleted for good. No backup holds it."));
        else
            offerBackups(*holding);
        load();
    });
}

void TrashDialog::offerBackups(const QStringList &holding)
{
    whenFinished(m_backups.backups(), this, [this, holding](const Result<QList<Backup>> &backups) {
        QStringList lines;
        for (const QString &name : holding) {
            QString age;
            for (const Backup &backup : backups ? *backups : QList<Backup>()) {
                if (backup.name == name)
                    age = QLocale().toString(QDateTime::fromMSecsSinceEpoch(backup.madeMs),
                                             QLocale::ShortFormat);
            }
            lines.append(age.isEmpty() ? name : tr("%1, made %2").arg(name, age));
        }
        const int count = int(holding.size());
        m_ui->statusLabel->say(
            count == 1
                ? tr("Deleted for good. One backup in the data folder still holds it.")
                : tr("Deleted for good. %n backups in the data folder still hold it.", nullptr, count));
        auto *box = new QMessageBox(
            QMessageBox::Question, tr("Backups"),
            count == 1 ? tr("A backup still holds what was deleted. Delete it, too?")
                       : tr("%n backups still hold what was deleted. Delete them, too?", nullptr, count),
            QMessageBox::NoButton, this);
        box->setObjectName(QStringLiteral("backupsMessageBox"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setInformativeText(lines.join(u'\n'));
        QPushButton *remove = box->addButton(tr("Delete backups"), QMessageBox::DestructiveRole);
        box->setDefaultButton(box->addButton(tr("Keep backups"), QMessageBox::RejectRole));
        connect(remove, &QPushButton::clicked, this, [this, holding] { deleteBackups(holding); });
        box->open();
    });
}

void TrashDialog::deleteBackups(const QStringList &names)
{
    whenFinished(m_backups.deleteBackups(names), this, [this](const Result<Done> &result) {
        m_ui->statusLabel->say(result ? tr("Deleted for good. No backup holds it.")
                                      : tr("The backups were not deleted. %1").arg(result.error().userText));
    });
}

void TrashDialog::updateButtons()
{
    const bool hasChosen = !m_ui->trashTree->selectedItems().isEmpty();
    m_ui->restoreButton->setEnabled(hasChosen);
    m_ui->eraseButton->setEnabled(hasChosen);
    m_ui->emptyButton->setEnabled(m_ui->trashTree->topLevelItemCount() > 0);
}

} // namespace tabletalk
