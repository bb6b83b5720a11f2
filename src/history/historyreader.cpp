// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyreader.h"

#include "database.h"
#include "errorjson.h"
#include "query.h"
#include "steprow.h"

#include <SQLiteCpp/Transaction.h>

#include <sqlite3.h>

namespace tabletalk {

namespace {

// Both lists of columns begin with what readConversation() takes.
constexpr const char *kConversations =
    "SELECT id, title, model, instructions, temperature, max_tokens, reasoning_effort, draft, created_ms,"
    "       changed_ms"
    " FROM conversation WHERE deleted_ms IS NULL ORDER BY changed_ms DESC, id DESC";
constexpr const char *kConversation =
    "SELECT id, title, model, instructions, temperature, max_tokens, reasoning_effort, draft, created_ms,"
    "       changed_ms, selected_root"
    " FROM conversation WHERE id = ?";
constexpr const char *kNodes =
    "SELECT id, parent, selected_child, role, created_ms, model, progress, character_count, line_count"
    " FROM turn WHERE conversation = ? ORDER BY parent, id";
constexpr const char *kTurn =
    "SELECT id, conversation, parent, role, created_ms, model, progress, finish_reason, failure,"
    "       prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, cost_pico_usd"
    " FROM turn WHERE id = ?";
constexpr const char *kSteps = "SELECT kind, progress, text, call_id, name, details, duration_ms"
                               " FROM step WHERE turn = ? ORDER BY position";

[[noreturn]] void throwUnknownValue()
{
    throw SQLite::Exception("a row holds a value this program does not know", SQLITE_CORRUPT);
}

void requireKnown(TurnRole role, Progress progress)
{
    if (role < TurnRole::User || role > TurnRole::Answer || progress < Progress::Complete
        || progress > Progress::Failed) {
        throwUnknownValue();
    }
}

template <class... More>
Conversation readConversation(Query &query, More &...more)
{
    Conversation conversation;
    std::optional<QString> effort;
    query.read(conversation.id, conversation.title, conversation.model, conversation.instructions,
               conversation.parameters.temperature, conversation.parameters.maxTokens, effort,
               conversation.draft, conversation.createdMs, conversation.changedMs, more...);
    if (effort)
        conversation.parameters.reasoningEffort = reasoningEffortFromWire(*effort);
    return conversation;
}

} // namespace

HistoryReader::HistoryReader(const QString &path, std::chrono::milliseconds patience)
    : m_database(openDatabase(path, Access::ReadOnly, patience))
    , m_conversations(*m_database, kConversations)
    , m_conversation(*m_database, kConversation)
    , m_nodes(*m_database, kNodes)
    , m_turn(*m_database, kTurn)
    , m_steps(*m_database, kSteps)
{
}

QList<Conversation> HistoryReader::conversations()
{
    QList<Conversation> all;
    Query query(m_conversations);
    while (query.next())
        all.append(readConversation(query));
    return all;
}

std::optional<OpenedConversation> HistoryReader::open(ConversationId id)
{
    const SQLite::Transaction oneState(*m_database);
    return readOpened(id);
}

std::optional<QList<Turn>> HistoryReader::turnsOfPath(ConversationId id)
{
    const SQLite::Transaction oneState(*m_database);
    const std::optional<OpenedConversation> opened = readOpened(id);
    if (!opened)
        return std::nullopt;
    QList<Turn> turns;
    turns.reserve(opened->path.size());
    for (const TurnSummary &summary : opened->path)
        turns.append(readTurn(summary.id).value());
    return turns;
}

std::optional<Turn> HistoryReader::turn(TurnId id)
{
    const SQLite::Transaction oneState(*m_database);
    return readTurn(id);
}

std::optional<OpenedConversation> HistoryReader::readOpened(ConversationId id)
{
    Query conversation(m_conversation, id);
    if (!conversation.next())
        return std::nullopt;
    OpenedConversation opened;
    TurnId selectedRoot;
    opened.conversation = readConversation(conversation, selectedRoot);

    std::vector<TurnNode> nodes;
    Query query(m_nodes, id);
    while (query.next()) {
        TurnNode node;
        TurnSummary &summary = node.summary;
        query.read(summary.id, summary.parent, node.selectedChild, summary.role, summary.createdMs,
                   summary.model, summary.progress, summary.characterCount, summary.lineCount);
        requireKnown(summary.role, summary.progress);
        nodes.push_back(node);
    }
    opened.path = selectedPath(nodes, selectedRoot);
    return opened;
}

std::optional<Turn> HistoryReader::readTurn(TurnId id)
{
    Query query(m_turn, id);
    if (!query.next())
        return std::nullopt;
    Turn turn;
    std::optional<QString> failure;
    query.read(turn.id, turn.conversation, turn.parent, turn.role, turn.createdMs, turn.model, turn.progress,
               turn.finishReason, failure, turn.usage.promptTokens, turn.usage.completionTokens,
               turn.usage.reasoningTokens, turn.usage.cachedTokens, turn.usage.cost);
    requireKnown(turn.role, turn.progress);
    if (failure)
        turn.failure = errorFromJson(*failure);
    turn.steps = readSteps(id);
    return turn;
}

QList<Step> HistoryReader::readSteps(TurnId id)
{
    QList<Step> steps;
    Query query(m_steps, id);
    while (query.next()) {
        StepRow row;
        query.read(row.kind, row.progress, row.text, row.callId, row.name, row.details, row.durationMs);
        const std::optional<Step> step = fromRow(row);
        if (!step)
            throwUnknownValue();
        steps.append(*step);
    }
    return steps;
}

} // namespace tabletalk
