// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historysearch.h"
#include "searchsource.h"
#include "searchtext.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <functional>
#include <optional>

namespace tabletalk {

//! The reading side of the full-text index. Used by one thread at a time; throws SQLite::Exception.
class SearchReader {
public:
    explicit SearchReader(SQLite::Database &database);
    ~SearchReader();
    SearchReader(const SearchReader &) = delete;
    SearchReader &operator=(const SearchReader &) = delete;

    //! Empty when `isCancelled` said so meanwhile; it is asked every millisecond or so.
    std::optional<SearchResult> search(const SearchQuery &query, const std::function<bool()> &isCancelled);

private:
    struct Candidate {
        SearchHit hit;
        QString text;
        qint64 timeMs = 0; //!< what it is found by: when it was said, or the conversation begun
        int score = 0;
    };
    SearchResult collect(const SearchQuery &query);
    std::optional<Candidate> candidateFor(qint64 entry, const SearchQuery &query, const SearchWords &words);

    SQLite::Database &m_database;
    SearchSource m_source;
    SQLite::Statement m_byWords;
    SQLite::Statement m_byTime;
    SQLite::Statement m_entry;
    SQLite::Statement m_isIndexing;
    const std::function<bool()> *m_isCancelled = nullptr;
};

} // namespace tabletalk
