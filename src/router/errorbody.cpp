// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "errorbody.h"

#include "jsonvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tabletalk {

namespace {

constexpr QLatin1String kMessage("message");
constexpr QLatin1String kError("error");

QString text(const QJsonValue &value)
{
    return plainText(value.toString());
}

//! The platform names each field that it did not like.
QString schemaErrors(const QJsonObject &error)
{
    QStringList lines;
    const QJsonArray errors = error[QLatin1String("details")][QLatin1String("schema_errors")].toArray();
    for (const QJsonValue &item : errors) {
        const QString path = text(item[QLatin1String("path")]);
        const QString message = text(item[kMessage]);
        lines.append(path.isEmpty() ? message : path + QStringLiteral(": ") + message);
    }
    return lines.join(QStringLiteral("; "));
}

HttpHeaders passedOnHeaders(const QJsonObject &error, const QJsonObject &metadata)
{
    HttpHeaders headers;
    const QJsonObject passedOn = metadata[QLatin1String("headers")].toObject();
    for (auto it = passedOn.begin(); it != passedOn.end(); ++it)
        headers.append({it.key().toUtf8(), it->toVariant().toString().toUtf8()});
    for (const QJsonValue &wait :
         {metadata[QLatin1String("retry_after")], error[QLatin1String("retry_after")],
          error[QLatin1String("availability")][QLatin1String("retry_after")]}) {
        if (const auto seconds = wholeNumber(wait))
            headers.append({"Retry-After", QByteArray::number(*seconds)});
    }
    return headers;
}

//! The Router passes a provider's failure on with a message that says only that there was one; the
//! reason is in `raw`, as an object, as JSON in a string, or as text.
QString providerMessage(const QJsonValue &raw)
{
    if (raw.isObject())
        return ErrorBody::fromDocument(raw.toObject()).message;
    const QByteArray bytes = raw.toString().toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return plainText(raw.toString());
    // Read as a plain object: a `raw` within a `raw` is not followed, so the nesting has an end.
    const QJsonObject object = document.object();
    const QJsonValue error = object[kError];
    for (const QJsonValue &candidate :
         {error[kMessage], error, object[kMessage], object[QLatin1String("detail")]}) {
        if (candidate.isString())
            return text(candidate);
    }
    return plainText(raw.toString());
}

bool isGeneric(const QString &message)
{
    return message.isEmpty() || message.startsWith(u"Provider returned error", Qt::CaseInsensitive);
}

constexpr qsizetype kLongestRaw = 2000;

QString rawText(const QJsonObject &object)
{
    return plainText(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)), kLongestRaw);
}

//! What a moderation or a guardrail found, as words or as objects that name it.
QStringList findings(const QJsonObject &metadata)
{
    constexpr qsizetype kMost = 20;
    QStringList words;
    for (const QLatin1String list : {QLatin1String("reasons"), QLatin1String("patterns")}) {
        for (const QJsonValue &finding : metadata[list].toArray()) {
            const QString word =
                finding.isString() ? finding.toString() : finding[QLatin1String("name")].toString();
            if (!word.isEmpty() && words.size() < kMost)
                words.append(plainText(word, 60));
        }
    }
    return words;
}

ErrorBody fromObject(const QJsonObject &error)
{
    const QJsonObject metadata = error[QLatin1String("metadata")].toObject();
    const QJsonValue code = error[QLatin1String("code")];

    ErrorBody body;
    body.shape = ErrorBody::Shape::Json;
    body.message = text(error[kMessage]);
    if (body.message.isEmpty())
        body.message = text(error[QLatin1String("json")][kMessage]);
    if (const QString fields = schemaErrors(error); !fields.isEmpty())
        body.message = plainText(body.message + QStringLiteral(" (") + fields + u')');
    if (const auto number = wholeNumber(code); number && *number >= 100 && *number < 600)
        body.status = int(*number);
    else
        body.code = text(code);
    if (body.code.isEmpty())
        body.code = text(error[QLatin1String("type")]);
    body.type = text(metadata[QLatin1String("error_type")]);
    body.provider = plainText(metadata[QLatin1String("provider_name")].toString(), 60);
    body.reasons = findings(metadata);
    body.raw = rawText(error);
    body.flaggedInput = plainText(metadata[QLatin1String("flagged_input")].toString(), 120);
    body.headers = passedOnHeaders(error, metadata);
    if (isGeneric(body.message)) {
        const QString reason = providerMessage(metadata[QLatin1String("raw")]);
        if (!reason.isEmpty())
            body.message = reason;
    }
    return body;
}

} // namespace

ErrorBody ErrorBody::fromMember(const QJsonValue &error)
{
    if (error.isObject())
        return fromObject(error.toObject());
    return {.shape = Shape::Json, .message = text(error)};
}

ErrorBody ErrorBody::fromDocument(const QJsonObject &document)
{
    const QJsonValue detail = document[QLatin1String("detail")];
    if (const QJsonValue error = document[kError]; error.isObject() || error.isString()) {
        ErrorBody body = fromMember(error);
        // Some send { "error": "Bad Request", "message": "what was bad" }.
        if (error.isString() && document[kMessage].isString())
            body.message = text(document[kMessage]);
        return body;
    }
    if (detail.isObject() && detail[kError].isObject())
        return fromObject(detail[kError].toObject());
    if (detail.isObject())
        return fromObject(detail.toObject());
    for (const QJsonValue &candidate : {document[kMessage], detail, detail[0][QLatin1String("msg")],
                                        document[QLatin1String("data")][kMessage]}) {
        if (candidate.isString())
            return {.shape = Shape::Json, .message = text(candidate)};
    }
    return {.shape = Shape::Json};
}

ErrorBody ErrorBody::fromBytes(const QByteArray &body)
{
    const QByteArray trimmed = body.trimmed();
    if (trimmed.isEmpty())
        return {};
    if (trimmed.startsWith('<'))
        return {.shape = Shape::WebPage};
    const QJsonDocument document = QJsonDocument::fromJson(trimmed);
    if (document.isObject())
        return fromDocument(document.object());
    if (document.isArray())
        return fromDocument(document.array().first().toObject());
    const QString words = QString::fromUtf8(trimmed);
    return {.shape = Shape::Text, .message = plainText(words), .raw = plainText(words, kLongestRaw)};
}

} // namespace tabletalk
