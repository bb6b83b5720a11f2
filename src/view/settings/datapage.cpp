// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "datapage.h"

#include "conversations.h"
#include "symbolicicon.h"
#include "ui_datapage.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QLocale>
#include <QMessageBox>
#include <QUrl>

namespace tabletalk {

namespace {

QString kindName(Backup::Kind kind)
{
    switch (kind) {
    case Backup::Kind::Daily:
        return DataPage::tr("Backup");
    case Backup::Kind::BeforeMigration:
        return DataPage::tr("Before an upgrade");
    case Backup::Kind::BeforeRestore:
        return DataPage::tr("Before a restore");
    case Backup::Kind::Damaged:
        return DataPage::tr("Damaged, set aside");
    }
    return {};
}

} // namespace

DataPage::DataPage(Conversations &conversations, HistoryBackups &backups, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::DataPage>())
    , m_conversations(conversations)
    , m_backups(backups)
{
    m_ui->setupUi(this);
    connect(m_ui->openFolderButton, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    connect(m_ui->backupTree, &QTreeWidget::itemSelectionChanged, this, &DataPage::updateButtons);
    connect(m_ui->backUpButton, &QPushButton::clicked, this, &DataPage::backUp);
    connect(m_ui->restoreButton, &QPushButton::clicked, this, &DataPage::confirmRestore);
    connect(m_ui->deleteButton, &QPushButton::clicked, this, &DataPage::confirmDelete);
    updateButtons();
}

DataPage::~DataPage() = default;

QString DataPage::title() const
{
    return tr("Data");
}

QIcon DataPage::icon() const
{
    return symbolicIcon(QStringLiteral("data"), QPalette::Text);
}

void DataPage::load()
{
    whenFinished(m_backups.sizes(), this, [this](const Result<DataSizes> &sizes) {
        if (sizes)
            showSizes(*sizes);
        else
            m_ui->statusLabel->say(tr("The sizes could not be read. %1").arg(sizes.error().userText));
    });
    whenFinished(m_backups.backups(), this, [this](const Result<QList<Backup>> &backups) {
        if (backups)
            showBackups(*backups);
        else
            m_ui->statusLabel->say(tr("The backups could not be listed. %1").arg(backups.error().userText));
    });
}

void DataPage::showSizes(const DataSizes &sizes)
{
    m_folder = sizes.folder;
    const QLocale locale;
    m_ui->folderLineEdit->setText(sizes.folder);
    m_ui->openFolderButton->setEnabled(!sizes.folder.isEmpty());
    m_ui->sizesLabel->setText(
        tr("Conversations: %1. Messages and answers: %2.\nHistory: %3. Attachments: %4. Backups: %5.")
            .arg(locale.toString(sizes.conversations), locale.toString(sizes.turns),
                 locale.formattedDataSize(sizes.history), locale.formattedDataSize(sizes.attachments),
                 locale.formattedDataSize(sizes.backups)));
}

void DataPage::showBackups(const QList<Backup> &backups)
{
    m_ui->backupTree->clear();
    for (const Backup &backup : backups) {
        auto *item = new QTreeWidgetItem(
            m_ui->backupTree,
            {QLocale().toString(QDateTime::fromMSecsSinceEpoch(backup.madeMs), QLocale::ShortFormat),
             kindName(backup.kind), QLocale().formattedDataSize(backup.bytes)});
        item->setData(0, Qt::UserRole, backup.name);
        item->setToolTip(0, backup.name);
    }
    m_ui->backupTree->resizeColumnToContents(0);
    m_ui->backupTree->resizeColumnToContents(1);
    updateButtons();
}

QStringList DataPage::chosen() const
{
    QStringList names;
    const auto items = m_ui->backupTree->selectedItems();
    for (const QTreeWidgetItem *item : items)
        names.append(item->data(0, Qt::UserRole).toString());
    return names;
}

void DataPage::backUp()
{
    m_isBusy = true;
    updateButtons();
    m_ui->statusLabel->say(tr("Making a backup…"));
    whenFinished(m_backups.backUp(), this, [this](const Result<Backup> &made) {
        m_isBusy = false;
        m_ui->statusLabel->say(made ? tr("The backup was made.")
                                    : tr("No backup was made. %1").arg(made.error().userText));
        load();
    });
}

void DataPage::confirmRestore()
{
    const QString name = chosen().value(0);
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Restore a backup"),
                        tr("Put this backup in the place of the history?"), QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("restoreMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("%1\nWhat is there now becomes a backup itself, so that you can come back. Answers "
           "that are arriving are stopped; temporary conversations are lost.")
            .arg(m_ui->backupTree->selectedItems().value(0)->text(0)));
    QPushButton *restoreButton = box->addButton(tr("Restore"), QMessageBox::AcceptRole);
    connect(restoreButton, &QPushButton::clicked, this, [this, name] { restore(name); });
    box->open();
}

void DataPage::restore(const QString &name)
{
    m_isBusy = true;
    updateButtons();
    m_ui->statusLabel->say(tr("Restoring…"));
    m_conversations.flush();
    whenFinished(m_backups.restoreBackup(name), this, [this](const Result<Done> &restored) {
        m_isBusy = false;
        if (restored)
            m_conversations.startOver();
        m_ui->statusLabel->say(restored ? tr("The backup was restored.")
                                        : tr("Nothing was restored. %1").arg(restored.error().userText));
        load();
    });
}

void DataPage::confirmDelete()
{
    const QStringList names = chosen();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete backups"),
                                names.size() == 1 ? tr("Delete this backup?")
                                                  : tr("Delete %n backups?", nullptr, int(names.size())),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("deleteMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("This cannot be undone. The history itself is not touched."));
    QPushButton *deleteButton = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    connect(deleteButton, &QPushButton::clicked, this, [this, names] { remove(names); });
    box->open();
}

void DataPage::remove(const QStringList &names)
{
    whenFinished(m_backups.deleteBackups(names), this, [this](const Result<Done> &removed) {
        m_ui->statusLabel->say(removed ? tr("Deleted.")
                                       : tr("Not deleted. %1").arg(removed.error().userText));
        load();
    });
}

void DataPage::updateButtons()
{
    const int count = int(m_ui->backupTree->selectedItems().size());
    m_ui->backUpButton->setEnabled(!m_isBusy);
    m_ui->restoreButton->setEnabled(!m_isBusy && count == 1);
    m_ui->deleteButton->setEnabled(!m_isBusy && count > 0);
}

} // namespace tabletalk
