// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chunkreader.h"

#include "jsonvalues.h"
#include "modelinfo.h"
#include "wirelimits.h"

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

struct DataUrl {
    QString mediaType;
    QByteArray bytes;
};

std::optional<DataUrl> pictureIn(const QString &url)
{
    const QLatin1String start("data:image/");
    const QLatin1String coding(";base64,");
    const qsizetype at = url.left(100).indexOf(coding);
    if (!url.startsWith(start) || at < 0)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(
        QStringView(url).sliced(at + coding.size()).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return std::nullopt;
    return DataUrl{url.sliced(5, at - 5), decoded.decoded};
}

//! Some name only the addresses of what they read.
QJsonObject citationOf(const QString &url)
{
    return {{QStringLiteral("type"), QStringLiteral("url_citation")},
            {QStringLiteral("url_citation"), QJsonObject{{QStringLiteral("url"), url}}}};
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
    QJsonArray citations;
    for (const QJsonValue &citation : chunk[QLatin1String("citations")].toArray()) {
        if (citation.isString())
            citations.append(citationOf(citation.toString()));
    }
    // The whole list comes with every chunk.
    if (m_annotations == 0)
        readAnnotations(citations, events);
    readUsage(chunk[QLatin1String("x_groq")][QLatin1String("usage")].toObject());
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
    const QJsonValue content = message[QLatin1String("content")];
    QString text = contentText(content);
    if (text.isEmpty() && !delta.isObject())
        text = choice[QLatin1String("text")].toString(); // the shape of the endpoint before this one
    if (!text.isEmpty()) {
        events.append(TextDelta{text});
        m_hasText = true;
    }
    if (const QString refusal = message[QLatin1String("refusal")].toString(); !refusal.isEmpty()) {
        events.append(RefusalDelta{refusal});
        m_hasText = true;
    }
    for (const QJsonValue &part : content.toArray())
        readPicture(part, events);
    for (const QJsonValue &picture : message[QLatin1String("images")].toArray())
        readPicture(picture, events);
    readToolCalls(message, events);
    readAnnotations(message[QLatin1String("annotations")].toArray(), events);
    readFinishReason(message[QLatin1String("finish_reason")]);
    readFinishReason(choice[QLatin1String("finish_reason")]);
    readUsage(message[QLatin1String("usage")].toObject());
    readUsage(choice[QLatin1String("usage")].toObject());
    readError(choice[QLatin1String("error")]);
    if (m_finishReason == u"error" && !m_error)
        m_error = ErrorBody{.shape = ErrorBody::Shape::Json};
}

void ChunkReader::readPicture(const QJsonValue &picture, QList<CompletionEvent> &events)
{
    const QJsonValue member = picture[QLatin1String("image_url")];
    const QString url = member.isString() ? member.toString() : member[QLatin1String("url")].toString();
    if (url.isEmpty())
        return;
    const auto data = pictureIn(url);
    if (!data) {
        // A picture elsewhere is never fetched; people get the address.
        readAnnotations({citationOf(url)}, events);
        return;
    }
    if (m_pictures >= kMostPictures) {
        m_overflowed = true;
        return;
    }
    ++m_pictures;
    events.append(PictureArrived{data->mediaType, data->bytes});
}

void ChunkReader::readAnnotations(const QJsonArray &annotations, QList<CompletionEvent> &events)
{
    if (annotations.isEmpty())
        return;
    m_annotations += annotations.size();
    m_overflowed = m_overflowed || m_annotations > kMostAnnotations;
    if (!m_overflowed)
        events.append(AnnotationsArrived{annotations});
}

void ChunkReader::readToolCalls(const QJsonObject &message, QList<CompletionEvent> &events)
{
    QJsonArray calls = message[QLatin1String("tool_calls")].toArray();
    if (const QJsonObject old = message[QLatin1String("function_call")].toObject();
        calls.isEmpty() && !old.isEmpty())
        calls.append(QJsonObject{{QStringLiteral("function"), old}});
    if (calls.isEmpty() || m_toolCalls.overflowed())
        return;
    const auto deltas = m_hasDelta ? m_toolCalls.readFragments(calls) : m_toolCalls.readWhole(calls);
    for (const ToolCallDelta &delta : deltas)
        events.append(delta);
}

void ChunkReader::readFinishReason(const QJsonValue &reason)
{
    QString word = reason.toString();
    for (const QLatin1String name : {QLatin1String("type"), QLatin1String("reason")}) {
        if (word.isEmpty())
            word = reason[name].toString(); // some wrap it
    }
    word = plainText(word, 60).toLower();
    // "null" in quotes is what some print for a value they do not have.
    if (!word.isEmpty() && word != u"null" && word != u"none")
        m_finishReason = word;
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
    if (usage.isEmpty())
        return;
    take(m_usage.promptTokens, wholeNumber(usage[QLatin1String("input_tokens")]));
    take(m_usage.completionTokens, wholeNumber(usage[QLatin1String("output_tokens")]));
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
