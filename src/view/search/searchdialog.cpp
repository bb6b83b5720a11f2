// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search/searchdialog.h"

#include "conversationindex.h"
#include "listkeys.h"
#include "modelcatalog.h"
#include "search/searchdelegate.h"
#include "searchlistmodel.h"
#include "ui_searchdialog.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

// In the order of the form's list.
constexpr int kDays[] = {0, 1, 7, 30, 365};

//! What was typed, apart: words, and what is in quotes.
QStringList typedWords(const QString &typed)
{
    QStringList words;
    const QStringList parts = typed.toLower().split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i)
        words += i % 2 == 1 ? QStringList(parts.at(i).simplified()) : parts.at(i).simplified().split(u' ');
    words.removeAll({});
    return words;
}

//! Finds the words as they are written where they were found, with their accents; those that are not in the
//! snippet as they were typed.
FindQuery marking(const Snippet &snippet, const QString &typed)
{
    QStringList words;
    for (const Snippet::Range &mark : snippet.marks)
        words.append(snippet.text.mid(mark.start, mark.length).toLower());
    words += typedWords(typed);
    words.removeDuplicates();
    // Of two that begin alike an expression would take the first.
    std::sort(words.begin(), words.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
    if (words.size() < 2)
        return {.text = words.value(0)};
    std::transform(words.cbegin(), words.cend(), words.begin(),
                   [](const QString &word) { return QRegularExpression::escape(word); });
    return {.text = words.join(u'|'), .isRegularExpression = true};
}

} // namespace

SearchDialog::SearchDialog(HistorySearch &search, const ConversationIndex &conversations,
                           const ModelCatalog &models, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SearchDialog>())
    , m_conversations(conversations)
    , m_models(models)
    , m_hits(new SearchListModel(search, this))
{
    m_ui->setupUi(this);
    m_ui->hitList->setModel(m_hits);
    m_ui->hitList->setItemDelegate(new SearchDelegate(m_ui->hitList));
    m_ui->searchLineEdit->installEventFilter(this);
    connect(m_ui->searchLineEdit, &QLineEdit::textChanged, this, &SearchDialog::search);
    connect(m_ui->modelComboBox, &QComboBox::currentIndexChanged, this, &SearchDialog::search);
    connect(m_ui->roleComboBox, &QComboBox::currentIndexChanged, this, &SearchDialog::search);
    connect(m_ui->dateComboBox, &QComboBox::currentIndexChanged, this, &SearchDialog::search);
    connect(m_ui->tableCheckBox, &QCheckBox::toggled, this, &SearchDialog::search);
    connect(m_ui->hitList, &QListView::clicked, this, &SearchDialog::choose);
    connect(m_hits, &SearchListModel::stateChanged, this, &SearchDialog::showState);
    showState();
}

SearchDialog::~SearchDialog() = default;

void SearchDialog::begin()
{
    fillModels();
    show();
    raise();
    activateWindow();
    m_ui->searchLineEdit->selectAll();
    m_ui->searchLineEdit->setFocus();
    search(); // what was said since last time is found, too
}

void SearchDialog::fillModels()
{
    QSet<QString> ids;
    for (const ConversationIndex::Entry &conversation : m_conversations.all())
        ids.insert(conversation->model);
    ids.remove({});
    QList<std::pair<QString, QString>> used; // by name
    for (const QString &id : std::as_const(ids))
        used.append({m_models.info(id).name, id});
    std::sort(used.begin(), used.end());
    const QSignalBlocker noSearch(m_ui->modelComboBox);
    const QString chosen = m_ui->modelComboBox->currentData().toString();
    while (m_ui->modelComboBox->count() > 1)
        m_ui->modelComboBox->removeItem(1);
    for (const auto &[name, id] : std::as_const(used))
        m_ui->modelComboBox->addItem(name, id);
    m_ui->modelComboBox->setCurrentIndex(std::max(0, m_ui->modelComboBox->findData(chosen)));
}

SearchQuery SearchDialog::query() const
{
    SearchQuery query;
    query.words = m_ui->searchLineEdit->text();
    query.model = m_ui->modelComboBox->currentData().toString();
    if (const int role = m_ui->roleComboBox->currentIndex(); role > 0)
        query.role = role == 1 ? TurnRole::User : TurnRole::Answer;
    if (const int days = kDays[m_ui->dateComboBox->currentIndex()]; days > 0)
        query.fromMs = QDate::currentDate().addDays(1 - days).startOfDay().toMSecsSinceEpoch();
    query.onlyWithTable = m_ui->tableCheckBox->isChecked();
    return query;
}

void SearchDialog::search()
{
    m_hits->search(query());
}

void SearchDialog::showState()
{
    QString text;
    switch (m_hits->state()) {
    case SearchListModel::State::Idle:
        text = tr("Type words, or their beginnings. \"In quotes\" they are found exactly so.");
        break;
    case SearchListModel::State::Searching:
        return; // what was found before stays until there is something to say
    case SearchListModel::State::Failed:
        text = tr("The search failed. %1").arg(m_hits->error().userText);
        break;
    case SearchListModel::State::Done:
        if (m_hits->rowCount() == 0)
            text = tr("Nothing was found.");
        else if (m_hits->result().hasMore)
            text = tr("The newest %1 are listed. More words find less.")
                       .arg(QLocale().toString(m_hits->rowCount()));
        else
            text = tr("%n found", nullptr, m_hits->rowCount());
        if (m_hits->result().isIndexing)
            text += u' ' + tr("Older conversations are still being taken into the index.");
        break;
    }
    m_ui->statusLabel->say(text);
    if (m_hits->rowCount() > 0)
        m_ui->hitList->setCurrentIndex(m_hits->index(0));
}

bool SearchDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->searchLineEdit && event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        if (moveInList(*m_ui->hitList, key))
            return true;
        if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
            choose(m_ui->hitList->currentIndex());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void SearchDialog::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const SearchHit hit = m_hits->hit(index.row());
    hide();
    emit chosen(hit.conversation, hit.turn, marking(hit.snippet, m_ui->searchLineEdit->text()));
}

} // namespace tabletalk
