// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "errorjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tabletalk {

namespace {

constexpr QLatin1String kKind("kind");
constexpr QLatin1String kSource("source");
constexpr QLatin1String kUserText("text");
constexpr QLatin1String kDetail("detail");
constexpr QLatin1String kNextSteps("nextSteps");
constexpr QLatin1String kRetryAfter("retryAfterSeconds");

} // namespace

QString errorToJson(const Error &error)
{
    QJsonArray nextSteps;
    for (const NextStep step : error.nextSteps)
        nextSteps.append(int(step));
    QJsonObject object{
        {kKind, int(error.kind)}, {kSource, int(error.source)}, {kUserText, error.userText},
        {kDetail, error.detail},  {kNextSteps, nextSteps},
    };
    if (error.retryAfter)
        object.insert(kRetryAfter, qint64(error.retryAfter->count()));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Error errorFromJson(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    Error error;
    error.kind = ErrorKind(object[kKind].toInt());
    error.source = ErrorSource(object[kSource].toInt());
    error.userText = object[kUserText].toString();
    error.detail = object[kDetail].toString();
    const QJsonArray nextSteps = object[kNextSteps].toArray();
    for (const auto &step : nextSteps)
        error.nextSteps.append(NextStep(step.toInt()));
    if (object.contains(kRetryAfter))
        error.retryAfter = std::chrono::seconds(object[kRetryAfter].toInteger());
    return error;
}

} // namespace tabletalk
