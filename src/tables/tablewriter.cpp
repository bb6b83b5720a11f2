// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablewriter.h"

#include "table.h"

#include <QCborArray>
#include <QCborValue>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

void appendDirectory(QByteArray &block, const QCborMap &directory)
{
    const auto at = quint64(block.size());
    const QByteArray cbor = directory.toCborValue().toCbor();
    block += cbor;
    for (const quint64 number : {at, quint64(cbor.size())}) {
        char bytes[sizeof(number)];
        qToLittleEndian(number, bytes);
        block.append(bytes, sizeof(bytes));
    }
}

} // namespace

TableWriter::TableWriter()
    : m_block(kBlockMark, kBlockMarkSize)
{
}

ColumnWriter &TableWriter::addColumn(const ColumnFormat &format)
{
    const qint64 rows = m_columns.empty() ? 0 : m_columns.front().rowCount();
    ColumnWriter &column = m_columns.emplace_back(m_block, format);
    while (column.rowCount() < rows)
        column.appendNull();
    return column;
}

QByteArray TableWriter::finish(const QString &name, const QStringList &columnNames, qint64 rows,
                               const ImportReport &report)
{
    QList<QCborMap> columns;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        QCborMap column = m_columns[i].finish();
        column.insert(QStringLiteral("name"), columnNames.value(qsizetype(i)));
        columns.append(column);
    }
    QCborMap directory{{"name"_L1, name}, {"rows"_L1, rows}, {"report"_L1, toCbor(report)}};
    const auto withColumns = [&directory, &columns] {
        QCborArray array;
        for (const QCborMap &column : columns)
            array.append(column);
        directory.insert(QStringLiteral("columns"), array);
        return directory;
    };
    QByteArray block(m_block.data(), qsizetype(m_block.size()));
    const qsizetype bodies = block.size();
    m_block = {};
    appendDirectory(block, withColumns());
    // The profile is taken from what will be read, and so sees what readers see.
    if (const std::optional<Table> table = Table::open(block)) {
        for (int i = 0; i < table->columnCount(); ++i)
            columns[i].insert(QStringLiteral("profile"), toCbor(profileOf(table->column(i))));
    }
    block.truncate(bodies);
    appendDirectory(block, withColumns());
    return block;
}

} // namespace tabletalk
