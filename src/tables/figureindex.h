// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "table.h"

#include <QList>
#include <QString>

#include <vector>

namespace tabletalk {

//! The result of a query, as far as it is kept.
struct FigureResult {
    Table table;
    qint64 rowCount = 0; //!< of the whole result, which the table may hold the beginning of
};

//! What figures can be traced to: the numbers of the results by column, and the words that name their rows.
//! Immutable; any thread.
class FigureIndex {
public:
    struct Number {
        qint64 row = 0;
        double value = 0; //!< percentages as the fraction they mean
    };
    struct NumberColumn {
        int result = 0;
        int column = 0;
        QString name;
        bool isPercent = false;
        bool isYears = false; //!< its numbers look like years, or like numbers of rows
        bool isWhole = false; //!< every row of the result is here
        std::vector<Number> numbers;
        double sum = 0;
        double mean = 0;
        double median = 0;
    };
    //! A word of a result's row: a text, a date, a whole number in a column of years.
    struct Label {
        QString text; //!< folded
        int result = 0;
        qint64 row = 0;
    };

    FigureIndex() = default;
    explicit FigureIndex(const QList<FigureResult> &results);

    const QList<FigureResult> &results() const { return m_results; }
    const std::vector<NumberColumn> &columns() const { return m_columns; }
    //! The rows that a text names, by result.
    std::vector<std::vector<qint64>> namedRows(QStringView text) const;
    //! Whether a word is one of a column's name, in singular or plural.
    bool namesColumn(int result, QStringView word) const;
    QString shown(const FigureIndex::NumberColumn &column, const Number &number) const;

private:
    void addNumbers(int result, int column);
    void addLabels(int result, int column);

    QList<FigureResult> m_results;
    std::vector<NumberColumn> m_columns;
    std::vector<Label> m_labels; //!< by text
};

//! A text's letters without case, for comparing.
QString foldedWord(QStringView text);

} // namespace tabletalk
