// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transfer/exportdialog.h"

#include "conversationindex.h"
#include "titlefilename.h"
#include "ui_exportdialog.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kSlowMs = 500;

//! Of the formats, in their order.
constexpr const char *kEndings[] = {"md", "html", "pdf", "json"};

} // namespace

ExportDialog::ExportDialog(ConversationTransfer &transfer, const ConversationIndex &conversations,
                           QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_transfer(transfer)
    , m_conversations(conversations)
{
    m_ui->setupUi(this);
    m_ui->progressBar->hide();
    m_ui->openFolderButton->hide();
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    connect(&m_slow, &QTimer::timeout, m_ui->progressBar, &QWidget::show);
    connect(&m_export, &QFutureWatcherBase::progressRangeChanged, m_ui->progressBar, &QProgressBar::setRange);
    connect(&m_export, &QFutureWatcherBase::progressValueChanged, m_ui->progressBar, &QProgressBar::setValue);
    connect(&m_export, &QFutureWatcherBase::finished, this, &ExportDialog::takeEnd);
    connect(m_ui->scopeComboBox, &QComboBox::currentIndexChanged, this, &ExportDialog::explain);
    connect(m_ui->formatComboBox, &QComboBox::currentIndexChanged, this, &ExportDialog::explain);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &ExportDialog::choosePlace);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &ExportDialog::cancel);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_ui->openFolderButton, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    updateButtons();
}

ExportDialog::~ExportDialog()
{
    m_export.cancel();
}

void ExportDialog::begin(const QList<ConversationId> &chosen)
{
    if (!m_export.isRunning()) {
        m_chosen = chosen;
        m_ui->scopeComboBox->clear();
        if (chosen.size() == 1) {
            const Conversation *one = m_conversations.find(chosen.first());
            m_ui->scopeComboBox->addItem(one && !one->title.isEmpty() ? tr("“%1”").arg(one->title)
                                                                      : tr("This conversation"));
        } else if (!chosen.isEmpty()) {
            m_ui->scopeComboBox->addItem(
                tr("The %1 chosen conversations").arg(QLocale().toString(chosen.size())));
        }
        const qsizetype count = m_conversations.all().size();
        m_ui->scopeComboBox->addItem(
            count == 1 ? tr("All conversations: one")
                       : tr("All %1 conversations, with the archive").arg(QLocale().toString(count)));
        m_ui->statusLabel->say({});
        m_ui->openFolderButton->hide();
    }
    show();
    raise();
    activateWindow();
    m_ui->formatComboBox->setFocus();
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_ui->formatComboBox->currentIndex());
}

QList<ConversationId> ExportDialog::wanted() const
{
    if (!m_chosen.isEmpty() && m_ui->scopeComboBox->currentIndex() == 0)
        return m_chosen;
    using Entry = ConversationIndex::Entry;
    QList<Entry> all = m_conversations.all().values();
    std::sort(all.begin(), all.end(), [](const Entry &a, const Entry &b) {
        return a->createdMs != b->createdMs ? a->createdMs < b->createdMs : a->id.value < b->id.value;
    });
    QList<ConversationId> ids;
    for (const Entry &one : all)
        ids.append(one->id);
    return ids;
}

void ExportDialog::explain()
{
    QString text;
    switch (format()) {
    case ExportFormat::Markdown:
        text = tr("What is shown, as text that other programs read. Pictures and files are named only.");
        break;
    case ExportFormat::Html:
        text = tr("What is shown, to be read in any browser: tables, coloured code and pictures, light and "
                  "dark, in one file that loads nothing.");
        break;
    case ExportFormat::Pdf:
        text = tr("What is shown, on numbered pages, to be printed or sent.");
        break;
    case ExportFormat::Json:
        text = tr("Everything: all versions, tokens and costs, reasoning, tool calls and attachments, in one "
                  "file that can be imported again. It holds no key.");
        break;
    }
    if (needsFolder())
        text += u'\n' + tr("Each conversation becomes a file of its own.");
    m_ui->explanationLabel->setText(text);
    updateButtons();
}

void ExportDialog::choosePlace()
{
    auto *dialog = new QFileDialog(this, tr("Export to"));
    dialog->setObjectName(QStringLiteral("exportToDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDirectory(
        m_folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : m_folder);
    if (needsFolder()) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        dialog->setLabelText(QFileDialog::Accept, tr("Export here"));
    } else {
        const QString ending = QLatin1String(kEndings[int(format())]);
        const QList<ConversationId> ids = wanted();
        const Conversation *one = ids.size() == 1 ? m_conversations.find(ids.first()) : nullptr;
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(ending);
        dialog->setNameFilter(tr("%1 files (*.%2)").arg(m_ui->formatComboBox->currentText(), ending));
        dialog->selectFile((one ? fileNameForTitle(one->title) : QStringLiteral("conversations")) + u'.'
                           + ending);
    }
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::exportTo(const QString &path)
{
    m_folder = QFileInfo(path).isDir() ? path : QFileInfo(path).path();
    m_ui->statusLabel->say({});
    m_ui->openFolderButton->hide();
    m_export.setFuture(m_transfer.exportTo({wanted(), format(), path}));
    m_slow.start();
    updateButtons();
}

void ExportDialog::cancel()
{
    m_export.cancel();
}

void ExportDialog::takeEnd()
{
    m_slow.stop();
    m_ui->progressBar->hide();
    updateButtons();
    if (m_export.future().resultCount() == 0) {
        m_ui->statusLabel->say(tr("The export was cancelled. Files that were complete are still there."));
        return;
    }
    const Result<ExportReport> result = m_export.result();
    if (!result) {
        m_ui->statusLabel->say(tr("Nothing was exported. %1").arg(result.error().userText));
        return;
    }
    const QString folder = QDir::toNativeSeparators(m_folder);
    QString text = result->conversations == 1 ? tr("The conversation was exported to %1.").arg(folder)
                                              : tr("%1 conversations were exported to %2.")
                                                    .arg(QLocale().toString(result->conversations), folder);
    constexpr qsizetype kMostShown = 10;
    if (const QStringList &problems = result->problems; !problems.isEmpty()) {
        text += u'\n' + tr("Not everything could be:") + u'\n' + problems.mid(0, kMostShown).join(u'\n');
        if (problems.size() > kMostShown)
            text += u'\n' + tr("…and %1 more.").arg(QLocale().toString(problems.size() - kMostShown));
    }
    m_ui->statusLabel->say(text);
    m_ui->openFolderButton->show();
}

void ExportDialog::updateButtons()
{
    const bool isRunning = m_export.isRunning();
    m_ui->scopeComboBox->setEnabled(!isRunning);
    m_ui->formatComboBox->setEnabled(!isRunning);
    m_ui->exportButton->setEnabled(!isRunning && !wanted().isEmpty());
    m_ui->cancelButton->setVisible(isRunning);
    m_ui->closeButton->setVisible(!isRunning);
}

void ExportDialog::reject()
{
    cancel();
    QDialog::reject();
}

} // namespace tabletalk
