// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachedtable.h"

#include <QJsonArray>

namespace tabletalk {

namespace {

std::optional<TableForm> formFrom(const QJsonValue &value)
{
    const int number = value.toInt(-1);
    if (number < int(TableForm::Markdown) || number > int(TableForm::Schema))
        return std::nullopt;
    return TableForm(number);
}

std::optional<char> characterFrom(const QJsonValue &value)
{
    const int code = value.toInt(-1);
    return code >= 0 && code < 128 ? std::optional(char(code)) : std::nullopt;
}

} // namespace

QJsonObject toJson(const TableOrder &order)
{
    QJsonObject json{{QStringLiteral("name"), order.name},
                     {QStringLiteral("mediaType"), order.mediaType},
                     {QStringLiteral("private"), QJsonArray::fromStringList(order.privateColumns)}};
    if (order.form)
        json.insert(QStringLiteral("form"), int(*order.form));
    if (!order.path.isEmpty()) {
        json.insert(QStringLiteral("path"), order.path);
        json.insert(QStringLiteral("keepsCopy"), order.keepsCopy);
    }
    const ReadingChoices &choices = order.choices;
    if (choices.encoding)
        json.insert(QStringLiteral("encoding"), *choices.encoding);
    if (choices.delimiter)
        json.insert(QStringLiteral("delimiter"), int(*choices.delimiter));
    if (choices.quote)
        json.insert(QStringLiteral("quote"), int(*choices.quote));
    if (choices.hasHeader)
        json.insert(QStringLiteral("header"), *choices.hasHeader);
    if (choices.decimalSign)
        json.insert(QStringLiteral("decimal"), int(*choices.decimalSign));
    if (choices.sheet)
        json.insert(QStringLiteral("sheet"), *choices.sheet);
    return json;
}

TableOrder tableOrderFrom(const QJsonObject &json)
{
    TableOrder order;
    order.name = json[u"name"].toString();
    order.mediaType = json[u"mediaType"].toString();
    order.form = formFrom(json[u"form"]);
    for (const QJsonValue &column : json[u"private"].toArray())
        order.privateColumns.append(column.toString());
    order.path = json[u"path"].toString();
    order.keepsCopy = json[u"keepsCopy"].toBool(true);
    ReadingChoices &choices = order.choices;
    if (json[u"encoding"].isString())
        choices.encoding = json[u"encoding"].toString();
    choices.delimiter = characterFrom(json[u"delimiter"]);
    choices.quote = characterFrom(json[u"quote"]);
    if (json[u"header"].isBool())
        choices.hasHeader = json[u"header"].toBool();
    const std::optional<char> decimal = characterFrom(json[u"decimal"]);
    if (decimal == '.' || decimal == ',')
        choices.decimalSign = decimal;
    if (json[u"sheet"].isString())
        choices.sheet = json[u"sheet"].toString();
    return order;
}

QJsonObject toJson(const AttachedTable &table)
{
    return {{QStringLiteral("rows"), table.rows},
            {QStringLiteral("columns"), table.columns},
            {QStringLiteral("form"), int(table.form)},
            {QStringLiteral("order"), toJson(table.order)}};
}

AttachedTable attachedTableFrom(const QJsonObject &json)
{
    AttachedTable table;
    table.rows = json[u"rows"].toInteger();
    table.columns = json[u"columns"].toInt();
    table.form = formFrom(json[u"form"]).value_or(TableForm::Markdown);
    table.order = tableOrderFrom(json[u"order"].toObject());
    return table;
}

} // namespace tabletalk
