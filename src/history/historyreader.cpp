// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyreader.h"

#include "errorjson.h"
#include "query.h"
#include "steprow.h"

#include <SQLiteCpp/Transaction.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>

namespace tabletalk {

namespace {

// Each of these lists of columns begins with what readConversation() takes.
constexpr const char *kConversations =
    "SELECT id, title, model, instructions, temperature, max_tokens, reasoning_effort, parameters, draft, "
    "created_ms,"
    "       changed_ms, folder, pinned, archived, unread, key_id"
    " FROM conversation WHERE deleted_ms IS NULL AND archived = ?1 AND (NOT ?2 OR folder IS ?3)"
    " ORDER BY changed_ms DESC, id DESC";
constexpr const char *kTrash =
    "SELECT id, title, model, instructions, temperature, max_tokens, reasoning_effort, parameters, draft, "
    "created_ms,"
    "       changed_ms, folder, pinned, archived, unread, key_id, deleted_ms"
    " FROM conversation WHERE deleted_ms IS NOT NULL ORDER BY deleted_ms DESC, id DESC";
constexpr const char *kConversation =
    "SELECT id, title, model, instructions, temperature, max_tokens, reasoning_effort, parameters, draft, "
    "created_ms,"
    "       changed_ms, folder, pinned, archived, unread, key_id, selected_root, place_turn, place_item,"
    "       place_offset"
    " FROM conversation WHERE id = ?";
constexpr const char *kFolders = "SELECT id, name FROM folder ORDER BY position, id";
constexpr const char *kDraftAttachments =
    "SELECT text, name, details FROM draft_attachment WHERE conversation = ? ORDER BY position";
constexpr const char *kNodes =
    "SELECT id, parent, selected_child, role, created_ms, model, progress, character_count, line_count"
    " FROM turn WHERE conversation = ? AND deleted_ms IS NULL ORDER BY parent, id";
constexpr const char *kTurn =
    "SELECT id, conversation, parent, role, created_ms, model, progress, finish_reason, failure,"
    "       prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, cost_pico_usd, cost_computed"
    " FROM turn WHERE id = ?";
constexpr const char *kSteps = "SELECT kind, progress, text, call_id, name, details, duration_ms"
                               " FROM step WHERE turn = ? ORDER BY position";

constexpr const char *kRequests =
    "SELECT id, turn, endpoint, key_id, requested_model, served_model, generation_id, started_ms,"
    "       first_token_ms, finished_ms, prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens,"
    "       cost_pico_usd, cost_source, outcome, http_status, error_kind"
    " FROM request WHERE turn IN (SELECT id FROM turn WHERE conversation = ? AND deleted_ms IS NULL)"
    " ORDER BY id";

//! A value that no version of ours writes: what is there is shown rather than refused.
template <class Enum>
void makeKnown(Enum &value, Enum last, Enum instead)
{
    if (value < Enum(0) || value > last)
        value = instead;
}

void makeKnown(TurnRole &role, Progress &progress)
{
    makeKnown(role, TurnRole::Answer, TurnRole::Answer);
    makeKnown(progress, Progress::Failed, Progress::Cut);
}

template <class... More>
Conversation readConversation(Query &query, More &...more)
{
    Conversation conversation;
    std::optional<QString> effort;
    std::optional<QString> parameters;
    query.read(conversation.id, conversation.title, conversation.model, conversation.instructions,
               conversation.parameters.temperature, conversation.parameters.maxTokens, effort, parameters,
               conversation.draft, conversation.createdMs, conversation.changedMs, conversation.filing.folder,
               conversation.filing.isPinned, conversation.filing.isArchived, conversation.filing.isUnread,
               conversation.keyId, more...);
    if (parameters) {
        // Most set nothing, and a list of ten thousands need not read that as JSON.
        conversation.parameters =
            *parameters == QStringLiteral("{}")
                ? Parameters()
                : parametersFromJson(QJsonDocument::fromJson(parameters->toUtf8()).object());
    } else if (effort) {
        conversation.parameters.reasoningEffort = reasoningEffortFromWire(*effort);
    }
    return conversation;
}

int daysLeft(qint64 deletedMs, qint64 nowMs)
{
    constexpr qint64 kDayMs = std::chrono::milliseconds(std::chrono::days(1)).count();
    // A clock that was set back must not promise more than there is.
    const qint64 days = kTrashKeeps.count() - (nowMs - deletedMs + kDayMs - 1) / kDayMs;
    return int(std::clamp<qint64>(days, 0, kTrashKeeps.count()));
}

} // namespace

HistoryReader::HistoryReader(SQLite::Database &database)
    : m_database(database)
    , m_conversations(database, kConversations)
    , m_trash(database, kTrash)
    , m_folders(database, kFolders)
    , m_conversation(database, kConversation)
    , m_draftAttachments(database, kDraftAttachments)
    , m_nodes(database, kNodes)
    , m_turn(database, kTurn)
    , m_steps(database, kSteps)
    , m_requests(database, kRequests)
{
}

QList<Conversation> HistoryReader::conversations(const ConversationFilter &filter)
{
    QList<Conversation> all;
    Query query(m_conversations, filter.archived, filter.folder.has_value(), filter.folder);
    while (query.next())
        all.append(readConversation(query));
    return all;
}

QList<TrashedConversation> HistoryReader::trash(qint64 nowMs)
{
    QList<TrashedConversation> all;
    Query query(m_trash);
    while (query.next()) {
        qint64 deletedMs = 0;
        Conversation conversation = readConversation(query, deletedMs);
        all.append({std::move(conversation), deletedMs, daysLeft(deletedMs, nowMs)});
    }
    return all;
}

QList<Folder> HistoryReader::folders()
{
    QList<Folder> all;
    Query query(m_folders);
    while (query.next()) {
        Folder &folder = all.emplaceBack();
        query.read(folder.id, folder.name);
    }
    return all;
}

std::pair<qint64, qint64> HistoryReader::counts()
{
    return {m_database.execAndGet("SELECT count(*) FROM conversation").getInt64(),
            m_database.execAndGet("SELECT count(*) FROM turn").getInt64()};
}

std::optional<OpenedConversation> HistoryReader::open(ConversationId id)
{
    const SQLite::Transaction oneState(m_database);
    Nodes nodes;
    std::optional<OpenedConversation> opened = readOpened(id, nodes);
    if (opened)
        opened->draftAttachments = readDraftAttachments(id);
    return opened;
}

std::optional<QList<Turn>> HistoryReader::turnsOfPath(ConversationId id)
{
    const SQLite::Transaction oneState(m_database);
    Nodes nodes;
    const std::optional<OpenedConversation> opened = readOpened(id, nodes);
    if (!opened)
        return std::nullopt;
    QList<Turn> turns;
    turns.reserve(opened->path.size());
    for (const TurnSummary &summary : opened->path)
        turns.append(readTurn(summary.id).value());
    return turns;
}

std::optional<ConversationTree> HistoryReader::tree(ConversationId id)
{
    const SQLite::Transaction oneState(m_database);
    Nodes nodes;
    const std::optional<OpenedConversation> opened = readOpened(id, nodes);
    if (!opened)
        return std::nullopt;
    ConversationTree tree;
    tree.conversation = opened->conversation;
    for (const TurnId turn : parentsFirst(nodes.all))
        tree.turns.append(readTurn(turn).value());
    if (nodes.selectedRoot.isValid())
        tree.selected.insert({}, nodes.selectedRoot);
    for (const TurnNode &node : nodes.all) {
        if (node.selectedChild.isValid())
            tree.selected.insert(node.summary.id, node.selectedChild);
    }
    tree.requests = readRequests(id);
    return tree;
}

std::optional<Turn> HistoryReader::turn(TurnId id)
{
    const SQLite::Transaction oneState(m_database);
    return readTurn(id);
}

std::optional<QList<TurnSummary>> HistoryReader::versions(TurnId node)
{
    const SQLite::Transaction oneState(m_database);
    const std::optional<Turn> turn = readTurn(node);
    Nodes nodes;
    if (!turn || !readOpened(turn->conversation, nodes))
        return std::nullopt;
    return versionsBelow(nodes.all, turn->parent);
}

std::optional<OpenedConversation> HistoryReader::readOpened(ConversationId id, Nodes &nodes)
{
    Query conversation(m_conversation, id);
    if (!conversation.next())
        return std::nullopt;
    OpenedConversation opened;
    ScrollAnchor &place = opened.place;
    opened.conversation =
        readConversation(conversation, nodes.selectedRoot, place.turn, place.item, place.offset);
    place.atEnd = !place.turn.isValid();

    Query query(m_nodes, id);
    while (query.next()) {
        TurnNode node;
        TurnSummary &summary = node.summary;
        query.read(summary.id, summary.parent, node.selectedChild, summary.role, summary.createdMs,
                   summary.model, summary.progress, summary.characterCount, summary.lineCount);
        makeKnown(summary.role, summary.progress);
        nodes.all.push_back(node);
    }
    opened.path = selectedPath(nodes.all, nodes.selectedRoot);
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
               turn.usage.reasoningTokens, turn.usage.cachedTokens, turn.usage.cost,
               turn.usage.isCostComputed);
    makeKnown(turn.role, turn.progress);
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
        steps.append(fromRow(row).value_or(Step{TextStep{row.text}, Progress::Cut}));
    }
    return steps;
}

