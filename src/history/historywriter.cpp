// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywriter.h"

#include "errorjson.h"
#include "query.h"
#include "rowrules.h"
#include "steprow.h"

#include <QJsonDocument>

#include <stdexcept>

namespace tabletalk {

namespace {

constexpr const char *kTitleOf = "SELECT title FROM conversation WHERE id = ?";
constexpr const char *kSaveConversation =
    "INSERT INTO conversation (id, title, model, instructions, parameters, draft, created_ms, changed_ms,"
    "                          folder, pinned, archived, unread, key_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET title = excluded.title, model = excluded.model,"
    "     instructions = excluded.instructions, parameters = excluded.parameters, draft = excluded.draft,"
    "     created_ms = excluded.created_ms, changed_ms = excluded.changed_ms, key_id = excluded.key_id";
constexpr const char *kTouchConversation =
    "UPDATE conversation SET changed_ms = max(changed_ms, ?) WHERE id = ?";

constexpr const char *kSelectRoot = "UPDATE conversation SET selected_root = ? WHERE id = ?";
constexpr const char *kSelectChild = "UPDATE turn SET selected_child = ? WHERE id = ? AND conversation = ?";
constexpr const char *kParentOf = "SELECT parent, conversation FROM turn WHERE id = ?";
// The nearest one before, else the nearest one after.
constexpr const char *kVersionBeside =
    "SELECT id FROM turn WHERE conversation = ?1 AND parent IS ?2 AND id <> ?3 AND deleted_ms IS NULL"
    " ORDER BY id > ?3, abs(id - ?3) LIMIT 1";
constexpr const char *kHideTurns =
    "WITH RECURSIVE below (id) AS"
    "     (VALUES (?1) UNION ALL SELECT turn.id FROM turn JOIN below ON turn.parent = below.id)"
    " UPDATE turn SET deleted_ms = ?2, deleted_with = ?1"
    " WHERE id IN (SELECT id FROM below) AND deleted_ms IS NULL";
// Not below one that is hidden itself.
constexpr const char *kRestoreTurns =
    "UPDATE turn SET deleted_ms = NULL, deleted_with = NULL WHERE deleted_with = ?1 AND NOT EXISTS"
    "     (SELECT 1 FROM turn one JOIN turn above ON above.id = one.parent"
    "      WHERE one.id = ?1 AND above.deleted_ms IS NOT NULL)";
constexpr const char *kInsertTurn =
    "INSERT INTO turn (id, conversation, parent, role, created_ms, progress, model, finish_reason, failure,"
    "                  prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, cost_pico_usd,"
    "                  cost_computed, character_count, line_count)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *kUpdateTurn =
    "UPDATE turn SET progress = ?, model = ?, finish_reason = ?, failure = ?, prompt_tokens = ?,"
    "     completion_tokens = ?, reasoning_tokens = ?, cached_tokens = ?, cost_pico_usd = ?,"
    "     cost_computed = ?, character_count = ?, line_count = ?"
    " WHERE id = ?";
constexpr const char *kRemoveSteps = "DELETE FROM step WHERE turn = ?";
constexpr const char *kInsertStep =
    "INSERT INTO step (turn, position, kind, progress, text, call_id, name, details, duration_ms)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char *kSaveRequest =
    "INSERT INTO request (id, turn, endpoint, key_id, requested_model, served_model, generation_id,"
    "                     started_ms, first_token_ms, finished_ms, prompt_tokens, completion_tokens,"
    "                     reasoning_tokens, cached_tokens, cost_pico_usd, cost_source, outcome,"
    "                     http_status, error_kind)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, endpoint = excluded.endpoint,"
    "     key_id = excluded.key_id, requested_model = excluded.requested_model,"
    "     served_model = excluded.served_model, generation_id = excluded.generation_id,"
    "     started_ms = excluded.started_ms, first_token_ms = excluded.first_token_ms,"
    "     finished_ms = excluded.finished_ms, prompt_tokens = excluded.prompt_tokens,"
    "     completion_tokens = excluded.completion_tokens, reasoning_tokens = excluded.reasoning_tokens,"
    "     cached_tokens = excluded.cached_tokens, cost_pico_usd = excluded.cost_pico_usd,"
    "     cost_source = excluded.cost_source, outcome = excluded.outcome,"
    "     http_status = excluded.http_status, error_kind = excluded.error_kind";

constexpr const char *kCutSteps =
    "UPDATE step SET progress = ?1 WHERE progress = ?2 AND turn IN (SELECT id FROM turn WHERE progress = 1)";
constexpr const char *kCutTurns = "UPDATE turn SET progress = ?, failure = ? WHERE progress = 1";
constexpr const char *kCutRequests = "UPDATE request SET outcome = ? WHERE outcome = 0";
// The literals let SQLite use the partial indexes.
static_assert(int(Progress::Open) == 1 && int(RequestOutcome::Pending) == 0);

constexpr const char *kHighestId =
    "SELECT max(coalesce((SELECT max(id) FROM conversation), 0), coalesce((SELECT max(id) FROM turn), 0),"
    "           coalesce((SELECT max(id) FROM request), 0), coalesce((SELECT max(id) FROM folder), 0))";

std::optional<QString> failureText(const Turn &turn)
{
    return turn.failure ? std::optional(errorToJson(*turn.failure)) : std::nullopt;
}

} // namespace

HistoryWriter::HistoryWriter(WriteConnection &connection, SearchIndex &index)
    : m_connection(connection)
    , m_index(index)
    , m_titleOf(connection.database(), kTitleOf)
    , m_saveConversation(connection.database(), kSaveConversation)
    , m_touchConversation(connection.database(), kTouchConversation)
    , m_selectRoot(connection.database(), kSelectRoot)
    , m_selectChild(connection.database(), kSelectChild)
    , m_parentOf(connection.database(), kParentOf)
    , m_versionBeside(connection.database(), kVersionBeside)
    , m_hideTurns(connection.database(), kHideTurns)
    , m_restoreTurns(connection.database(), kRestoreTurns)
    , m_insertTurn(connection.database(), kInsertTurn)
    , m_updateTurn(connection.database(), kUpdateTurn)
    , m_removeSteps(connection.database(), kRemoveSteps)
    , m_insertStep(connection.database(), kInsertStep)
    , m_saveRequest(connection.database(), kSaveRequest)
{
}

void HistoryWriter::save(const Conversation &conversation)
{
    m_connection.transact(Durability::Logged, [&] { putConversation(conversation); });
}

void HistoryWriter::insert(const Turn &turn)
{
    m_connection.transact(Durability::Synced, [&] {
        putTurn(turn);
        selectIn(turn.conversation, turn.parent, turn.id);
        Query(m_touchConversation, turn.createdMs, turn.conversation).run();
    });
}

void HistoryWriter::update(const Turn &turn, Durability durability)
{
    const TurnSummary summary = summaryOf(turn);
    m_connection.transact(durability, [&] {
        m_index.remove(turn.id);
        const int changed =
            Query(m_updateTurn, turn.progress, turn.model, turn.finishReason, failureText(turn),
                  turn.usage.promptTokens, turn.usage.completionTokens, turn.usage.reasoningTokens,
                  turn.usage.cachedTokens, turn.usage.cost, turn.usage.isCostComputed, summary.characterCount,
                  summary.lineCount, turn.id)
                .run();
        requireOne(changed, "an update of a turn that is not stored");
        Query(m_removeSteps, turn.id).run();
        putSteps(turn);
        if (turn.progress != Progress::Open)
            m_index.put(turn.id);
    });
}

void HistoryWriter::save(const RequestRecord &record)
{
    m_connection.transact(Durability::Logged, [&] { putRequest(record); });
}

void HistoryWriter::insert(const ConversationTree &tree)
{
    m_connection.transact(Durability::Synced, [&] {
        putConversation(tree.conversation);
        for (const Turn &turn : tree.turns) {
            if (turn.conversation != tree.conversation.id)
                throw std::invalid_argument("a turn of another conversation");
            putTurn(turn);
        }
        for (auto it = tree.selected.cbegin(); it != tree.selected.cend(); ++it)
            selectIn(tree.conversation.id, it.key(), it.value());
        for (const RequestRecord &record : tree.requests)
            putRequest(record);
    });
}

ConversationId HistoryWriter::select(TurnId node)
{
    ConversationId conversation;
    m_connection.transact(Durability::Logged, [&] { conversation = selectUpFrom(node); });
    return conversation;
}

ConversationId HistoryWriter::selectUpFrom(TurnId node)
{
    ConversationId conversation;
    for (TurnId child = node; child.isValid();) {
        const auto [owner, parent] = placeOf(child);
        selectIn(owner, parent, child);
        conversation = owner;
        child = parent;
    }
    return conversation;
}

ConversationId HistoryWriter::removeTurn(TurnId turn, qint64 nowMs)
{
    ConversationId conversation;
    m_connection.transact(Durability::Logged, [&] {
        const auto [owner, parent] = placeOf(turn);
        conversation = owner;
        TurnId beside;
        {
            Query query(m_versionBeside, owner, parent, turn);
            if (query.next())
                query.read(beside);
        }
        selectIn(owner, parent, beside);
        Query(m_hideTurns, turn, nowMs).run();
    });
    return conversation;
}

ConversationId HistoryWriter::restoreTurn(TurnId turn)
{
    ConversationId conversation;
    m_connection.transact(Durability::Logged, [&] {
        if (Query(m_restoreTurns, turn).run() == 0)
            throw std::invalid_argument("a turn that was not deleted");
        conversation = selectUpFrom(turn);
    });
    return conversation;
}

std::pair<ConversationId, TurnId> HistoryWriter::placeOf(TurnId turn)
{
    Query row(m_parentOf, turn);
    if (!row.next())
        throw std::invalid_argument("a turn that is not stored");
    ConversationId conversation;
    TurnId parent;
    row.read(parent, conversation);
    return {conversation, parent};
}

void HistoryWriter::putConversation(const Conversation &conversation)
{
    requireValid(conversation.id);
    const QString parameters =
        QString::fromUtf8(QJsonDocument(toJson(conversation.parameters)).toJson(QJsonDocument::Compact));
    const Filing &filing = conversation.filing;
    const bool isRenamed = !hasTitle(conversation.id, conversation.title);
    if (isRenamed)
        m_index.remove(conversation.id);
    Query(m_saveConversation, conversation.id, conversation.title, conversation.model,
          conversation.instructions, parameters, conversation.draft, conversation.createdMs,
          conversation.changedMs, filing.folder, filing.isPinned, filing.isArchived, filing.isUnread,
          conversation.keyId)
        .run();
    if (isRenamed && !conversation.title.isEmpty())
        m_index.put(conversation.id);
}

bool HistoryWriter::hasTitle(ConversationId id, const QString &title)
{
    Query row(m_titleOf, id);
    QString stored;
    if (row.next())
        row.read(stored);
    return stored == title;
}

void HistoryWriter::putTurn(const Turn &turn)
{
    requireValid(turn.id);
    const TurnSummary summary = summaryOf(turn);
    Query(m_insertTurn, turn.id, turn.conversation, turn.parent, turn.role, turn.createdMs, turn.progress,
          turn.model, turn.finishReason, failureText(turn), turn.usage.promptTokens,
          turn.usage.completionTokens, turn.usage.reasoningTokens, turn.usage.cachedTokens, turn.usage.cost,
          turn.usage.isCostComputed, summary.characterCount, summary.lineCount)
        .run();
    putSteps(turn);
    if (turn.progress != Progress::Open)
        m_index.put(turn.id);
}

void HistoryWriter::putSteps(const Turn &turn)
{
    int position = 0;
    for (const Step &step : turn.steps) {
        const StepRow row = toRow(step);
        Query(m_insertStep, turn.id, position++, row.kind, row.progress, row.text, row.callId, row.name,
              row.details, row.durationMs)
            .run();
    }
}

void HistoryWriter::putRequest(const RequestRecord &record)
{
    requireValid(record.id);
    Query(m_saveRequest, record.id, record.turn, record.endpoint, record.keyId, record.requestedModel,
          record.servedModel, record.generationId, record.startedMs, record.firstTokenMs, record.finishedMs,
          record.usage.promptTokens, record.usage.completionTokens, record.usage.reasoningTokens,
          record.usage.cachedTokens, record.usage.cost, record.costSource, record.outcome, record.httpStatus,
          record.errorKind)
        .run();
}

void HistoryWriter::selectIn(ConversationId conversation, TurnId parent, TurnId child)
{
    if (!parent.isValid()) {
        Query(m_selectRoot, child, conversation).run();
        return;
    }
    const int changed = Query(m_selectChild, child, parent, conversation).run();
    requireOne(changed, "the turn's parent belongs to another conversation");
}

void HistoryWriter::closeOpenTurns(const Error &failure)
{
    SQLite::Statement cutSteps(m_connection.database(), kCutSteps);
    SQLite::Statement cutTurns(m_connection.database(), kCutTurns);
    SQLite::Statement cutRequests(m_connection.database(), kCutRequests);
    m_connection.transact(Durability::Logged, [&] {
        Query(cutSteps, Progress::Cut, Progress::Open).run();
        Query(cutTurns, Progress::Cut, errorToJson(failure)).run();
        Query(cutRequests, RequestOutcome::Cut).run();
    });
}

qint64 HistoryWriter::highestId()
{
    return m_connection.database().execAndGet(kHighestId).getInt64();
}

} // namespace tabletalk
