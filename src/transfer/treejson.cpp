// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "treejson.h"

#include "errorjson.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace tabletalk {

namespace {

constexpr qint64 kNone = 0;

std::optional<qint64> optionalInteger(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QJsonObject usageJson(const Usage &usage)
{
    QJsonObject json;
    const auto put = [&json](const char *name, const std::optional<qint64> &value) {
        if (value)
            json.insert(QLatin1String(name), *value);
    };
    put("promptTokens", usage.promptTokens);
    put("completionTokens", usage.completionTokens);
    put("reasoningTokens", usage.reasoningTokens);
    put("cachedTokens", usage.cachedTokens);
    if (usage.cost) // exact, as JSON's numbers are not
        json.insert(QStringLiteral("costUsd"), usage.cost->toDecimal());
    if (usage.cost && usage.isCostComputed)
        json.insert(QStringLiteral("costComputed"), true);
    return json;
}

Usage usageFrom(const QJsonObject &json)
{
    Usage usage;
    usage.promptTokens = optionalInteger(json.value(QStringLiteral("promptTokens")));
    usage.completionTokens = optionalInteger(json.value(QStringLiteral("completionTokens")));
    usage.reasoningTokens = optionalInteger(json.value(QStringLiteral("reasoningTokens")));
    usage.cachedTokens = optionalInteger(json.value(QStringLiteral("cachedTokens")));
    if (const QJsonValue cost = json.value(QStringLiteral("costUsd")); cost.isString())
        usage.cost = Money::fromDecimal(cost.toString());
    usage.isCostComputed = usage.cost && json.value(QStringLiteral("costComputed")).toBool();
    return usage;
}

QJsonObject contentJson(const ReasoningStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("reasoning")},
            {QStringLiteral("text"), step.text},
            {QStringLiteral("details"), step.details},
            {QStringLiteral("durationMs"), step.durationMs}};
}

QJsonObject contentJson(const TextStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("text")}, {QStringLiteral("text"), step.text}};
}

QJsonObject contentJson(const ToolCallStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("toolCall")},
            {QStringLiteral("callId"), step.callId},
            {QStringLiteral("name"), step.name},
            {QStringLiteral("arguments"), step.arguments}};
}

QJsonObject contentJson(const ToolResultStep &step)
{
    QJsonObject json{{QStringLiteral("kind"), QStringLiteral("toolResult")},
                     {QStringLiteral("callId"), step.callId},
                     {QStringLiteral("content"), step.content}};
    if (step.query)
        json.insert(QStringLiteral("query"), toJson(*step.query));
    return json;
}

QJsonObject contentJson(const ChartStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("chart")},
            {QStringLiteral("specification"), step.specification}};
}

QJsonObject contentJson(const AnnotationsStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("annotations")},
            {QStringLiteral("annotations"), step.annotations}};
}

QJsonObject contentJson(const PictureStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("picture")},
            {QStringLiteral("mediaType"), step.mediaType},
            {QStringLiteral("base64"), QString::fromLatin1(step.bytes.toBase64())}};
}

//! Where a file lies is nobody else's business, and says nothing elsewhere: its bytes go along.
AttachedTable withoutPath(AttachedTable table)
{
    table.order.path.clear();
    table.order.keepsCopy = true;
    return table;
}

QJsonObject contentJson(const AttachmentStep &step)
{
    const Attachment &attachment = step.attachment;
    QJsonObject json{{QStringLiteral("kind"), QStringLiteral("attachment")},
                     {QStringLiteral("name"), attachment.name},
                     {QStringLiteral("mediaType"), attachment.mediaType},
                     {QStringLiteral("size"), attachment.size},
                     {QStringLiteral("sha256"), QString::fromLatin1(attachment.sha256)},
                     {QStringLiteral("text"), attachment.text},
                     {QStringLiteral("pages"), attachment.pages},
                     {QStringLiteral("width"), attachment.pixels.width()},
                     {QStringLiteral("height"), attachment.pixels.height()}};
    if (attachment.table)
        json.insert(QStringLiteral("table"), toJson(withoutPath(*attachment.table)));
    return json;
}

QJsonObject contentJson(const SendingStep &step)
{
    return {{QStringLiteral("kind"), QStringLiteral("sending")},
            {QStringLiteral("leftOutTurns"), step.leftOutTurns},
            {QStringLiteral("documentsAsFiles"), step.documentsAsFiles}};
}

