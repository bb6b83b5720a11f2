// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchlistmodel.h"

#include "whenfinished.h"

namespace tabletalk {

SearchListModel::SearchListModel(HistorySearch &search, QObject *parent)
    : QAbstractListModel(parent)
    , m_search(search)
{
}

int SearchListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_result.hits.size());
}

QVariant SearchListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole)
        return {};
    const SearchHit &found = hit(index.row());
    return found.turn.isValid() ? tr("%1: %2").arg(found.title, found.snippet.text) : found.title;
}

void SearchListModel::search(const SearchQuery &query)
{
    const int generation = ++m_generation;
    const bool hasFilter = !query.model.isEmpty() || query.role || query.fromMs || query.onlyWithTable;
    if (query.words.trimmed().isEmpty() && !hasFilter) {
        m_search.cancelSearch();
        take({}, State::Idle);
        return;
    }
    m_state = State::Searching;
    emit stateChanged();
    whenFinished(m_search.search(query), this, [this, generation](const Result<SearchResult> &result) {
        if (generation != m_generation)
            return;
        if (result) {
            take(*result, State::Done);
        } else {
            m_error = result.error();
            take({}, State::Failed);
        }
    });
}

void SearchListModel::take(const SearchResult &result, State state)
{
    beginResetModel();
    m_result = result;
    m_state = state;
    endResetModel();
    emit stateChanged();
}

} // namespace tabletalk