QList<Attachment> HistoryReader::readDraftAttachments(ConversationId id)
{
    QList<Attachment> all;
    Query query(m_draftAttachments, id);
    while (query.next()) {
        StepRow row = toRow({AttachmentStep{}});
        query.read(row.text, row.name, row.details);
        const std::optional<Step> step = fromRow(row);
        if (!step)
            continue;
        if (const Attachment &attachment = std::get<AttachmentStep>(step->content).attachment;
            !attachment.sha256.isEmpty())
            all.append(attachment);
    }
    return all;
}

QList<RequestRecord> HistoryReader::readRequests(ConversationId id)
{
    QList<RequestRecord> records;
    Query query(m_requests, id);
    while (query.next()) {
        RequestRecord &record = records.emplaceBack();
        query.read(record.id, record.turn, record.endpoint, record.keyId, record.requestedModel,
                   record.servedModel, record.generationId, record.startedMs, record.firstTokenMs,
                   record.finishedMs, record.usage.promptTokens, record.usage.completionTokens,
                   record.usage.reasoningTokens, record.usage.cachedTokens, record.usage.cost,
                   record.costSource, record.outcome, record.httpStatus, record.errorKind);
        makeKnown(record.costSource, CostSource::Estimated, CostSource::Unknown);
        record.usage.isCostComputed = record.costSource == CostSource::Estimated;
        makeKnown(record.outcome, RequestOutcome::Failed, RequestOutcome::Failed);
    }
    return records;
}

} // namespace tabletalk
