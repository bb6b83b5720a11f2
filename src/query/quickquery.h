// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quickplan.h"
#include "segmentvalues.h"
#include "sqlvalue.h"

#include <memory>
#include <vector>

namespace tabletalk {

//! Runs a plan column by column, which takes a fraction of the time that SQLite needs for its rows.
class QuickQuery {
public:
    explicit QuickQuery(const QuickPlan &plan);

    //! False where it cannot be done exactly, or time is over; SQLite is to do it then.
    bool run();

    //! In the plan's order, and no more than its limit.
    qint64 rowCount() const { return qint64(m_order.size()); }
    std::vector<SqlLiteral> row(qint64 at) const;

private:
    //! What one output holds of each group.
    struct Sums {
        std::vector<qint64> counts;
        std::vector<double> reals;
        std::vector<qint64> wholes; //!< sums of whole numbers; raw values of the least and the greatest
        std::vector<std::vector<double>> values; //!< of a median
        qint64 distinct = 0;
    };

    bool isExact() const;
    void prepareKeys();
    bool isDense() const { return m_keyCodes > 0; }
    //! Of the segment at hand.
    const SegmentValues &valuesOf(int column);
    qint64 codeOf(size_t key, const SegmentValues &values, quint32 row) const;
    bool group(const std::vector<quint32> &rows);
    bool add(size_t output, const std::vector<quint32> &rows);
    void countDistinct(size_t output);
    bool fulfils(const QuickPlan::Condition &condition, qint64 row) const;
    SqlLiteral keyValue(size_t key, quint32 group) const;
    SqlLiteral value(size_t output, quint32 group) const;
    SqlLiteral rawValue(int column, qint64 raw) const;
    void sort();

    struct Unpacked {
        SegmentValues values;
        qint64 segment = -1;
    };

    const QuickPlan &m_plan;
    const Table &m_table;
    size_t m_segment = 0;
    std::vector<Unpacked> m_unpacked; //!< by column
    std::vector<qint64> m_codes; //!< of the rows at hand
    std::vector<qint64> m_firstCodes; //!< of each key
    std::vector<qint64> m_codeCounts;
    qint64 m_keyCodes = 0; //!< of all keys together; 0: groups are found by their text
    std::vector<qint32> m_groupOfCode;
    std::vector<qint64> m_codeOfGroup;
    std::vector<quint32> m_groups; //!< of the rows at hand
    std::vector<quint32> m_firstRows; //!< of each group
    std::vector<Sums> m_sums;
    std::vector<std::vector<quint32>> m_distinctRows;
    std::vector<quint32> m_order;
    struct TextGroups;
    std::shared_ptr<TextGroups> m_textGroups;
};

} // namespace tabletalk
