// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The formats of other programs, by their documented shape: no real file of any was tried.
#include "importreader.h"

#include <QJsonArray>

#include <algorithm>

namespace tabletalk {

namespace {

QString text(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1String(name)).toString();
}

QJsonObject object(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1String(name)).toObject();
}

qint64 time(const QJsonObject &json, const char *name)
{
    return timeFrom(json.value(QLatin1String(name)));
}

Conversation aboutFrom(const QString &title, qint64 createdMs, qint64 changedMs)
{
    Conversation about;
    about.title = title.simplified();
    about.createdMs = createdMs;
    about.changedMs = std::max(createdMs, changedMs);
    return about;
}

//! A list in which each message follows the one before.
void chain(QList<ForeignMessage> &messages)
{
    for (qsizetype i = 0; i < messages.size(); ++i) {
        messages[i].id = QString::number(i + 1);
        messages[i].parent = i > 0 ? QString::number(i) : QString();
    }
}

} // namespace

void readChatGpt(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    const QJsonObject mapping = object(conversation, "mapping");
    QList<ForeignMessage> messages;
    for (auto it = mapping.begin(); it != mapping.end(); ++it) {
        const QJsonObject node = it.value().toObject();
        const QJsonObject said = object(node, "message");
        const QJsonObject content = object(said, "content");
        const QString type = text(content, "content_type");
        ForeignMessage message;
        message.id = it.key();
        message.parent = text(node, "parent");
        message.role = text(object(said, "author"), "role");
        message.createdMs = time(said, "create_time");
        message.model = text(object(said, "metadata"), "model_slug");
        if (type == QLatin1String("thoughts")) {
            for (const QJsonValue thought : content.value(QStringLiteral("thoughts")).toArray())
                message.reasoning += text(thought.toObject(), "content") + u'\n';
        } else if (content.contains(QStringLiteral("parts"))) {
            message.text = textFrom(content.value(QStringLiteral("parts")), message.leftOut);
        } else {
            message.text = text(content, "text");
        }
        messages.append(message);
    }
    // The mapping is in no order; versions are, by their time.
    std::stable_sort(messages.begin(), messages.end(), [](const ForeignMessage &a, const ForeignMessage &b) {
        return a.createdMs < b.createdMs;
    });
    addTree(aboutFrom(text(conversation, "title"), time(conversation, "create_time"),
                      time(conversation, "update_time")),
            messages, text(conversation, "current_node"), nextId, report);
}

void readClaude(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    QList<ForeignMessage> messages;
    bool hasParents = false;
    for (const QJsonValue item : conversation.value(QStringLiteral("chat_messages")).toArray()) {
        const QJsonObject said = item.toObject();
        ForeignMessage message;
        message.id = text(said, "uuid");
        message.parent = text(said, "parent_message_uuid");
        hasParents = hasParents || !message.parent.isEmpty();
        message.role = text(said, "sender") == QLatin1String("human") ? QStringLiteral("user")
                                                                      : QStringLiteral("assistant");
        message.createdMs = time(said, "created_at");
        for (const QJsonValue part : said.value(QStringLiteral("content")).toArray())
            message.reasoning += text(part.toObject(), "thinking");
        message.text = text(said, "text");
        if (message.text.isEmpty())
            message.text = textFrom(said.value(QStringLiteral("content")), message.leftOut);
        for (const QJsonValue attachment : said.value(QStringLiteral("attachments")).toArray()) {
            if (const QString extracted = text(attachment.toObject(), "extracted_content");
                !extracted.isEmpty())
                message.text += QStringLiteral("\n\n") + extracted;
        }
        messages.append(message);
    }
    if (!hasParents)
        chain(messages);
    addTree(aboutFrom(text(conversation, "name"), time(conversation, "created_at"),
                      time(conversation, "updated_at")),
            messages, text(conversation, "current_leaf_message_uuid"), nextId, report);
}

void readOpenWebUi(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    const QJsonObject chat = object(conversation, "chat");
    const QJsonObject history = object(chat, "history");
    const QJsonObject all = object(history, "messages");
    QList<ForeignMessage> messages;
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject said = it.value().toObject();
        ForeignMessage message;
        message.id = it.key();
        message.parent = text(said, "parentId");
        message.role = text(said, "role");
        message.createdMs = time(said, "timestamp");
        message.model = text(said, "model");
        message.text = textFrom(said.value(QStringLiteral("content")), message.leftOut);
        messages.append(message);
    }
    std::stable_sort(messages.begin(), messages.end(), [](const ForeignMessage &a, const ForeignMessage &b) {
        return a.createdMs < b.createdMs;
    });
    const QString title = text(conversation, "title");
    Conversation about = aboutFrom(title.isEmpty() ? text(chat, "title") : title,
                                   time(conversation, "created_at"), time(conversation, "updated_at"));
    about.filing.isPinned = conversation.value(QStringLiteral("pinned")).toBool();
    about.filing.isArchived = conversation.value(QStringLiteral("archived")).toBool();
    addTree(about, messages, text(history, "currentId"), nextId, report);
}

void readLibreChat(const QJsonObject &conversation, const NextId &nextId, ImportedConversations &report)
{
    QList<ForeignMessage> messages;
    // Either a list in which each names its parent, or a tree of children.
    QJsonArray waiting = conversation.value(QStringLiteral("messages")).toArray();
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        const QJsonObject said = waiting.at(i).toObject();
        for (const QJsonValue child : said.value(QStringLiteral("children")).toArray())
            waiting.append(child);
        ForeignMessage message;
        message.id = text(said, "messageId");
        message.parent = text(said, "parentMessageId");
        message.role = said.value(QStringLiteral("isCreatedByUser")).toBool() ? QStringLiteral("user")
                                                                              : QStringLiteral("assistant");
        message.createdMs = time(said, "createdAt");
        message.model = text(said, "model");
        message.text = text(said, "text");
        if (message.text.isEmpty())
            message.text = textFrom(said.value(QStringLiteral("content")), message.leftOut);
        messages.append(message);
    }
    Conversation about = aboutFrom(text(conversation, "title"), 0, 0);
    about.model = text(object(conversation, "options"), "model");
    addTree(about, messages, {}, nextId, report);
}

void readMessageArray(const QJsonArray &array, const NextId &nextId, ImportedConversations &report)
{
    QList<ForeignMessage> messages;
    for (const QJsonValue item : array) {
        const QJsonObject said = item.toObject();
        ForeignMessage message;
        message.role = text(said, "role");
        if (message.role == QLatin1String("developer"))
            message.role = QStringLiteral("system");
        message.text = textFrom(said.value(QStringLiteral("content")), message.leftOut);
        message.reasoning = text(said, "reasoning");
        message.model = text(said, "model");
        messages.append(message);
    }
    chain(messages);
    QString title;
    for (const ForeignMessage &message : messages) {
        constexpr qsizetype kLongestTitle = 60;
        if (message.role == QLatin1String("user") && title.isEmpty())
            title = message.text.simplified().left(kLongestTitle);
    }
    addTree(aboutFrom(title, 0, 0), messages, {}, nextId, report);
}

} // namespace tabletalk