std::optional<StepContent> contentFrom(const QJsonObject &json)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const QString kind = text("kind");
    if (kind == QLatin1String("reasoning")) {
        return ReasoningStep{text("text"), json.value(QStringLiteral("details")).toArray(),
                             json.value(QStringLiteral("durationMs")).toInteger()};
    }
    if (kind == QLatin1String("text"))
        return TextStep{text("text")};
    if (kind == QLatin1String("toolCall"))
        return ToolCallStep{text("callId"), text("name"), text("arguments")};
    if (kind == QLatin1String("toolResult")) {
        ToolResultStep step{text("callId"), text("content"), {}};
        if (const QJsonValue query = json.value(QStringLiteral("query")); query.isObject())
            step.query = queryRecordFrom(query.toObject());
        return step;
    }
    if (kind == QLatin1String("chart"))
        return ChartStep{json.value(QStringLiteral("specification")).toObject()};
    if (kind == QLatin1String("annotations"))
        return AnnotationsStep{json.value(QStringLiteral("annotations")).toArray()};
    if (kind == QLatin1String("picture"))
        return PictureStep{text("mediaType"), QByteArray::fromBase64(text("base64").toLatin1())};
    if (kind == QLatin1String("attachment")) {
        Attachment attachment;
        attachment.name = text("name");
        attachment.mediaType = text("mediaType");
        attachment.size = json.value(QStringLiteral("size")).toInteger();
        attachment.sha256 = text("sha256").toLatin1();
        attachment.text = text("text");
        attachment.pages = json.value(QStringLiteral("pages")).toInt();
        attachment.pixels = {json.value(QStringLiteral("width")).toInt(-1),
                             json.value(QStringLiteral("height")).toInt(-1)};
        if (const QJsonValue table = json.value(QStringLiteral("table")); table.isObject())
            attachment.table = withoutPath(attachedTableFrom(table.toObject()));
        return AttachmentStep{attachment};
    }
    if (kind == QLatin1String("sending")) {
        return SendingStep{json.value(QStringLiteral("leftOutTurns")).toInt(),
                           json.value(QStringLiteral("documentsAsFiles")).toBool()};
    }
    return std::nullopt;
}

constexpr const char *kProgress[] = {"complete", "open", "stopped", "cut", "failed"};
constexpr const char *kOutcomes[] = {"pending", "complete", "cut", "stopped", "failed"};
constexpr const char *kCostSources[] = {"unknown", "reported", "estimated"};

template <class Enum, size_t Count>
QString word(const char *const (&words)[Count], Enum value)
{
    return QLatin1String(words[size_t(value)]);
}

template <class Enum, size_t Count>
bool readWord(const char *const (&words)[Count], const QJsonValue &json, Enum &value)
{
    for (size_t i = 0; i < Count; ++i) {
        if (json.toString() == QLatin1String(words[i])) {
            value = Enum(i);
            return true;
        }
    }
    return false;
}

//! The numbers of a tree's turns in the order they are written in.
class Numbering {
public:
    explicit Numbering(const ConversationTree &tree)
    {
        for (const Turn &turn : tree.turns)
            m_numbers.insert(turn.id, m_numbers.size() + 1);
    }
    qint64 of(TurnId id) const { return m_numbers.value(id, kNone); }

private:
    QHash<TurnId, qint64> m_numbers;
};

QJsonObject turnJson(const Turn &turn, const Numbering &numbers)
{
    QJsonArray steps;
    for (const Step &step : turn.steps) {
        QJsonObject json = std::visit([](const auto &content) { return contentJson(content); }, step.content);
        json.insert(QStringLiteral("progress"), word(kProgress, step.progress));
        steps.append(json);
    }
    QJsonObject json{{QStringLiteral("turn"), numbers.of(turn.id)},
                     {QStringLiteral("parent"), numbers.of(turn.parent)},
                     {QStringLiteral("role"), QLatin1String(turn.role == TurnRole::User ? "user" : "answer")},
                     {QStringLiteral("createdMs"), turn.createdMs},
                     {QStringLiteral("model"), turn.model},
                     {QStringLiteral("progress"), word(kProgress, turn.progress)},
                     {QStringLiteral("finishReason"), turn.finishReason},
                     {QStringLiteral("usage"), usageJson(turn.usage)},
                     {QStringLiteral("steps"), steps}};
    if (turn.failure)
        json.insert(QStringLiteral("failure"), errorToJson(*turn.failure));
    return json;
}

