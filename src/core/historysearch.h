// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "turn.h"

#include <QFuture>
#include <QList>

#include <optional>

namespace tabletalk {

struct SearchQuery {
    //! Words, each the beginning of what is looked for, in any order; "in quotes" exactly so. Without words
    //! everything that passes the filters is found.
    QString words;
    QString model; //!< canonical id; empty: any
    std::optional<TurnRole> role; //!< given: only turns, no titles
    std::optional<qint64> fromMs; //!< Unix milliseconds, inclusive
    std::optional<qint64> untilMs; //!< exclusive
    bool onlyWithTable = false; //!< only turns that show a table or a chart
    bool alsoTrash = false;
    enum class Order { Newest, Best } order = Order::Newest;
    int limit = 100;
};

//! A piece of a text around what was found.
struct Snippet {
    struct Range {
        int start = 0; //!< in `text`, UTF-16
        int length = 0;
        bool operator==(const Range &) const = default;
    };
    QString text; //!< one line
    QList<Range> marks; //!< ascending, not overlapping

    bool operator==(const Snippet &) const = default;
};

struct SearchHit {
    ConversationId conversation;
    QString title; //!< of the conversation
    TurnId turn; //!< none: the title was found
    TurnRole role = TurnRole::User;
    QString model;
    qint64 createdMs = 0; //!< of the turn; of the conversation's last change for a title
    Snippet snippet;
    bool isArchived = false;
    bool isInTrash = false;
};

struct SearchResult {
    QList<SearchHit> hits;
    bool hasMore = false; //!< the limit was reached; older ones are not listed
    bool isIndexing = false; //!< older turns are still being taken into the index
};

//! Full-text search over titles, turns, SQL and what is attached. Called from the window thread.
class HistorySearch {
public:
    virtual ~HistorySearch() = default;

    //! Takes the place of the search before it, which ends with Cancelled if it has not ended yet.
    //! Errors: Cancelled and the Storage… kinds.
    virtual QFuture<Result<SearchResult>> search(const SearchQuery &query) = 0;
    virtual void cancelSearch() = 0;
};

} // namespace tabletalk
