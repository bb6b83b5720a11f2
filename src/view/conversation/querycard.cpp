// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/querycard.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestCell = 200;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("QueryCard", text, nullptr, count);
}

QString rowsLabel(const QueryRecord &record)
{
    const QString rows = tr("%n row(s)", int(std::min<qint64>(record.rows, 1'000'000'000)));
    return record.isRowCountExact ? rows : tr("at least %1").arg(rows);
}

QString duration(qint64 microseconds)
{
    const QLocale locale;
    if (microseconds < 1'000'000)
        return tr("%1 ms").arg(
            locale.toString(double(microseconds) / 1000, 'f', microseconds < 10'000 ? 1 : 0));
    return tr("%1 s").arg(locale.toString(double(microseconds) / 1'000'000, 'f', 1));
}

Block paragraph(const QString &text)
{
    Block block;
    block.text = text;
    return block;
}

TableCell cell(const QString &text, bool isNumber)
{
    TableCell made;
    made.text = text.size() > kLongestCell ? text.left(kLongestCell) + u'…' : text;
    made.text.replace(u'\n', u' ');
    made.alignment = isNumber ? CellAlignment::Right : CellAlignment::Default;
    return made;
}

void appendRows(std::vector<Block> &blocks, const Table &table)
{
    Block header;
    header.kind = BlockKind::TableRow;
    header.isTableHeader = true;
    for (int column = 0; column < table.columnCount(); ++column)
        header.cells.append(cell(table.column(column).name(), table.column(column).format().isNumber()));
    blocks.push_back(header);
    for (qint64 row = 0; row < std::min(kRowsInCard, table.rowCount()); ++row) {
        Block &line = blocks.emplace_back();
        line.kind = BlockKind::TableRow;
        for (int i = 0; i < table.columnCount(); ++i) {
            const Column &column = table.column(i);
            line.cells.append(cell(QString::fromStdString(column.shown(row)), column.format().isNumber()));
        }
    }
}

QString factsOf(const QueryRecord &record)
{
    QStringList facts;
    if (record.rows > kRowsInCard)
        facts.append(tr("the first %1 of %2").arg(kRowsInCard).arg(rowsLabel(record)));
    else
        facts.append(rowsLabel(record));
    facts.append(duration(record.microseconds));
    if (record.isPrivate)
        facts.append(tr("touches private columns: the model was told nothing of it"));
    return facts.join(QStringLiteral(" · "));
}

} // namespace

QString queryLabel(const QueryRecord &record)
{
    const QString what = record.why.isEmpty() ? record.sql.simplified() : record.why.simplified();
    if (!record.problem.isEmpty())
        return tr("Queried: %1 · no result").arg(what.left(200));
    return tr("Queried: %1 · %2").arg(what.left(200), rowsLabel(record));
}

std::optional<Table> keptRows(const QueryRecord &record)
{
    return record.result.isEmpty() ? std::nullopt : Table::open(qUncompress(record.result));
}

std::vector<Block> queryBlocks(const QueryRecord &record)
{
    std::vector<Block> blocks;
    Block &sql = blocks.emplace_back();
    sql.kind = BlockKind::Code;
    sql.language = QStringLiteral("sql");
    sql.text = record.ranSql.isEmpty() ? record.sql : record.ranSql;
    if (!record.problem.isEmpty()) {
        blocks.push_back(paragraph(record.problem));
        return blocks;
    }
    if (const std::optional<Table> table = keptRows(record); table && table->columnCount() > 0)
        appendRows(blocks, *table);
    blocks.push_back(paragraph(factsOf(record)));
    for (const QString &warning : record.warnings)
        blocks.push_back(paragraph(warning));
    return blocks;
}

} // namespace tabletalk
