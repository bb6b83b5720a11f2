// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chunkreader.h"

#include "jsonvalues.h"
#include "modelinfo.h"

#include <QJsonArray>

namespace tabletalk {

namespace {

//! Content is a string or a list of parts, of which the text ones count.
QString contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    for (const QJsonValue &part : content.toArray())
        text += part.isString() ? part.toString() : part[QLatin1String("text")].toString();
    return text;
}

QString readableText(const QJsonArray &details)
{
    QString text;
    for (const QJsonValue &detail : details) {
        text += detail[QLatin1String("text")].toString();
        text += detail[QLatin1String("summary")].toString();
    }
    return text;
}

template <class T>
void take(std::optional<T> &into, const std::optional<T> &value)
{
    if (value)
        into = value;
}

} // namespace

QList<CompletionEvent> ChunkReader::read(const QJsonObject &chunk)
{
    QList<CompletionEvent> events;
    readOrigin(chunk, events);
    // One answer is asked for. A second one would be another's text in the middle of this one's.
    for (const QJsonValue &choice : chunk[QLatin1String("choices")].toArray()) {
        if (choice[QLatin1String("index")].toInt(0) == 0)
            readChoice(choice.toObject(), events);
    }
    readUsage(chunk[QLatin1String("usage")].toObject());
    readError(chunk[QLatin1String("error")]);
    return events;
}

void ChunkReader::readOrigin(const QJsonObject &chunk, QList<CompletionEvent> &events)
{
    const QString model = canonicalModelId(chunk[QLatin1String("model")].toString());
    const QString id = chunk[QLatin1String("id")].toString();
    const bool isNewModel = !model.isEmpty() && model != m_servedModel;
    const bool isNewId = !id.isEmpty() && m_generationId.isEmpty();
    if (isNewModel)
        m_servedModel = model;
    if (isNewId)
        m_generationId = id;
    if (isNewModel || isNewId)
        events.append(ServedBy{m_servedModel, m_generationId});
}

void ChunkReader::readChoice(const QJsonObject &choice, QList<CompletionEvent> &events)
{
    // A last chunk may repeat the whole message that came in deltas.
    const QJsonValue delta = choice[QLatin1String("delta")];
    m_hasDelta = m_hasDelta || delta.isObject();
    const QJsonObject message = m_hasDelta ? delta.toObject() : choice[QLatin1String("message")].toObject();

    readReasoning(choice, message, events);
    if (const QString text = contentText(message[QLatin1String("content")]); !text.isEmpty()) {
        events.append(TextDelta{text});
        m_hasText = true;
    }
    if (const QString refusal = message[QLatin1String("refusal")].toString(); !refusal.isEmpty()) {
        events.append(RefusalDelta{refusal});
        m_hasText = true;
    }
    if (const QString reason = choice[QLatin1String("finish_reason")].toString(); !reason.isEmpty())
        m_finishReason = reason;
    readUsage(choice[QLatin1String("usage")].toObject());
    readError(choice[QLatin1String("error")]);
    if (m_finishReason == u"error" && !m_error)
        m_error = ErrorBody{.shape = ErrorBody::Shape::Json};
}

void ChunkReader::readReasoning(const QJsonObject &choice, const QJsonObject &message,
                                QList<CompletionEvent> &events)
{
    const QLatin1String kDetails("reasoning_details");
    QJsonArray details = message[kDetails].toArray();
    if (details.isEmpty())
        details = choice[kDetails].toArray();
    QString plain = message[QLatin1String("reasoning")].toString();
    if (plain.isEmpty())
        plain = message[QLatin1String("reasoning_content")].toString();

    QString text;
    if (!plain.isEmpty() && m_reasoningSource != ReasoningSource::Details) {
        m_reasoningSource = ReasoningSource::Plain;
        text = plain;
    } else if (m_reasoningSource != ReasoningSource::Plain) {
        text = readableText(details);
        if (!text.isEmpty())
            m_reasoningSource = ReasoningSource::Details;
    }
    if (!text.isEmpty()) {
        events.append(ReasoningDelta{text});
        m_hasReasoning = true;
    }
    if (!details.isEmpty())
        events.append(ReasoningDetails{details});
}

void ChunkReader::readUsage(const QJsonObject &usage)
{
    take(m_usage.promptTokens, wholeNumber(usage[QLatin1String("prompt_tokens")]));
    take(m_usage.completionTokens, wholeNumber(usage[QLatin1String("completion_tokens")]));
    take(m_usage.reasoningTokens,
         wholeNumber(usage[QLatin1String("completion_tokens_details")][QLatin1String("reasoning_tokens")]));
    take(m_usage.cachedTokens,
         wholeNumber(usage[QLatin1String("prompt_tokens_details")][QLatin1String("cached_tokens")]));
    take(m_usage.cost, amount(usage[QLatin1String("cost")]));
}

void ChunkReader::readError(const QJsonValue &error)
{
    if (error.isObject() || (error.isString() && !error.toString().isEmpty()))
        m_error = ErrorBody::fromMember(error);
}

} // namespace tabletalk
