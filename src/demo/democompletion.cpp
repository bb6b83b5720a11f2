// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "democompletion.h"

#include "demoanswers.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace tabletalk {

namespace {

using namespace std::chrono_literals;

QByteArray dataLine(const QJsonObject &object)
{
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

QJsonObject reasoningDelta(const QString &piece)
{
    const QJsonObject detail{{QStringLiteral("type"), QStringLiteral("reasoning.text")},
                             {QStringLiteral("text"), piece},
                             {QStringLiteral("index"), 0}};
    return {{QStringLiteral("reasoning"), piece}, {QStringLiteral("reasoning_details"), QJsonArray{detail}}};
}

//! Of the texts in a message, those of attached files among them; pictures count nothing here.
qint64 textTokens(const QJsonValue &content)
{
    if (content.isString())
        return demoTokens(content.toString()).size();
    qint64 sum = 0;
    for (const auto &part : content.toArray())
        sum += demoTokens(part[QLatin1String("text")].toString()).size();
    return sum;
}

QJsonObject contentDelta(const QString &piece)
{
    return {{QStringLiteral("content"), piece}};
}

} // namespace

DemoCompletion::DemoCompletion(const DemoModel &model, const QJsonObject &request)
    : m_model(model)
    , m_id(QStringLiteral("gen-demo-%1")
               .arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0')))
    , m_created(QDateTime::currentSecsSinceEpoch())
    , m_isStreamed(request[QLatin1String("stream")].toBool())
{
    for (const auto &message : request[QLatin1String("messages")].toArray())
        m_promptTokens += textTokens(message[QLatin1String("content")]);
    if (const QJsonValue limit = request[QLatin1String("max_tokens")]; limit.isDouble())
        m_maxTokens = limit.toInteger();
}

Script DemoCompletion::script() const
{
    const Pieces all = pieces();
    return m_isStreamed ? streamed(all) : whole(all);
}

DemoCompletion::Pieces DemoCompletion::pieces() const
{
    Pieces all{.reasoning = demoTokens(m_reasoning), .text = demoTokens(m_text)};
    if (m_maxTokens) {
        const qsizetype room = qMax<qsizetype>(0, *m_maxTokens - all.reasoning.size());
        all.wasShortened = all.text.size() > room;
        all.text = all.text.first(qMin(room, all.text.size()));
    }
    return all;
}

Script DemoCompletion::whole(const Pieces &pieces) const
{
    QJsonObject message = contentDelta(pieces.text.join(QString()));
    message.insert(QStringLiteral("role"), QStringLiteral("assistant"));
    if (!pieces.reasoning.isEmpty())
        message.insert(QStringLiteral("reasoning"), pieces.reasoning.join(QString()));
    if (!m_toolName.isEmpty())
        message.insert(QStringLiteral("tool_calls"), toolCalls());
    QJsonObject completion = reply(QStringLiteral("chat.completion"),
                                   {QJsonObject{{QStringLiteral("index"), 0},
                                                {QStringLiteral("message"), message},
                                                {QStringLiteral("finish_reason"), finishReason(pieces)}}});
    completion.insert(QStringLiteral("usage"), usage(pieces));
    return {script::Send{
        response(200, "application/json", QJsonDocument(completion).toJson(QJsonDocument::Compact))}};
}

Script DemoCompletion::streamed(const Pieces &pieces) const
{
    Script steps;
    const auto send = [&steps](const QByteArray &bytes) { steps.append(script::Send{chunk(bytes)}); };
    steps.append(script::Send{responseHead(200, {{"Content-Type", "text/event-stream"},
                                                 {"Cache-Control", "no-cache"},
                                                 {"Transfer-Encoding", "chunked"}})});
    for (int i = 0; i < 2; ++i) {
        send(": LLMROUTER PROCESSING\n\n");
        steps.append(script::Wait{150ms});
    }
    send(
        event({{QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), QString()}},
              QJsonValue::Null));
    for (const QString &piece : pieces.reasoning) {
        send(event(reasoningDelta(piece), QJsonValue::Null));
        steps.append(script::Wait{m_pace});
    }
    const qsizetype mishapAt = m_mishap == Mishap::None ? -1 : pieces.text.size() / 3;
    for (qsizetype i = 0; i < pieces.text.size(); ++i) {
        if (i == mishapAt) {
            if (m_mishap == Mishap::Error) {
                QJsonObject failed =
                    reply(QStringLiteral("chat.completion.chunk"),
                          {QJsonObject{{QStringLiteral("index"), 0},
                                       {QStringLiteral("delta"), contentDelta(QString())},
                                       {QStringLiteral("finish_reason"), QStringLiteral("error")}}});
                failed.insert(
                    QStringLiteral("error"),
                    QJsonObject{{QStringLiteral("code"), QStringLiteral("server_error")},
                                {QStringLiteral("message"),
                                 QStringLiteral("Demonstration: the provider failed in mid-answer.")}});
                send(dataLine(failed));
            }
            steps.append(script::Close{});
            return steps;
        }
        send(event(contentDelta(pieces.text.at(i)), QJsonValue::Null));
        steps.append(script::Wait{m_pace});
    }
    if (!m_toolName.isEmpty())
        send(event({{QStringLiteral("tool_calls"), toolCalls()}}, QJsonValue::Null));
    send(event({}, finishReason(pieces)));
    QJsonObject last = reply(QStringLiteral("chat.completion.chunk"), {});
    last.insert(QStringLiteral("usage"), usage(pieces));
    send(dataLine(last));
    send("data: [DONE]\n\n");
    steps.append(script::Send{chunk({})});
    return steps;
}

QString DemoCompletion::finishReason(const Pieces &pieces) const
{
    if (!m_toolName.isEmpty())
        return QStringLiteral("tool_calls");
    return pieces.wasShortened ? QStringLiteral("length") : QStringLiteral("stop");
}

QJsonArray DemoCompletion::toolCalls() const
{
    return {QJsonObject{
        {QStringLiteral("index"), 0},
        {QStringLiteral("id"), QString(QStringLiteral("call-") + m_id)},
        {QStringLiteral("type"), QStringLiteral("function")},
        {QStringLiteral("function"),
         QJsonObject{{QStringLiteral("name"), m_toolName},
                     {QStringLiteral("arguments"),
                      QString::fromUtf8(QJsonDocument(m_toolArguments).toJson(QJsonDocument::Compact))}}}}};
}

QJsonObject DemoCompletion::reply(const QString &object, const QJsonArray &choices) const
{
    return {{QStringLiteral("id"), m_id},
            {QStringLiteral("object"), object},
            {QStringLiteral("created"), m_created},
            {QStringLiteral("model"), m_model.id},
            {QStringLiteral("choices"), choices}};
}

QJsonObject DemoCompletion::usage(const Pieces &pieces) const
{
    const qint64 reasoning = pieces.reasoning.size();
    const qint64 completion = reasoning + pieces.text.size();
    const Money cost = demoCost(m_model, m_promptTokens, completion);
    return {{QStringLiteral("prompt_tokens"), m_promptTokens},
            {QStringLiteral("completion_tokens"), completion},
            {QStringLiteral("total_tokens"), m_promptTokens + completion},
            {QStringLiteral("completion_tokens_details"),
             QJsonObject{{QStringLiteral("reasoning_tokens"), reasoning}}},
            {QStringLiteral("cost"), cost.toDecimal().toDouble()}};
}

QByteArray DemoCompletion::event(const QJsonObject &delta, const QJsonValue &finishReason) const
{
    return dataLine(reply(QStringLiteral("chat.completion.chunk"),
                          {QJsonObject{{QStringLiteral("index"), 0},
                                       {QStringLiteral("delta"), delta},
                                       {QStringLiteral("finish_reason"), finishReason}}}));
}

} // namespace tabletalk
