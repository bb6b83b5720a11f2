// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/tablemodel.h"

#include <QLocale>
#include <QPalette>

#include <algorithm>
#include <limits>

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
    endResetModel();
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(m_table.rowCount(), std::numeric_limits<int>::max()));
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
    switch (role) {
    case Qt::DisplayRole: {
        QString text = textOf(column.shown(index.row())).left(kLongestCell);
        text.replace(u'\n', QChar(0x23ce)); // a line break is seen, and takes no line
        return text;
    }
    case Qt::ToolTipRole: {
        const QString shown = textOf(column.shown(index.row())).left(kLongestTip);
        const QString plain = textOf(column.plain(index.row())).left(kLongestTip);
        if (column.isMisfit(index.row()))
            return tr("%1\nnot of the column's type, kept as text").arg(shown);
        return plain == shown || column.format().type == ColumnType::Text
                   ? shown
                   : tr("%1\nmeans %2").arg(shown, plain);
    }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (column.format().isNumber() ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        // What has no value, or none of the type, is there and does not count.
        if (column.isNull(index.row()))
            return QPalette().brush(QPalette::PlaceholderText);
        return {};
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QLocale().toString(section + 1) : QVariant();
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
