// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestjson.h"

#include <QJsonDocument>

namespace tabletalk {

namespace {

QString roleName(WireRole role)
{
    switch (role) {
    case WireRole::System:
        return QStringLiteral("system");
    case WireRole::User:
        return QStringLiteral("user");
    case WireRole::Assistant:
        return QStringLiteral("assistant");
    case WireRole::Tool:
        return QStringLiteral("tool");
    }
    Q_UNREACHABLE();
}

QString dataUrl(const QString &mediaType, const QByteArray &bytes)
{
    return QStringLiteral("data:%1;base64,").arg(mediaType) + QString::fromLatin1(bytes.toBase64());
}

QJsonObject toJson(const TextPart &part)
{
    return {{QStringLiteral("type"), QStringLiteral("text")}, {QStringLiteral("text"), part.text}};
}

QJsonObject toJson(const ImagePart &part)
{
    QJsonObject image{{QStringLiteral("url"), dataUrl(part.mediaType, part.bytes)}};
    if (!part.detail.isEmpty())
        image.insert(QStringLiteral("detail"), part.detail);
    return {{QStringLiteral("type"), QStringLiteral("image_url")}, {QStringLiteral("image_url"), image}};
}

QJsonObject toJson(const FilePart &part)
{
    return {{QStringLiteral("type"), QStringLiteral("file")},
            {QStringLiteral("file"),
             QJsonObject{{QStringLiteral("filename"), part.name},
                         {QStringLiteral("file_data"), dataUrl(part.mediaType, part.bytes)}}}};
}

//! A plain string where text is all there is: every server understands that.
QJsonValue contentOf(const WireMessage &message)
{
    if (message.parts.isEmpty())
        return message.text;
    QJsonArray parts;
    if (!message.text.isEmpty())
        parts.append(toJson(TextPart{message.text}));
    for (const ContentPart &part : message.parts)
        parts.append(std::visit([](const auto &content) { return toJson(content); }, part));
    return parts;
}

QJsonObject toJson(const ToolCall &call)
{
    return {{QStringLiteral("id"), call.id},
            {QStringLiteral("type"), QStringLiteral("function")},
            {QStringLiteral("function"),
             QJsonObject{{QStringLiteral("name"), call.name},
                         {QStringLiteral("arguments"),
                          call.arguments.isEmpty() ? QStringLiteral("{}") : call.arguments}}}};
}

void addAssistantFields(QJsonObject &json, const WireMessage &message)
{
    if (!message.reasoningDetails.isEmpty())
        json.insert(QStringLiteral("reasoning_details"), message.reasoningDetails);
    if (!message.annotations.isEmpty())
        json.insert(QStringLiteral("annotations"), message.annotations);
    if (message.toolCalls.isEmpty())
        return;
    QJsonArray calls;
    for (const ToolCall &call : message.toolCalls)
        calls.append(toJson(call));
    json.insert(QStringLiteral("tool_calls"), calls);
    if (message.text.isEmpty())
        json.insert(QStringLiteral("content"), QJsonValue::Null);
}

QJsonObject toJson(const WireMessage &message)
{
    QJsonObject json{{QStringLiteral("role"), roleName(message.role)},
                     {QStringLiteral("content"), contentOf(message)}};
    if (message.role == WireRole::Assistant)
        addAssistantFields(json, message);
    if (message.role == WireRole::Tool)
        json.insert(QStringLiteral("tool_call_id"), message.toolCallId);
    return json;
}

QJsonObject toJson(const ToolDefinition &tool)
{
    QJsonObject function{{QStringLiteral("name"), tool.name},
                         {QStringLiteral("parameters"), tool.parameters}};
    if (!tool.description.isEmpty())
        function.insert(QStringLiteral("description"), tool.description);
    if (tool.isStrict)
        function.insert(QStringLiteral("strict"), true);
    return {{QStringLiteral("type"), QStringLiteral("function")}, {QStringLiteral("function"), function}};
}

QJsonValue toJson(const ToolChoice &choice)
{
    switch (choice.mode) {
    case ToolChoice::Mode::Auto:
        return QStringLiteral("auto");
    case ToolChoice::Mode::None:
        return QStringLiteral("none");
    case ToolChoice::Mode::Required:
        return QStringLiteral("required");
    case ToolChoice::Mode::One:
        break;
    }
    return QJsonObject{{QStringLiteral("type"), QStringLiteral("function")},
                       {QStringLiteral("function"), QJsonObject{{QStringLiteral("name"), choice.name}}}};
}

void addTools(QJsonObject &json, const CompletionRequest &request)
{
    if (request.tools.isEmpty())
        return; // without tools the other two make some servers refuse the request
    QJsonArray tools;
    for (const ToolDefinition &tool : request.tools)
        tools.append(toJson(tool));
    json.insert(QStringLiteral("tools"), tools);
    if (request.toolChoice)
        json.insert(QStringLiteral("tool_choice"), toJson(*request.toolChoice));
    if (request.parallelToolCalls)
        json.insert(QStringLiteral("parallel_tool_calls"), *request.parallelToolCalls);
}

//! What a person adds by hand may say anything but what this program has to know: one answer is read, in
//! the form that was asked for, and the messages are the conversation's.
void removeWhatIsOurs(QJsonObject &json)
{
    for (const QLatin1String name :
         {QLatin1String("model"), QLatin1String("messages"), QLatin1String("prompt"), QLatin1String("stream"),
          QLatin1String("stream_options"), QLatin1String("usage"), QLatin1String("n"), QLatin1String("tools"),
          QLatin1String("tool_choice"), QLatin1String("parallel_tool_calls"), QLatin1String("debug")})
        json.remove(name);
}

} // namespace

QJsonObject toJson(const CompletionRequest &request)
{
    QJsonArray messages;
    for (const WireMessage &message : request.messages)
        messages.append(toJson(message));

    QJsonObject json = toJson(request.parameters);
    removeWhatIsOurs(json);
    json.insert(QStringLiteral("model"), request.model);
    json.insert(QStringLiteral("messages"), messages);
    json.insert(QStringLiteral("stream"), request.stream);
    // Two generations of the same wish: token counts, and what they cost.
    json.insert(QStringLiteral("usage"), QJsonObject{{QStringLiteral("include"), true}});
    if (request.stream)
        json.insert(QStringLiteral("stream_options"), QJsonObject{{QStringLiteral("include_usage"), true}});
    addTools(json, request);
    return json;
}

QByteArray requestBody(const CompletionRequest &request)
{
    return QJsonDocument(toJson(request)).toJson(QJsonDocument::Compact);
}

} // namespace tabletalk
