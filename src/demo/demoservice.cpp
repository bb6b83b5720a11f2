// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoservice.h"

#include "demoanalyst.h"
#include "demoanswers.h"
#include "democompletion.h"
#include "demomodels.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace tabletalk {

namespace {

using namespace std::chrono_literals;

QByteArray toBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Script sendJson(int status, const QJsonObject &object, const HeaderLines &headers = {})
{
    return {script::Send{response(status, "application/json", toBytes(object), headers)}};
}

Script sendError(int status, const QString &message, const QJsonObject &metadata = {},
                 const HeaderLines &headers = {})
{
    QJsonObject error{{QStringLiteral("code"), status}, {QStringLiteral("message"), message}};
    if (!metadata.isEmpty())
        error.insert(QStringLiteral("metadata"), metadata);
    return sendJson(status, {{QStringLiteral("error"), error}}, headers);
}

//! The Router's words for a status, as its documentation has them in spirit.
Script sendCuedError(int status)
{
    switch (status) {
    case 401:
        return sendError(401, QStringLiteral("Demonstration: the key is disabled."));
    case 402:
        return sendError(402, QStringLiteral("Demonstration: insufficient credits."));
    case 403:
        return sendError(403, QStringLiteral("Demonstration: the input was flagged."),
                         {{QStringLiteral("reasons"), QJsonArray{QStringLiteral("demonstration")}},
                          {QStringLiteral("flagged_input"), QStringLiteral("demo: error 403")}});
    case 429:
        return sendError(429, QStringLiteral("Demonstration: too many requests."), {},
                         {{"Retry-After", "20"}});
    case 502:
        return sendError(502, QStringLiteral("Provider returned error"),
                         {{QStringLiteral("provider_name"), QStringLiteral("Demo Provider")},
                          {QStringLiteral("raw"),
                           QStringLiteral(R"({"error":{"message":"Demonstration: the model is down."}})")}});
    default:
        return sendError(status, QStringLiteral("Demonstration: an error with code %1.").arg(status));
    }
}

QString lastUserMessage(const QJsonArray &messages)
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        if (messages[i][QLatin1String("role")] == QLatin1String("user"))
            return demoText(messages[i][QLatin1String("content")]);
    }
    return {};
}

QString lastAttachments(const QJsonArray &messages)
{
    return messages.isEmpty() ? QString() : demoAttachments(messages.last()[QLatin1String("content")]);
}

int userMessageCount(const QJsonArray &messages)
{
    int count = 0;
    for (const auto &message : messages)
        count += message[QLatin1String("role")] == QLatin1String("user") ? 1 : 0;
    return count;
}

//! A model that was told to write a title would.
bool asksForTitle(const QJsonArray &messages)
{
    const QJsonValue first = messages.first();
    return first[QLatin1String("role")] == QLatin1String("system")
           && first[QLatin1String("content")].toString().startsWith(QLatin1String("Write a title"));
}

QString firstWords(const QString &text)
{
    constexpr qsizetype kMost = 5;
    const QStringList words = text.simplified().split(u' ').mid(0, kMost);
    return QStringLiteral("About: ") + words.join(u' ');
}

//! The word after "demo:" in a message, as in "please demo: error 429".
QString cueIn(const QString &message)
{
    static const QRegularExpression cue(QStringLiteral(R"(\bdemo:\s*(error \w+|\w+))"),
                                        QRegularExpression::CaseInsensitiveOption);
    return cue.match(message).captured(1).toLower();
}

} // namespace

Script DemoService::answer(const ReceivedRequest &request) const
{
    if (request.method == "GET" && request.path == "/api/v1/models")
        return sendJson(200, demoModelList());

    if (request.header("Authorization") != "Bearer " + m_key.reveal())
        return sendError(401, QStringLiteral("Invalid API key. The demo Router takes its own key only."));
    if (request.method == "GET" && request.path == "/api/v1/key") {
        return sendJson(200, {{QStringLiteral("data"),
                               QJsonObject{{QStringLiteral("label"), QStringLiteral("Demonstration key")},
                                           {QStringLiteral("limit"), 100},
                                           {QStringLiteral("limit_remaining"), 99.5}}}});
    }
    if (request.method == "POST" && request.path == "/api/v1/chat/completions") {
        const QJsonDocument document = QJsonDocument::fromJson(request.body);
        if (!document.isObject())
            return sendError(400, QStringLiteral("The body is not a JSON object."));
        return complete(document.object());
    }
    return sendError(404, QStringLiteral("The demo Router does not have this address."));
}

Script DemoService::complete(const QJsonObject &request) const
{
    const QJsonArray messages = request[QLatin1String("messages")].toArray();
    if (messages.isEmpty())
        return sendError(400, QStringLiteral("messages: at least one is needed."));
    const QString modelId = request[QLatin1String("model")].toString();
    const DemoModel *model = findDemoModel(modelId);
    if (!model)
        return sendError(404, QStringLiteral("No such model: %1").arg(modelId));

    const QString message = lastUserMessage(messages);
    const QString cue = cueIn(message);
    if (cue == u"html") {
        return {script::Send{response(
            200, "text/html", "<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>")}};
    }
    if (cue == u"silent")
        return {};
    const int status = cue.startsWith(u"error ") ? cue.sliced(6).toInt() : 0;
    if (status >= 400 && status < 600)
        return sendCuedError(status);

    DemoCompletion completion(*model, request);
    const QJsonValue last = messages.last();
    const bool isCued = cue == u"tool";
    if (const std::optional<DemoMove> move = isCued ? std::nullopt : demoMove(request)) {
        completion.setToolCall(move->tool, move->arguments);
        completion.setText(move->text);
        return completion.script();
    }
    if (last[QLatin1String("role")] == QLatin1String("tool")) {
        completion.setText(QStringLiteral("The tool says: ") + last[QLatin1String("content")].toString());
        return completion.script();
    }
    const QString tool =
        request[QLatin1String("tools")][0][QLatin1String("function")][QLatin1String("name")].toString();
    if (!tool.isEmpty() && (isCued || request[QLatin1String("tool_choice")] == QLatin1String("required"))) {
        completion.setToolCall(tool);
        return completion.script();
    }
    if (asksForTitle(messages)) {
        completion.setText(firstWords(message));
        return completion.script();
    }
    QString text = cue == u"empty" ? QString()
                   : cue == u"long"
                       ? demoLongAnswer(message)
                       : lastAttachments(messages) + demoAnswer(message, userMessageCount(messages));
    if (last[QLatin1String("role")] == QLatin1String("assistant")) {
        // The client asks for the rest of what it has.
        const QString said = demoText(last[QLatin1String("content")]);
        completion.setText(text.startsWith(said) ? text.sliced(said.size()) : text);
        return completion.script();
    }
    completion.setReasoning(model->reasons ? demoReasoning(message) : QString());
    completion.setText(text);
    if (cue == u"slow")
        completion.setPace(500ms);
    else if (cue == u"long")
        completion.setPace(4ms);
    if (cue == u"cut")
        completion.setMishap(DemoCompletion::Mishap::Cut);
    else if (cue == u"error mid")
        completion.setMishap(DemoCompletion::Mishap::Error);
    return completion.script();
}

} // namespace tabletalk