bool readTurn(const QJsonObject &json, Turn &turn, QString &problem)
{
    const QString role = json.value(QStringLiteral("role")).toString();
    if ((role != QLatin1String("user") && role != QLatin1String("answer"))
        || !readWord(kProgress, json.value(QStringLiteral("progress")), turn.progress)) {
        problem = QStringLiteral("a turn with an unknown role or progress");
        return false;
    }
    turn.role = role == QLatin1String("user") ? TurnRole::User : TurnRole::Answer;
    turn.createdMs = json.value(QStringLiteral("createdMs")).toInteger();
    turn.model = json.value(QStringLiteral("model")).toString();
    turn.finishReason = json.value(QStringLiteral("finishReason")).toString();
    turn.usage = usageFrom(json.value(QStringLiteral("usage")).toObject());
    if (const QJsonValue failure = json.value(QStringLiteral("failure")); failure.isString())
        turn.failure = errorFromJson(failure.toString());
    for (const QJsonValue item : json.value(QStringLiteral("steps")).toArray()) {
        Step step;
        const std::optional<StepContent> content = contentFrom(item.toObject());
        if (!content
            || !readWord(kProgress, item.toObject().value(QStringLiteral("progress")), step.progress)) {
            problem = QStringLiteral("a step of an unknown kind or progress");
            return false;
        }
        step.content = *content;
        turn.steps.append(step);
    }
    return true;
}

QJsonObject requestJson(const RequestRecord &record, const Numbering &numbers)
{
    return {{QStringLiteral("turn"), numbers.of(record.turn)},
            {QStringLiteral("endpoint"), record.endpoint},
            {QStringLiteral("keyId"), record.keyId},
            {QStringLiteral("requestedModel"), record.requestedModel},
            {QStringLiteral("servedModel"), record.servedModel},
            {QStringLiteral("generationId"), record.generationId},
            {QStringLiteral("startedMs"), record.startedMs},
            {QStringLiteral("firstTokenMs"), record.firstTokenMs},
            {QStringLiteral("finishedMs"), record.finishedMs},
            {QStringLiteral("usage"), usageJson(record.usage)},
            {QStringLiteral("costSource"), word(kCostSources, record.costSource)},
            {QStringLiteral("outcome"), word(kOutcomes, record.outcome)},
            {QStringLiteral("httpStatus"), record.httpStatus},
            {QStringLiteral("errorKind"), record.errorKind}};
}

bool readRequest(const QJsonObject &json, RequestRecord &record)
{
    const auto text = [&json](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const auto integer = [&json](const char *name) { return json.value(QLatin1String(name)).toInteger(); };
    record.endpoint = text("endpoint");
    record.keyId = text("keyId");
    record.requestedModel = text("requestedModel");
    record.servedModel = text("servedModel");
    record.generationId = text("generationId");
    record.startedMs = integer("startedMs");
    record.firstTokenMs = integer("firstTokenMs");
    record.finishedMs = integer("finishedMs");
    record.usage = usageFrom(json.value(QStringLiteral("usage")).toObject());
    record.httpStatus = int(integer("httpStatus"));
    record.errorKind = json.value(QStringLiteral("errorKind")).toInt(-1);
    return readWord(kCostSources, json.value(QStringLiteral("costSource")), record.costSource)
           && readWord(kOutcomes, json.value(QStringLiteral("outcome")), record.outcome);
}

} // namespace

