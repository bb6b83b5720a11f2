// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryrecord.h"

#include <QJsonArray>

namespace tabletalk {

namespace {

QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    for (const auto &text : value.toArray())
        texts.append(text.toString());
    return texts;
}

} // namespace

QJsonObject toJson(const QueryRecord &record)
{
    QJsonObject json{{QStringLiteral("sql"), record.sql},
                     {QStringLiteral("tables"), QJsonArray::fromStringList(record.tables)},
                     {QStringLiteral("rows"), record.rows},
                     {QStringLiteral("microseconds"), record.microseconds}};
    const auto insertText = [&json](const QString &name, const QString &text) {
        if (!text.isEmpty())
            json.insert(name, text);
    };
    insertText(QStringLiteral("why"), record.why);
    insertText(QStringLiteral("ranSql"), record.ranSql);
    insertText(QStringLiteral("problem"), record.problem);
    insertText(QStringLiteral("result"), QString::fromLatin1(record.result.toBase64()));
    const auto insertFlag = [&json](const QString &name, bool isSet) {
        if (isSet)
            json.insert(name, true);
    };
    insertFlag(QStringLiteral("isRowCountUnknown"), !record.isRowCountExact);
    insertFlag(QStringLiteral("isCut"), record.isCut);
    insertFlag(QStringLiteral("isPrivate"), record.isPrivate);
    if (!record.warnings.isEmpty())
        json.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(record.warnings));
    return json;
}

QueryRecord queryRecordFrom(const QJsonObject &json)
{
    return {.why = json[u"why"].toString(),
            .sql = json[u"sql"].toString(),
            .ranSql = json[u"ranSql"].toString(),
            .problem = json[u"problem"].toString(),
            .tables = textsIn(json[u"tables"]),
            .rows = json[u"rows"].toInteger(),
            .isRowCountExact = !json[u"isRowCountUnknown"].toBool(),
            .isCut = json[u"isCut"].toBool(),
            .isPrivate = json[u"isPrivate"].toBool(),
            .microseconds = json[u"microseconds"].toInteger(),
            .warnings = textsIn(json[u"warnings"]),
            .result = QByteArray::fromBase64(json[u"result"].toString().toLatin1())};
}

} // namespace tabletalk
