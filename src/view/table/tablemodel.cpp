// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tablemodel.h"

#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace tabletalk {

namespace {

//! More than a cell of the grid ever shows.
constexpr qsizetype kLongestCell = 300;
constexpr qsizetype kLongestTip = 3000;

QString textOf(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

void TableModel::setTable(const Table &table)
{
    beginResetModel();
    m_table = table;
    m_rows.reset();
    m_first = 0;
    endResetModel();
}

void TableModel::setRows(std::shared_ptr<const RowList> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_first = 0;
    endResetModel();
}

void TableModel::setFirst(qint64 first)
{
    const qint64 within = std::clamp<qint64>(first, 0, std::max<qint64>(0, shownRows() - kWindowRows));
    if (within == m_first)
        return;
    beginResetModel();
    m_first = within;
    endResetModel();
}

qint64 TableModel::tableRow(int row) const
{
    const qint64 at = m_first + row;
    if (!m_rows)
        return at;
    return at < qint64(m_rows->size()) ? qint64((*m_rows)[size_t(at)]) : -1;
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(shownRows() - m_first, kWindowRows));
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_table.columnCount();
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Column &column = m_table.column(index.column());
    const qint64 row = tableRow(index.row());
    switch (role) {
    case Qt::DisplayRole: {
        QString text = textOf(column.shown(row)).left(kLongestCell);
        text.replace(u'\n', QChar(0x23ce)); // a line break is seen, and takes no line
        return text;
    }
    case Qt::ToolTipRole: {
        const QString shown = textOf(column.shown(row)).left(kLongestTip);
        const QString plain = textOf(column.plain(row)).left(kLongestTip);
        if (column.isMisfit(row))
            return tr("%1\nnot of the column's type, kept as text").arg(shown);
        return plain == shown || column.format().type == ColumnType::Text
                   ? shown
                   : tr("%1\nmeans %2").arg(shown, plain);
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column.format().isNumber() ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        // What has no value, or none of the type, is there and does not count.
        if (column.isNull(row))
            return QPalette().brush(QPalette::PlaceholderText);
        return {};
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QLocale().toString(tableRow(section) + 1) : QVariant();
    if (section < 0 || section >= m_table.columnCount())
        return {};
    const Column &column = m_table.column(section);
    if (role == Qt::DisplayRole)
        return QStringLiteral("%1\n%2").arg(column.name().left(kLongestCell), typeName(column.format().type));
    if (role == Qt::ToolTipRole)
        return column.name();
    return {};
}

QString TableModel::typeName(ColumnType type)
{
    switch (type) {
    case ColumnType::Text:
        return tr("Text");
    case ColumnType::Integer:
        return tr("Whole number");
    case ColumnType::Decimal:
        return tr("Decimal number");
    case ColumnType::Real:
        return tr("Number");
    case ColumnType::Boolean:
        return tr("Yes or no");
    case ColumnType::Date:
        return tr("Date");
    case ColumnType::Time:
        return tr("Time");
    case ColumnType::Timestamp:
        return tr("Date and time");
    }
    Q_UNREACHABLE();
}

} // namespace tabletalk
