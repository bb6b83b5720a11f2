// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablewriter.h"

#include "paralleltasks.h"
#include "table.h"

#include <QCborArray>
#include <QCborValue>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace tabletalk {

namespace {

void writeDirectory(BlockSpace &space, const QCborMap &directory)
{
    const QByteArray cbor = directory.toCborValue().toCbor();
    const BlockSpace::Place place = space.take(cbor.size() + kBlockTailSize);
    std::memcpy(place.data, cbor.constData(), size_t(cbor.size()));
    char *tail = place.data + cbor.size();
    qToLittleEndian(quint64(place.at), tail);
    qToLittleEndian(quint64(cbor.size()), tail + sizeof(quint64));
}

} // namespace

TableWriter::TableWriter()
    : m_ownSpace(std::make_unique<BlockSpace>())
    , m_space(*m_ownSpace)
{
    std::memcpy(m_space.take(kBlockMarkSize).data, kBlockMark, kBlockMarkSize);
}

TableWriter::TableWriter(BlockSpace &space)
    : m_space(space)
{
    m_space.rewind(0);
    std::memcpy(m_space.take(kBlockMarkSize).data, kBlockMark, kBlockMarkSize);
}

ColumnWriter &TableWriter::addColumn(const ColumnFormat &format)
{
    const qint64 rows = m_columns.empty() ? 0 : m_columns.front().rowCount();
    ColumnWriter &column = m_columns.emplace_back(m_space, format);
    while (column.rowCount() < rows)
        column.appendNull();
    return column;
}

void TableWriter::finish(const QString &name, const QStringList &columnNames, qint64 rows,
                         const ImportReport &report, ParallelTasks &tasks)
{
    std::vector<QCborMap> columns(m_columns.size());
    tasks.run(m_columns.size(), [this, &columns, &columnNames](size_t i) {
        columns[i] = m_columns[i].finish();
        columns[i].insert(QStringLiteral("name"), columnNames.value(qsizetype(i)));
    });
    QCborMap directory{{"name"_L1, name}, {"rows"_L1, rows}, {"report"_L1, toCbor(report)}};
    const auto withColumns = [&directory, &columns] {
        QCborArray array;
        for (const QCborMap &column : columns)
            array.append(column);
        directory.insert(QStringLiteral("columns"), array);
        return directory;
    };
    const qint64 bodies = m_space.bytes().size();
    writeDirectory(m_space, withColumns());
    // The profile is taken from what will be read, and so sees what readers see.
    const QByteArrayView written = m_space.bytes();
    if (const auto table = Table::open(QByteArray::fromRawData(written.data(), written.size()))) {
        tasks.run(m_columns.size(), [&table, &columns](size_t i) {
            columns[i].insert(QStringLiteral("profile"), toCbor(profileOf(table->column(int(i)))));
        });
    }
    m_space.rewind(bodies);
    writeDirectory(m_space, withColumns());
}

QByteArray TableWriter::finish(const QString &name, const QStringList &columnNames, qint64 rows,
                               const ImportReport &report)
{
    ParallelTasks alone;
    finish(name, columnNames, rows, report, alone);
    return m_space.bytes().toByteArray();
}

} // namespace tabletalk
