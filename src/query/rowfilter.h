// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "segmentvalues.h"
#include "servedtable.h"
#include "sqlvalue.h"

#include <functional>
#include <vector>

namespace tabletalk {

//! What a row must hold. Stands in the plan of a query by number.
enum class Comparison : quint8 { Equal = 0, Less, LessEqual, Greater, GreaterEqual, Like, IsNull, NotNull };

//! Whether two values whose order is negative, 0 or positive stand in that relation. True for what is no
//! comparison of two values.
bool holds(int order, Comparison comparison);

//! Finds the rows that may fulfil the conditions of a query, a segment at a time. It may find too many,
//! which SQLite sorts out, and never too few.
class RowFilter {
public:
    explicit RowFilter(const ServedTable &table)
        : m_table(&table)
    {
    }

    //! `value` is not needed for IsNull and NotNull.
    void add(int column, Comparison comparison, const SqlLiteral &value);

    //! No row can fulfil them.
    bool isImpossible() const { return m_isImpossible; }
    //! The rows of a segment, counted from the beginning of the table.
    void select(size_t segment, std::vector<quint32> &rows);
    bool accepts(qint64 row) const;

private:
    enum class Kind : quint8 { Raw, Real, Text, Null, NotNull };
    struct Test {
        Kind kind{};
        const Column *column = nullptr;
        qint64 low = 0;
        qint64 high = 0;
        double lowReal = 0;
        double highReal = 0;
        std::vector<bool> codes; //!< of the dictionary, those that fit
        std::function<bool(std::string_view)> fits; //!< other texts
    };

    void addText(const Column &column, Comparison comparison, const std::string &bound);
    void addRaw(int column, Comparison comparison, const SqlLiteral &value);
    void addRange(const Column &column, Comparison comparison, qint64 low, qint64 high);
    bool accepts(const Test &test, const Segment &segment, qint64 row) const;
    static bool acceptsRaw(const Test &test, qint64 raw);
    static bool mayAccept(const Test &test, const Segment &segment, qint64 rows);

    const ServedTable *m_table;
    std::vector<Test> m_tests;
    bool m_isImpossible = false;
    SegmentValues m_values; //!< of the column and segment that is looked through
};

//! The raw value of a column that SQL sees as just this value, if there is exactly one.
std::optional<qint64> exactRaw(const ServedTable &table, int column, const SqlLiteral &value);

} // namespace tabletalk
