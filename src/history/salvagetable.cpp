// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "salvagetable.h"

#include <QString>

#include <algorithm>

namespace tabletalk {

namespace {

using Type = SalvagedRow::Type;

Type typeNamed(const std::string &name)
{
    if (name == "INTEGER")
        return Type::Integer;
    return name == "REAL" ? Type::Real : Type::Text;
}

//! SQLite stores a real number without fraction as an integer.
bool canBe(Type stored, Type declared)
{
    return stored == declared || (stored == Type::Integer && declared == Type::Real);
}

//! A text whose end is lost must not end in half a character.
std::string clean(const QByteArray &bytes, bool isWhole)
{
    if (isWhole)
        return bytes.toStdString();
    QString text = QString::fromUtf8(bytes);
    while (text.endsWith(QChar::ReplacementCharacter))
        text.chop(1);
    return text.toStdString();
}

} // namespace

SalvageTable::SalvageTable(SQLite::Database &target, const std::string &name, const std::string &without)
    : m_target(target)
    , m_name(name)
    , m_without(without)
{
    SQLite::Statement info(
        target,
        "SELECT name, type, \"notnull\", dflt_value, pk,"
        "       (SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0) FROM pragma_table_info(?1)");
    info.bind(1, name);
    while (info.executeStep()) {
        Column column;
        column.name = info.getColumn(0).getString();
        column.type = typeNamed(info.getColumn(1).getString());
        column.isNullable = info.getColumn(2).getInt() == 0;
        column.isOptional = column.isNullable || !info.getColumn(3).isNull();
        column.isKey = info.getColumn(4).getInt() == 1 && info.getColumn(5).getInt() == 1;
        m_columns.push_back(column);
    }
}

bool SalvageTable::holds(const SalvagedRow &row) const
{
    if (row.columns.size() > m_columns.size())
        return false;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns[i];
        if (i >= row.columns.size()) {
            if (!column.isOptional)
                return false;
            continue;
        }
        const Type stored = row.columns[i].type;
        const bool fits = column.isKey
                              ? stored == Type::Null
                              : canBe(stored, column.type) || (stored == Type::Null && column.isNullable);
        if (!fits)
            return false;
    }
    return true;
}

void SalvageTable::put(const SalvagedRow &row)
{
    SQLite::Statement &statement = insertion(row.columns.size());
    statement.tryReset();
    statement.clearBindings();
    int place = 0;
    for (size_t i = 0; i < row.columns.size(); ++i) {
        const Column &column = m_columns[i];
        if (column.name == m_without)
            continue;
        ++place;
        const auto &value = row.columns[i].value;
        if (column.isKey)
            statement.bind(place, int64_t(row.rowid));
        else if (const auto *number = std::get_if<qint64>(&value))
            statement.bind(place, int64_t(*number));
        else if (const auto *real = std::get_if<double>(&value))
            statement.bind(place, *real);
        else if (const auto *text = std::get_if<QByteArray>(&value))
            statement.bind(place, clean(*text, row.isWhole));
        else if (column.isNullable)
            statement.bind(place);
        else if (column.type == Type::Text)
            statement.bind(place, std::string());
        else
            statement.bind(place, 0);
    }
    statement.exec();
}

size_t SalvageTable::indexOf(const std::string &column) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const Column &one) { return one.name == column; });
    return size_t(found - m_columns.begin());
}

SQLite::Statement &SalvageTable::insertion(size_t columns)
{
    if (const auto known = m_insertions.find(columns); known != m_insertions.end())
        return known->second;
    std::string names;
    std::string values;
    for (size_t i = 0; i < columns; ++i) {
        if (m_columns[i].name == m_without)
            continue;
        names += (names.empty() ? "" : ", ") + m_columns[i].name;
        values += values.empty() ? "?" : ", ?";
    }
    return m_insertions
        .try_emplace(columns, m_target,
                     "INSERT OR IGNORE INTO " + m_name + " (" + names + ") VALUES (" + values + ")")
        .first->second;
}

} // namespace tabletalk
