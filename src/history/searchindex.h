// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "searchsource.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <QString>

namespace tabletalk {

//! The writing side of the full-text index. Each function is part of the caller's transaction and reads what
//! it indexes from the tables, so that taking a text out finds the very words that were put in. Throws
//! SQLite::Exception.
class SearchIndex {
public:
    explicit SearchIndex(SQLite::Database &database);

    //! Takes in a turn that is complete, or a conversation's title, and is not in the index.
    void put(TurnId turn);
    void put(ConversationId conversation);
    //! Before the text changes or goes; nothing happens to what is not in the index.
    void remove(TurnId turn);
    void remove(ConversationId conversation);
    //! The conversation's title and all its turns.
    void removeAll(ConversationId conversation);

    //! Takes in some of what is not in the index yet; false when there was nothing left.
    bool putSome();

    //! Words that were taken out stay in the index's file until its parts are merged; from here on
    //! isScrubbing(), scrubSome() merges until it returns false, and then, after the log was emptied,
    //! endScrubbing().
    void beginScrubbing();
    bool isScrubbing();
    bool scrubSome();
    void endScrubbing();

private:
    qint64 newEntry(qint64 createdMs);
    QString wordsOf(TurnId turn, int role, const QString &model);

    SQLite::Database &m_database;
    SearchSource m_source;
    SQLite::Statement m_turn;
    SQLite::Statement m_title;
    SQLite::Statement m_lastEntry;
    SQLite::Statement m_notePushed;
    SQLite::Statement m_insertEntry;
    SQLite::Statement m_removeEntry;
    SQLite::Statement m_setTurnEntry;
    SQLite::Statement m_setTitleEntry;
    SQLite::Statement m_insertWords;
    SQLite::Statement m_removeWords;
    SQLite::Statement m_turnsIn;
    SQLite::Statement m_missingTurns;
    SQLite::Statement m_missingTitles;
};

} // namespace tabletalk
