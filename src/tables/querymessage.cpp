// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "querymessage.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborParserError>
#include <QCborValue>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

//! The whole of it or nothing: a map that was cut off must not be looked into.
std::optional<QCborMap> mapFrom(const QByteArray &message)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(message, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return std::nullopt;
    return value.toMap();
}

QStringList texts(const QCborValue &value)
{
    constexpr qsizetype kLongest = 2000;
    QStringList list;
    for (const auto &text : value.toArray())
        list.append(text.toString().left(kLongest));
    return list;
}

} // namespace

QByteArray toMessage(const QueryOrder &order)
{
    QCborArray tables;
    for (const QueryTable &table : order.tables)
        tables.append(QCborMap{{"name"_L1, table.name},
                               {"private"_L1, QCborArray::fromStringList(table.privateColumns)}});
    return QCborMap{{"sql"_L1, order.sql},
                    {"tables"_L1, tables},
                    {"rows"_L1, order.mostRows},
                    {"bytes"_L1, order.mostBytes},
                    {"milliseconds"_L1, qint64(order.deadline.count())}}
        .toCborValue()
        .toCbor();
}

std::optional<QueryOrder> orderFrom(const QByteArray &message, const QList<QByteArray> &blocks)
{
    const std::optional<QCborMap> map = mapFrom(message);
    if (!map)
        return std::nullopt;
    QueryOrder order;
    order.sql = (*map)["sql"_L1].toString();
    order.mostRows = (*map)["rows"_L1].toInteger();
    order.mostBytes = (*map)["bytes"_L1].toInteger();
    order.deadline = std::chrono::milliseconds((*map)["milliseconds"_L1].toInteger());
    const QCborArray tables = (*map)["tables"_L1].toArray();
    if (tables.size() > blocks.size())
        return std::nullopt;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const std::optional<Table> table = Table::open(blocks[i]);
        if (!table)
            return std::nullopt;
        const QCborMap described = tables[i].toMap();
        QStringList privateColumns;
        for (const auto &column : described["private"_L1].toArray())
            privateColumns.append(column.toString());
        order.tables.append({described["name"_L1].toString(), *table, privateColumns});
    }
    return order;
}

QByteArray toMessage(const Result<QueryAnswer> &answer)
{
    if (!answer) {
        return QCborMap{{"error"_L1, int(answer.error().kind)}, {"detail"_L1, answer.error().detail}}
            .toCborValue()
            .toCbor();
    }
    QCborArray origins;
    for (const ResultOrigin &origin : answer->origins)
        origins.append(QCborArray{origin.table, origin.column});
    return QCborMap{{"table"_L1, answer->result.block()},
                    {"rows"_L1, answer->rowCount},
                    {"exact"_L1, answer->isRowCountExact},
                    {"cut"_L1, answer->isCut},
                    {"tainted"_L1, answer->isTainted},
                    {"ran"_L1, answer->ranSql},
                    {"warnings"_L1, QCborArray::fromStringList(answer->warnings)},
                    {"microseconds"_L1, qint64(answer->elapsed.count())},
                    {"origins"_L1, origins}}
        .toCborValue()
        .toCbor();
}

std::optional<Result<QueryAnswer>> queryAnswerFrom(const QByteArray &message)
{
    const std::optional<QCborMap> read = mapFrom(message);
    if (!read)
        return std::nullopt;
    const QCborMap &map = *read;
    if (map.contains("error"_L1)) {
        constexpr qsizetype kLongestDetail = 4000;
        Error error{.kind = ErrorKind::QueryRefused,
                    .detail = map["detail"_L1].toString().left(kLongestDetail)};
        const qint64 kind = map["error"_L1].toInteger();
        for (const ErrorKind known :
             {ErrorKind::QueryTooSlow, ErrorKind::QueryTooLarge, ErrorKind::QueryPrivate}) {
            if (kind == qint64(known))
                error.kind = known;
        }
        return Result<QueryAnswer>(error);
    }
    const std::optional<Table> table = Table::open(map["table"_L1].toByteArray());
    if (!table)
        return std::nullopt;
    QueryAnswer answer;
    answer.result = *table;
    answer.rowCount = std::max(table->rowCount(), map["rows"_L1].toInteger());
    answer.isRowCountExact = map["exact"_L1].toBool();
    answer.isCut = map["cut"_L1].toBool();
    // Rather too often than too seldom.
    answer.isTainted = map["tainted"_L1].toBool(true);
    answer.ranSql = map["ran"_L1].toString();
    answer.warnings = texts(map["warnings"_L1]);
    answer.elapsed = std::chrono::microseconds(std::max<qint64>(0, map["microseconds"_L1].toInteger()));
    const QCborArray origins = map["origins"_L1].toArray();
    for (int i = 0; i < table->columnCount(); ++i) {
        const QCborArray origin = origins.at(i).toArray();
        answer.origins.append({origin.at(0).toString(), origin.at(1).toString()});
    }
    return Result<QueryAnswer>(answer);
}

} // namespace tabletalk
