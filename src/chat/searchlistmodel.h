// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historysearch.h"

#include <QAbstractListModel>

namespace tabletalk {

//! What a search over all conversations found, one row per hit, newest first. A new search takes the place
//! of the one before; its rows stay until the new ones are there. Window thread.
class SearchListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class State {
        Idle, //!< nothing is looked for
        Searching,
        Done,
        Failed
    };

    //! `search` outlives it.
    explicit SearchListModel(HistorySearch &search, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    //! DisplayRole is the title and the snippet, for assistive tools.
    QVariant data(const QModelIndex &index, int role) const override;
    const SearchHit &hit(int row) const { return m_result.hits.at(row); }

    //! Without words and filters it is Idle.
    void search(const SearchQuery &query);
    State state() const { return m_state; }
    const SearchResult &result() const { return m_result; }
    const Error &error() const { return m_error; } //!< why it Failed

signals:
    void stateChanged();

private:
    void take(const SearchResult &result, State state);

    HistorySearch &m_search;
    SearchResult m_result;
    Error m_error;
    State m_state = State::Idle;
    int m_generation = 0; //!< of searches: an older one's answer is dropped
};

} // namespace tabletalk
