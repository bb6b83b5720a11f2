// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestjson.h"

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

QJsonObject toJson(const WireMessage &message)
{
    QJsonObject json{{QStringLiteral("role"), roleName(message.role)},
                     {QStringLiteral("content"), message.text}};
    if (message.role == WireRole::Assistant && !message.reasoningDetails.isEmpty())
        json.insert(QStringLiteral("reasoning_details"), message.reasoningDetails);
    return json;
}

} // namespace

QJsonObject toJson(const CompletionRequest &request)
{
    QJsonArray messages;
    for (const WireMessage &message : request.messages)
        messages.append(toJson(message));

    QJsonObject json{{QStringLiteral("model"), request.model},
                     {QStringLiteral("messages"), messages},
                     {QStringLiteral("stream"), request.stream},
                     // Two generations of the same wish: token counts, and what they cost.
                     {QStringLiteral("usage"), QJsonObject{{QStringLiteral("include"), true}}}};
    if (request.stream) {
        json.insert(QStringLiteral("stream_options"), QJsonObject{{QStringLiteral("include_usage"), true}});
    }
    const Parameters &parameters = request.parameters;
    if (parameters.temperature)
        json.insert(QStringLiteral("temperature"), *parameters.temperature);
    if (parameters.maxTokens)
        json.insert(QStringLiteral("max_tokens"), *parameters.maxTokens);
    if (parameters.reasoningEffort) {
        json.insert(QStringLiteral("reasoning"),
                    QJsonObject{{QStringLiteral("effort"), toWire(*parameters.reasoningEffort)}});
    }
    return json;
}

} // namespace tabletalk
