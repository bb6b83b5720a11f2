// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"
#include "searchindex.h"
#include "writeconnection.h"

#include <SQLiteCpp/Statement.h>

#include <utility>

namespace tabletalk {

//! The statements that change conversations and what is said in them. Each function is one transaction.
//! Used by one thread at a time; throws std::exception, SQLite::Exception where SQLite failed.
class HistoryWriter {
public:
    //! Both outlive it.
    HistoryWriter(WriteConnection &connection, SearchIndex &index);

    void save(const Conversation &conversation);
    void insert(const Turn &turn);
    void update(const Turn &turn, Durability durability);
    void save(const RequestRecord &record);
    void insert(const ConversationTree &tree);
    //! Selects the turn and those above it; the conversation it belongs to.
    ConversationId select(TurnId node);

    //! Hides the turn and all below it and selects a version beside it, if there is one; the conversation it
    //! belongs to.
    ConversationId removeTurn(TurnId turn, qint64 nowMs);
    //! Undoes that and selects the turn; its conversation.
    ConversationId restoreTurn(TurnId turn);

    //! Marks what was being written when the program last ended as cut, `failure` being the reason shown.
    void closeOpenTurns(const Error &failure);

    //! The largest id of any kind, 0 in an empty file.
    qint64 highestId();

private:
    void putConversation(const Conversation &conversation);
    void putTurn(const Turn &turn);
    void putSteps(const Turn &turn);
    void putRequest(const RequestRecord &record);
    void selectIn(ConversationId conversation, TurnId parent, TurnId child);

    std::pair<ConversationId, TurnId> placeOf(TurnId turn);
    ConversationId selectUpFrom(TurnId node);
    bool hasTitle(ConversationId id, const QString &title);

    WriteConnection &m_connection;
    SearchIndex &m_index;
    SQLite::Statement m_titleOf;
    SQLite::Statement m_saveConversation;
    SQLite::Statement m_touchConversation;
    SQLite::Statement m_selectRoot;
    SQLite::Statement m_selectChild;
    SQLite::Statement m_parentOf;
    SQLite::Statement m_versionBeside;
    SQLite::Statement m_hideTurns;
    SQLite::Statement m_restoreTurns;
    SQLite::Statement m_insertTurn;
    SQLite::Statement m_updateTurn;
    SQLite::Statement m_removeSteps;
    SQLite::Statement m_insertStep;
    SQLite::Statement m_saveRequest;
};

} // namespace tabletalk
