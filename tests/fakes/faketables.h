// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableservice.h"
#include "tablewriter.h"

#include <QList>
#include <QPromise>

namespace tabletalk {

//! Reads every source as the same small table, at once, and keeps what it was asked.
class FakeTables : public TableService {
public:
    QList<TableOrder> orders;
    QList<qint64> rowLimits;

    QStringList sheets; //!< of every source

    static Table table(const QStringList &sheets = {}, const QString &sheet = {})
    {
        TableWriter writer;
        ColumnWriter &city = writer.addColumn({});
        ColumnWriter &size = writer.addColumn({.type = ColumnType::Decimal, .scale = 1});
        for (const auto &[name, tenths] :
             {std::pair("Berlin", 37), std::pair("Rome", 28), std::pair("Paris", 21)}) {
            city.appendText(name);
            size.appendValue(tenths);
        }
        city.appendText("Oslo");
        size.appendNull();
        size.spellLast("about 1", true);
        ImportReport report{
            .encoding = QStringLiteral("UTF-8"), .delimiter = ';', .hasHeader = true, .rowsRead = 4};
        report.sheets = sheets;
        report.sheet = sheet.isEmpty() ? sheets.value(0) : sheet;
        report.notes.append(
            {ImportEvent::ValuesMisfit, 1, 3, QStringLiteral("size"), QStringLiteral("about 1")});
        return Table::open(writer.finish(QStringLiteral("cities"),
                                         {QStringLiteral("city"), QStringLiteral("size")}, 4, report))
            .value();
    }

    QFuture<Result<Table>> read(const TableOrder &order, const QByteArray &, qint64 mostRows) override
    {
        orders.append(order);
        rowLimits.append(mostRows);
        QPromise<Result<Table>> promise;
        promise.start();
        promise.addResult(table(sheets, order.choices.sheet.value_or(QString())));
        promise.finish();
        return promise.future();
    }
};

} // namespace tabletalk
