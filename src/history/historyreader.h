// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"
#include "selectedpath.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <utility>
#include <vector>

namespace tabletalk {

//! The statements that read conversations and what is said in them. Each function sees one state of the
//! file. Used by one thread at a time; throws SQLite::Exception. A row that holds what no version of ours
//! writes is read as what it shows: text, and cut.
class HistoryReader {
public:
    //! The connection outlives it and is used for nothing else while a function runs.
    explicit HistoryReader(SQLite::Database &database);

    //! Not the deleted ones, most recently changed first.
    QList<Conversation> conversations(const ConversationFilter &filter);
    //! Most recently deleted first; `nowMs` says how many days are left.
    QList<TrashedConversation> trash(qint64 nowMs);
    QList<Folder> folders();
    //! Of conversations, the trash included, and of turns.
    std::pair<qint64, qint64> counts();

    //! These are empty when there is no such row. A deleted conversation is still there.
    std::optional<OpenedConversation> open(ConversationId id);
    std::optional<QList<Turn>> turnsOfPath(ConversationId id);
    std::optional<ConversationTree> tree(ConversationId id);
    std::optional<Turn> turn(TurnId id);
    std::optional<QList<TurnSummary>> versions(TurnId node);

private:
    struct Nodes {
        std::vector<TurnNode> all;
        TurnId selectedRoot;
    };
    std::optional<OpenedConversation> readOpened(ConversationId id, Nodes &nodes);
    std::optional<Turn> readTurn(TurnId id);
    QList<Step> readSteps(TurnId id);
    QList<Attachment> readDraftAttachments(ConversationId id);
    QList<RequestRecord> readRequests(ConversationId id);

    SQLite::Database &m_database;
    SQLite::Statement m_conversations;
    SQLite::Statement m_trash;
    SQLite::Statement m_folders;
    SQLite::Statement m_conversation;
    SQLite::Statement m_draftAttachments;
    SQLite::Statement m_nodes;
    SQLite::Statement m_turn;
    SQLite::Statement m_steps;
    SQLite::Statement m_requests;
};

} // namespace tabletalk
