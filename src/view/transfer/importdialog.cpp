// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transfer/importdialog.h"

#include "conversations.h"
#include "ui_importdialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>

namespace tabletalk {

namespace {

constexpr int kSlowMs = 500;

QString nameOf(ImportFormat format)
{
    const auto documented = [](const QString &program) {
        return ImportDialog::tr("%1, from the documented shape").arg(program);
    };
    switch (format) {
    case ImportFormat::Tabletalk:
        return QStringLiteral("Tabletalk");
    case ImportFormat::ChatGpt:
        return documented(QStringLiteral("ChatGPT"));
    case ImportFormat::Claude:
        return documented(QStringLiteral("Claude"));
    case ImportFormat::OpenWebUi:
        return documented(QStringLiteral("Open WebUI"));
    case ImportFormat::LibreChat:
        return documented(QStringLiteral("LibreChat"));
    case ImportFormat::MessageArray:
        return documented(ImportDialog::tr("List of messages"));
    }
    return {};
}

} // namespace

ImportDialog::ImportDialog(ConversationTransfer &transfer, Conversations &conversations, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportDialog>())
    , m_transfer(transfer)
    , m_conversations(conversations)
{
    m_ui->setupUi(this);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    connect(&m_slow, &QTimer::timeout, m_ui->progressBar, &QWidget::show);
    for (QFutureWatcherBase *watcher : std::initializer_list<QFutureWatcherBase *>{&m_read, &m_insert}) {
        connect(watcher, &QFutureWatcherBase::progressRangeChanged, m_ui->progressBar,
                &QProgressBar::setRange);
        connect(watcher, &QFutureWatcherBase::progressValueChanged, m_ui->progressBar,
                &QProgressBar::setValue);
    }
    connect(&m_read, &QFutureWatcherBase::finished, this, &ImportDialog::takeRead);
    connect(&m_insert, &QFutureWatcherBase::finished, this, &ImportDialog::takeInserted);
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &ImportDialog::chooseFiles);
    connect(m_ui->importButton, &QPushButton::clicked, this, [this] {
        m_inserted = 0;
        insertNext();
    });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ImportDialog::cancel);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &ImportDialog::reject);
    forget();
}

ImportDialog::~ImportDialog()
{
    cancel();
}

void ImportDialog::begin(const QStringList &paths)
{
    show();
    raise();
    activateWindow();
    if (isRunning())
        return;
    if (paths.isEmpty()) {
        chooseFiles();
        return;
    }
    forget();
    m_waiting = paths;
    readNext();
}

