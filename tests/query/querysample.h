// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "civildate.h"
#include "queryservice.h"
#include "tablewriter.h"

#include <bit>

namespace tabletalk::sample {

//! Numbers that are the same in every run.
class Dice {
public:
    explicit Dice(quint64 seed)
        : m_state(seed * 2862933555777941757ull + 3037000493ull)
    {
    }
    quint64 below(quint64 end)
    {
        m_state = m_state * 6364136223846793005ull + 1442695040888963407ull;
        return (m_state >> 33) % end;
    }
    bool chance(int percent) { return below(100) < quint64(percent); }

private:
    quint64 m_state;
};

//! Sales of all column types, some cells without a value: id, day, at, customer, country, category, quantity,
//! price, discount (a percentage), weight, paid, status, note.
inline Table sales(qint64 rows, quint64 seed = 1)
{
    constexpr const char *kCountries[] = {"Germany",    "France", "Italy", "Spain", "Poland", "Norway",
                                          "Österreich", "Peru",   "Chile", "Japan", "Kenya",  "Oman"};
    constexpr const char *kStatus[] = {"open", "paid", "late"};
    constexpr const char *kNotes[] = {"none",      "size 12, red", "size 7", "it's \"fragile\"",
                                      "100% wool", "a_b"};
    Dice dice(seed);
    TableWriter writer;
    ColumnWriter &id = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &day = writer.addColumn({.type = ColumnType::Date});
    ColumnWriter &at = writer.addColumn({.type = ColumnType::Timestamp});
    ColumnWriter &customer = writer.addColumn({});
    ColumnWriter &country = writer.addColumn({});
    ColumnWriter &category = writer.addColumn({});
    ColumnWriter &quantity = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &price = writer.addColumn({.type = ColumnType::Decimal, .scale = 2, .suffix = " €"});
    ColumnWriter &discount = writer.addColumn({.type = ColumnType::Integer, .suffix = "%"});
    ColumnWriter &weight = writer.addColumn({.type = ColumnType::Real});
    ColumnWriter &paid = writer.addColumn({.type = ColumnType::Boolean});
    ColumnWriter &status = writer.addColumn({});
    ColumnWriter &note = writer.addColumn({});
    const qint64 firstDay = daysFromCivil({2022, 1, 1});
    for (qint64 row = 0; row < rows; ++row) {
        id.appendValue(row + 1);
        const auto days = qint64(dice.below(1000));
        day.appendValue(firstDay + days);
        at.appendValue((firstDay + days) * kMicrosPerDay + qint64(dice.below(86'400)) * kMicrosPerSecond);
        customer.appendText("Customer " + std::to_string(dice.below(quint64(rows) / 3 + 10)));
        country.appendText(kCountries[dice.below(12)]);
        category.appendText("Category " + std::to_string(dice.below(40)));
        if (dice.chance(5))
            quantity.appendNull();
        else
            quantity.appendValue(qint64(dice.below(120)) - 10);
        if (dice.chance(3))
            price.appendNull();
        else
            price.appendValue(qint64(dice.below(100'000)));
        if (dice.chance(75))
            discount.appendNull();
        else
            discount.appendValue(qint64(dice.below(50)));
        weight.appendValue(std::bit_cast<qint64>(double(dice.below(100'000)) / 7));
        paid.appendValue(qint64(dice.below(2)));
        status.appendText(kStatus[dice.below(3)]);
        if (dice.chance(20))
            note.appendNull();
        else
            note.appendText(kNotes[dice.below(6)]);
    }
    const QStringList names{QStringLiteral("id"),       QStringLiteral("day"),     QStringLiteral("at"),
                            QStringLiteral("customer"), QStringLiteral("country"), QStringLiteral("category"),
                            QStringLiteral("quantity"), QStringLiteral("price"),   QStringLiteral("discount"),
                            QStringLiteral("weight"),   QStringLiteral("paid"),    QStringLiteral("status"),
                            QStringLiteral("note")};
    return Table::open(writer.finish(QStringLiteral("sales"), names, rows, {})).value();
}

//! Countries with their region.
inline Table regions()
{
    constexpr std::pair<const char *, const char *> kRegions[] = {
        {"Germany", "Europe"}, {"France", "Europe"},     {"Italy", "Europe"}, {"Spain", "Europe"},
        {"Poland", "Europe"},  {"Österreich", "Europe"}, {"Peru", "America"}, {"Chile", "America"},
        {"Japan", "Asia"},     {"Kenya", "Africa"}};
    TableWriter writer;
    ColumnWriter &country = writer.addColumn({});
    ColumnWriter &region = writer.addColumn({});
    for (const auto &[name, of] : kRegions) {
        country.appendText(name);
        region.appendText(of);
    }
    return Table::open(writer.finish(QStringLiteral("regions"),
                                     {QStringLiteral("country"), QStringLiteral("region")},
                                     std::ssize(kRegions), {}))
        .value();
}

inline QueryTable queryTable(const char *name, const Table &table, const QStringList &privateColumns = {})
{
    return {QString::fromLatin1(name), table, privateColumns};
}

inline QueryOrder order(const QString &sql)
{
    QueryOrder order;
    order.sql = sql;
    return order;
}

//! Rows as lines, cells beside one another as programs read them, "-" for none.
inline QString rowsOf(const Table &table)
{
    QStringList lines;
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int i = 0; i < table.columnCount(); ++i)
            cells.append(table.column(i).isNull(row) ? QStringLiteral("-")
                                                     : QString::fromStdString(table.column(i).plain(row)));
        lines.append(cells.join(u'|'));
    }
    return lines.join(u'\n');
}

} // namespace tabletalk::sample
