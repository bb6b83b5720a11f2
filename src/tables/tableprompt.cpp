// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableprompt.h"

#include "attachment.h"
#include "sqltablename.h"

#include <QList>
#include <QStringList>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kMostMarkdownTokens = 2000;
constexpr qint64 kMostCsvTokens = 8000;
//! A table that holds more cells is beyond both, so that it need not be written to be measured.
constexpr qint64 kMostMeasuredCells = 20'000;
constexpr int kSampleRows = 3;
constexpr int kFewValues = 20;
constexpr int kTopValues = 5;
constexpr qsizetype kLongestSampleCell = 80;

QString cellText(const Column &column, qint64 row)
{
    return QString::fromStdString(column.plain(row));
}

//! What the cells do not say of themselves; empty where there is none.
QString unitOf(const Column &column)
{
    const ColumnFormat &format = column.format();
    return format.isNumber() && !format.isPercent()
               ? QString::fromStdString(format.prefix + format.suffix).trimmed()
               : QString();
}

//! "Amount [€]"
QString title(const Column &column)
{
    const QString unit = unitOf(column);
    return unit.isEmpty() ? column.name() : QStringLiteral("%1 [%2]").arg(column.name(), unit);
}

void appendMarkdownCell(QString &to, const QString &cell)
{
    to += u'|';
    for (const QChar c : cell) {
        if (c == u'|' || c == u'\\')
            to += u'\\';
        if (c == u'\n')
            to += QStringLiteral("<br>");
        else if (c != u'\r')
            to += c;
    }
}

QList<const Column *> shared(const Table &table, const TableOrder &order)
{
    QList<const Column *> columns;
    for (int i = 0; i < table.columnCount(); ++i) {
        if (!order.privateColumns.contains(table.column(i).name()))
            columns.append(&table.column(i));
    }
    return columns;
}

QString head(const Table &table, const TableOrder &order, qsizetype sharedColumns)
{
    QString text = QStringLiteral("Table \"%1\": %2 rows, %3 columns.")
                       .arg(order.name)
                       .arg(table.rowCount())
                       .arg(table.columnCount());
    if (const qsizetype left = table.columnCount() - sharedColumns; left > 0)
        text += QStringLiteral(" %1 of the columns are private: their values are not given.").arg(left);
    return text;
}

QString markdown(const Table &table, const TableOrder &order)
{
    const QList<const Column *> columns = shared(table, order);
    QString text = head(table, order, columns.size()) + QStringLiteral(" All rows follow.\n\n");
    for (const Column *column : columns)
        appendMarkdownCell(text, title(*column));
    text += QStringLiteral("|\n");
    for (qsizetype i = 0; i < columns.size(); ++i)
        text += QStringLiteral("|-");
    text += QStringLiteral("|\n");
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        for (const Column *column : columns)
            appendMarkdownCell(text, cellText(*column, row));
        text += QStringLiteral("|\n");
    }
    return text;
}

void appendCsvRows(QString &text, const QList<const Column *> &columns, qint64 rows, qsizetype longestCell)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (i > 0)
            text += u',';
        appendCsvCell(text, title(*columns[i]));
    }
    text += u'\n';
    for (qint64 row = 0; row < rows; ++row) {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (i > 0)
                text += u',';
            const QString cell = cellText(*columns[i], row);
            if (cell.size() > longestCell)
                appendCsvCell(text, cell.left(longestCell)
                                        + QStringLiteral("…(+%1)").arg(cell.size() - longestCell));
            else
                appendCsvCell(text, cell);
        }
        text += u'\n';
    }
}

QString csv(const Table &table, const TableOrder &order)
{
    const QList<const Column *> columns = shared(table, order);
    QString text = head(table, order, columns.size()) + QStringLiteral(" All rows follow, as CSV.\n\n");
    appendCsvRows(text, columns, table.rowCount(), std::numeric_limits<qsizetype>::max());
    return text;
}

QString typeName(ColumnType type)
{
    switch (type) {
    case ColumnType::Text:
        return QStringLiteral("TEXT");
    case ColumnType::Integer:
        return QStringLiteral("INTEGER");
    case ColumnType::Decimal:
        return QStringLiteral("DECIMAL");
    case ColumnType::Real:
        return QStringLiteral("REAL");
    case ColumnType::Boolean:
        return QStringLiteral("BOOLEAN");
    case ColumnType::Date:
        return QStringLiteral("DATE");
    case ColumnType::Time:
        return QStringLiteral("TIME");
    case ColumnType::Timestamp:
        return QStringLiteral("TIMESTAMP");
    }
    Q_UNREACHABLE();
}