void ImportDialog::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Import from"));
    dialog->setObjectName(QStringLiteral("importFromDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Exports (*.json *.zip)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) { begin(paths); });
    dialog->open();
}

void ImportDialog::readNext()
{
    if (m_waiting.isEmpty()) {
        m_slow.stop();
        m_ui->progressBar->hide();
        const qsizetype count = conversationsRead();
        if (count > 0)
            m_ui->statusLabel->say(
                count == 1 ? tr("One conversation can be imported.")
                           : tr("%1 conversations can be imported.").arg(QLocale().toString(count)));
        else if (m_ui->filesTree->topLevelItemCount() > 0)
            m_ui->statusLabel->say(tr("There is nothing to import."));
        updateButtons();
        if (count > 0)
            m_ui->importButton->setFocus();
        return;
    }
    m_ui->statusLabel->say(tr("Reading %1…").arg(QFileInfo(m_waiting.first()).fileName()));
    m_read.setFuture(m_transfer.read(m_waiting.first()));
    startProgress();
}

void ImportDialog::takeRead()
{
    if (m_read.future().resultCount() > 0 && !m_waiting.isEmpty()) {
        addRow(m_waiting.takeFirst(), m_read.result());
    } else {
        m_waiting.clear();
    }
    readNext();
}

void ImportDialog::addRow(const QString &path, const Result<ImportedConversations> &report)
{
    const QString name = QFileInfo(path).fileName();
    const QString from = report ? nameOf(report->format) : tr("Cannot be read");
    const QString count = report ? QLocale().toString(report->trees.size()) : QString();
    auto *item = new QTreeWidgetItem(m_ui->filesTree, {name, from, count});
    item->setToolTip(0, path);
    m_ui->filesTree->resizeColumnToContents(0);
    m_ui->filesTree->resizeColumnToContents(1);
    if (report) {
        addProblems(name, report->problems, report->moreProblems);
        m_reports.append(*report);
    } else {
        addProblems(name, {report.error().userText}, 0);
    }
}

void ImportDialog::addProblems(const QString &path, const QStringList &problems, int more)
{
    for (const QString &problem : problems)
        m_ui->problemsEdit->appendPlainText(tr("%1: %2").arg(path, problem));
    if (more > 0)
        m_ui->problemsEdit->appendPlainText(tr("%1: and %2 more.").arg(path, QLocale().toString(more)));
    const bool hasAny = !m_ui->problemsEdit->document()->isEmpty();
    m_ui->problemsLabel->setVisible(hasAny);
    m_ui->problemsEdit->setVisible(hasAny);
}

void ImportDialog::insertNext()
{
    if (m_reports.isEmpty()) {
        m_slow.stop();
        m_ui->progressBar->hide();
        m_conversations.load();
        const QString text = m_inserted == 1
                                 ? tr("One conversation was imported.")
                                 : tr("%1 conversations were imported.").arg(QLocale().toString(m_inserted));
        m_ui->filesTree->clear(); // what could not be read stays to be looked at
        m_ui->statusLabel->say(text);
        updateButtons();
        m_ui->closeButton->setFocus();
        return;
    }
    m_ui->statusLabel->say(tr("Importing…"));
    m_insert.setFuture(m_transfer.insert(m_reports.takeFirst()));
    startProgress();
}

void ImportDialog::takeInserted()
{
    m_inserted += m_insert.future().progressValue();
    const bool isCancelled = m_insert.future().resultCount() == 0;
    if (!isCancelled && m_insert.result()) {
        insertNext();
        return;
    }
    m_slow.stop();
    m_ui->progressBar->hide();
    m_reports.clear();
    m_ui->filesTree->clear();
    m_conversations.load();
    const QString before = tr("%1 conversations were imported before.").arg(QLocale().toString(m_inserted));
    m_ui->statusLabel->say(
        (isCancelled ? tr("The import was cancelled.") : m_insert.result().error().userText) + u' ' + before);
    updateButtons();
}

void ImportDialog::forget()
{
    m_reports.clear();
    m_waiting.clear();
    m_ui->filesTree->clear();
    m_ui->problemsEdit->clear();
    m_ui->problemsLabel->hide();
    m_ui->problemsEdit->hide();
    m_ui->progressBar->hide();
    m_ui->statusLabel->say({});
    updateButtons();
}

void ImportDialog::cancel()
{
    m_waiting.clear();
    m_read.cancel();
    m_insert.cancel();
}

qsizetype ImportDialog::conversationsRead() const
{
    qsizetype count = 0;
    for (const ImportedConversations &report : m_reports)
        count += report.trees.size();
    return count;
}

void ImportDialog::startProgress()
{
    m_ui->progressBar->setRange(0, 0); // until it is known of how many
    m_slow.start();
    updateButtons();
}

void ImportDialog::updateButtons()
{
    m_ui->chooseButton->setEnabled(!isRunning());
    m_ui->importButton->setEnabled(!isRunning() && conversationsRead() > 0);
    m_ui->cancelButton->setVisible(isRunning());
    m_ui->closeButton->setVisible(!isRunning());
}

void ImportDialog::reject()
{
    cancel();
    forget();
    QDialog::reject();
}

} // namespace tabletalk