QJsonObject toJson(const ConversationTree &tree, const AttachmentBytes &attachments, const QString &folder)
{
    const Numbering numbers(tree);
    const Conversation &conversation = tree.conversation;
    QJsonArray turns;
    for (const Turn &turn : tree.turns)
        turns.append(turnJson(turn, numbers));
    QJsonArray selected;
    for (const Turn &turn : tree.turns) {
        if (tree.selected.value(turn.parent) == turn.id)
            selected.append(numbers.of(turn.id));
    }
    QJsonArray requests;
    for (const RequestRecord &record : tree.requests)
        requests.append(requestJson(record, numbers));
    QJsonObject bytes;
    for (const Attachment &attachment : attachmentsOf(tree.turns)) {
        if (const auto held = attachments.constFind(attachment.sha256); held != attachments.constEnd())
            bytes.insert(QString::fromLatin1(attachment.sha256), QString::fromLatin1(held->toBase64()));
    }
    QJsonObject json{{QStringLiteral("title"), conversation.title},
                     {QStringLiteral("model"), conversation.model},
                     {QStringLiteral("instructions"), conversation.instructions},
                     {QStringLiteral("parameters"), toJson(conversation.parameters)},
                     {QStringLiteral("draft"), conversation.draft},
                     {QStringLiteral("createdMs"), conversation.createdMs},
                     {QStringLiteral("changedMs"), conversation.changedMs},
                     {QStringLiteral("pinned"), conversation.filing.isPinned},
                     {QStringLiteral("archived"), conversation.filing.isArchived},
                     {QStringLiteral("turns"), turns},
                     {QStringLiteral("shown"), selected},
                     {QStringLiteral("requests"), requests},
                     {QStringLiteral("attachments"), bytes}};
    if (!folder.isEmpty())
        json.insert(QStringLiteral("folder"), folder);
    return json;
}

QString folderFromJson(const QJsonObject &json)
{
    return json.value(QStringLiteral("folder")).toString().simplified();
}

AttachmentBytes attachmentsFromJson(const QJsonObject &json)
{
    AttachmentBytes attachments;
    const QJsonObject held = json.value(QStringLiteral("attachments")).toObject();
    for (auto one = held.begin(); one != held.end(); ++one) {
        const QByteArray bytes = QByteArray::fromBase64(one.value().toString().toLatin1());
        const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (sha256 == one.key().toLatin1())
            attachments.insert(sha256, bytes);
    }
    return attachments;
}

std::optional<ConversationTree> treeFromJson(const QJsonObject &json, const NextId &nextId, QString &problem)
{
    if (!json.value(QStringLiteral("turns")).isArray()) {
        problem = QStringLiteral("a conversation without turns");
        return std::nullopt;
    }
    ConversationTree tree;
    Conversation &conversation = tree.conversation;
    conversation.id = {nextId()};
    conversation.title = json.value(QStringLiteral("title")).toString();
    conversation.model = json.value(QStringLiteral("model")).toString();
    conversation.instructions = json.value(QStringLiteral("instructions")).toString();
    conversation.parameters = parametersFromJson(json.value(QStringLiteral("parameters")).toObject());
    conversation.draft = json.value(QStringLiteral("draft")).toString();
    conversation.createdMs = json.value(QStringLiteral("createdMs")).toInteger();
    conversation.changedMs = json.value(QStringLiteral("changedMs")).toInteger();
    conversation.filing.isPinned = json.value(QStringLiteral("pinned")).toBool();
    conversation.filing.isArchived = json.value(QStringLiteral("archived")).toBool();

    QHash<qint64, TurnId> ids{{kNone, TurnId{}}};
    QHash<TurnId, TurnId> parents;
    for (const QJsonValue item : json.value(QStringLiteral("turns")).toArray()) {
        const QJsonObject object = item.toObject();
        const qint64 own = object.value(QStringLiteral("turn")).toInteger();
        const qint64 parent = object.value(QStringLiteral("parent")).toInteger();
        if (ids.contains(own) || !ids.contains(parent)) {
            problem = QStringLiteral("a turn with a number that is taken, or before its parent");
            return std::nullopt;
        }
        Turn turn;
        if (!readTurn(object, turn, problem))
            return std::nullopt;
        turn.id = {nextId()};
        turn.conversation = conversation.id;
        turn.parent = ids.value(parent);
        ids.insert(own, turn.id);
        parents.insert(turn.id, turn.parent);
        tree.turns.append(turn);
    }
    for (const QJsonValue item : json.value(QStringLiteral("shown")).toArray()) {
        if (const TurnId shown = ids.value(item.toInteger()); shown.isValid())
            tree.selected.insert(parents.value(shown), shown);
    }
    for (const QJsonValue item : json.value(QStringLiteral("requests")).toArray()) {
        RequestRecord record;
        if (!readRequest(item.toObject(), record)) {
            problem = QStringLiteral("a request with an unknown outcome or source of its cost");
            return std::nullopt;
        }
        record.id = {nextId()};
        record.turn = ids.value(item.toObject().value(QStringLiteral("turn")).toInteger());
        if (record.turn.isValid())
            tree.requests.append(record);
    }
    return tree;
}

} // namespace tabletalk
