// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importkeysdialog.h"

#include "apikeys.h"
#include "ui_importkeysdialog.h"
#include "whenfinished.h"

#include <QDir>
#include <QFileDialog>
#include <QPushButton>

#include <algorithm>

namespace tabletalk {

namespace {

QString shownPath(const QString &path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? QStringLiteral("~") + path.sliced(home.size()) : path;
}

} // namespace

ImportKeysDialog::ImportKeysDialog(ApiKeys &keys, const Endpoint &endpoint, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportKeysDialog>())
    , m_keys(keys)
    , m_endpoint(endpoint)
{
    m_ui->setupUi(this);
    m_ui->introLabel->setText(
        tr("Keys that lie in clear on this computer. The chosen ones are saved in %1 for %2 and are sent "
           "nowhere else; choose only keys that were made there.")
            .arg(m_keys.status(endpoint).storeName, endpoint.baseUrl().host()));
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("&Import"));
    connect(m_ui->fileButton, &QPushButton::clicked, this, &ImportKeysDialog::chooseFile);
    connect(m_ui->foundTree, &QTreeWidget::itemChanged, this, &ImportKeysDialog::updateButtons);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &ImportKeysDialog::importChosen);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    addEnvironment();
    const QStringList files = filesWithPlainKeys(QDir::homePath());
    for (const QString &file : files) {
        if (const auto found = plainKeysInFile(file))
            addFound(*found, false);
    }
    if (m_found.isEmpty())
        m_ui->statusLabel->say(tr("Nothing was found where other programs usually keep keys."));
    updateButtons();
}

ImportKeysDialog::~ImportKeysDialog() = default;

void ImportKeysDialog::addEnvironment()
{
    if (!m_keys.hasEnvironmentKey(m_endpoint))
        return;
    // It needs no store, so it is there at once.
    whenFinished(m_keys.reveal(m_endpoint, kEnvironmentKeyId), this, [this](const Result<KeyInUse> &key) {
        if (key)
            addFound({{.file = {}, .name = QStringLiteral("LLMROUTER_API_KEY"), .key = key->key}}, true);
    });
}

void ImportKeysDialog::addFound(const QList<PlainKey> &found, bool isChecked)
{
    for (const PlainKey &key : found) {
        const auto isSame = [&key](const PlainKey &other) {
            return other.file == key.file && other.key == key.key;
        };
        if (std::ranges::any_of(m_found, isSame))
            continue;
        m_found.append(key);
        auto *item = new QTreeWidgetItem(
            {key.name, key.key.hint(), key.file.isEmpty() ? tr("the environment") : shownPath(key.file)});
        item->setCheckState(0, isChecked ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(2, key.file);
        m_ui->foundTree->addTopLevelItem(item);
    }
    for (int column = 0; column < m_ui->foundTree->columnCount(); ++column)
        m_ui->foundTree->resizeColumnToContents(column);
    if (!m_found.isEmpty())
        m_ui->statusLabel->say({});
    updateButtons();
}

void ImportKeysDialog::addFile(const QString &path)
{
    const auto found = plainKeysInFile(path);
    if (!found)
        m_ui->statusLabel->say(found.error().userText);
    else if (found->isEmpty())
        m_ui->statusLabel->say(tr("%1 holds nothing that looks like a Router key.").arg(shownPath(path)));
    else
        addFound(*found, true);
}

void ImportKeysDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Look for keys in a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::Hidden | QDir::AllDirs | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportKeysDialog::addFile);
    dialog->open();
}

void ImportKeysDialog::updateButtons()
{
    bool isAny = false;
    bool isAnyInFile = false;
    for (int row = 0; row < m_ui->foundTree->topLevelItemCount(); ++row) {
        if (m_ui->foundTree->topLevelItem(row)->checkState(0) != Qt::Checked)
            continue;
        isAny = true;
        isAnyInFile = isAnyInFile || !m_found.at(row).file.isEmpty();
    }
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(isAny);
    m_ui->cleanUpCheckBox->setEnabled(isAnyInFile);
}

void ImportKeysDialog::importChosen()
{
    m_waiting.clear();
    for (int row = 0; row < m_ui->foundTree->topLevelItemCount(); ++row) {
        if (m_ui->foundTree->topLevelItem(row)->checkState(0) == Qt::Checked)
            m_waiting.append(m_found.at(row));
    }
    setEnabled(false);
    importNext();
}

void ImportKeysDialog::importNext()
{
    if (m_waiting.isEmpty()) {
        finish();
        return;
    }
    const PlainKey next = m_waiting.takeFirst();
    whenFinished(m_keys.save(m_endpoint, next.key, {.name = next.name}), this,
                 [this, next](const Result<Done> &saved) {
                     if (!saved) {
                         m_problem = saved.error().userText;
                         finish();
                         return;
                     }
                     m_saved.append(next);
                     importNext();
                 });
}

void ImportKeysDialog::finish()
{
    QStringList sentences;
    if (!m_saved.isEmpty())
        sentences.append(m_saved.size() == 1 ? tr("One key was imported.")
                                             : tr("%n keys were imported.", nullptr, int(m_saved.size())));
    if (!m_problem.isEmpty())
        sentences.append(m_problem);
    QList<PlainKey> inFiles = m_saved;
    const bool isFromEnvironment =
        inFiles.removeIf([](const PlainKey &key) { return key.file.isEmpty(); }) > 0;
    if (!inFiles.isEmpty() && m_ui->cleanUpCheckBox->isChecked()) {
        const Result<Done> removed = removePlainKeys(inFiles);
        sentences.append(removed ? tr("The plain copies were taken out of their files.")
                                 : removed.error().userText);
    } else if (!inFiles.isEmpty()) {
        sentences.append(tr("The plain copies are still in their files."));
    }
    if (isFromEnvironment) {
        sentences.append(tr("LLMROUTER_API_KEY is still set where your session sets it, such as ~/.profile: "
                            "take it out there, too."));
    }
    emit said(sentences.join(u' '));
    accept();
}

} // namespace tabletalk