//! What a comment of the schema says of a column.
QString describe(const Column &column)
{
    const ColumnProfile &profile = column.profile();
    QStringList parts;
    if (const QString unit = unitOf(column); !unit.isEmpty())
        parts.append(QStringLiteral("unit %1").arg(unit));
    parts.append(QStringLiteral("%1%2 distinct")
                     .arg(profile.isDistinctEstimated ? QStringLiteral("about ") : QString())
                     .arg(profile.distinct));
    if (!profile.min.isEmpty())
        parts.append(QStringLiteral("%1 to %2, median %3, mean %4")
                         .arg(profile.min, profile.max, profile.median, profile.mean));
    if (profile.nulls > profile.misfits)
        parts.append(QStringLiteral("%1 NULL").arg(profile.nulls - profile.misfits));
    if (profile.misfits > 0)
        parts.append(QStringLiteral("%1 values of another type").arg(profile.misfits));
    const bool isAll = profile.distinct <= kFewValues && profile.top.size() == profile.distinct;
    QStringList values;
    for (const ValueCount &entry :
         profile.top.first(std::min<qsizetype>(profile.top.size(), isAll ? kFewValues : kTopValues)))
        values.append(QStringLiteral("%1 (%2)")
                          .arg(entry.value.left(kLongestSampleCell).simplified())
                          .arg(entry.count));
    if (!values.isEmpty())
        parts.append((isAll ? QStringLiteral("values: ") : QStringLiteral("most frequent: "))
                     + values.join(QStringLiteral(", ")));
    return parts.join(QStringLiteral("; "));
}

QString schema(const Table &table, const TableOrder &order)
{
    const QList<const Column *> columns = shared(table, order);
    QString text = head(table, order, columns.size())
                   + QStringLiteral(" The rows are not given; this is the schema with a profile of each "
                                    "column. Where an answer needs the rows, query them; say so where "
                                    "that cannot be done.\n\nCREATE TABLE %1 (\n")
                         .arg(sqlTableName(order.name));
    for (int i = 0; i < table.columnCount(); ++i) {
        const Column &column = table.column(i);
        QString name = column.name().simplified(); // as it is to be written in a query
        name.replace(u'"', QStringLiteral("\"\""));
        text += QStringLiteral("  \"%1\" %2%3 -- %4\n")
                    .arg(name, typeName(column.format().type),
                         i + 1 < table.columnCount() ? QStringLiteral(",") : QString(),
                         columns.contains(&column) ? describe(column) : QStringLiteral("private"));
    }
    text += QStringLiteral(");\n");
    const qint64 rows = std::min<qint64>(kSampleRows, table.rowCount());
    if (!columns.isEmpty() && rows > 0) {
        text += QStringLiteral("\nThe first %1 rows, as CSV:\n").arg(rows);
        appendCsvRows(text, columns, rows, kLongestSampleCell);
    }
    return text;
}

qint64 tokensOf(const QString &text)
{
    Attachment attachment;
    attachment.text = text;
    return estimatedTokens(attachment);
}

} // namespace

qint64 rowsSent(const AttachedTable &table)
{
    if (table.order.privateColumns.size() >= table.columns)
        return 0;
    return table.form == TableForm::Schema ? std::min<qint64>(kSampleRows, table.rows) : table.rows;
}

void appendCsvCell(QString &to, QStringView cell)
{
    const bool needsQuotes = std::any_of(
        cell.begin(), cell.end(), [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (!needsQuotes) {
        to += cell;
        return;
    }
    to += u'"';
    for (const QChar c : cell) {
        if (c == u'"')
            to += u'"';
        to += c;
    }
    to += u'"';
}

TablePrompt tablePrompt(const Table &table, const TableOrder &order)
{
    const qint64 cells = table.rowCount() * std::max(1, table.columnCount());
    if (order.form && cells <= kMostSentCells) {
        switch (*order.form) {
        case TableForm::Markdown:
            return {TableForm::Markdown, markdown(table, order)};
        case TableForm::Csv:
            return {TableForm::Csv, csv(table, order)};
        case TableForm::Schema:
            return {TableForm::Schema, schema(table, order)};
        }
    }
    if (cells <= kMostMeasuredCells) {
        QString text = markdown(table, order);
        if (tokensOf(text) <= kMostMarkdownTokens)
            return {TableForm::Markdown, text};
        text = csv(table, order);
        if (tokensOf(text) <= kMostCsvTokens)
            return {TableForm::Csv, text};
    }
    return {TableForm::Schema, schema(table, order)};
}

} // namespace tabletalk
