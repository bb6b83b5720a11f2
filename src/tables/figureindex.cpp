// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figureindex.h"

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

//! Farther down, rows are no longer what an answer speaks of one by one.
constexpr qint64 kMostTraced = 10'000;
constexpr qsizetype kLongestLabel = 80;

bool isWordAt(QStringView text, qsizetype from, qsizetype to)
{
    const bool beginsWord = from == 0 || !text[from - 1].isLetterOrNumber();
    return beginsWord && (to == text.size() || !text[to].isLetterOrNumber());
}

bool mentions(QStringView text, QStringView word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (isWordAt(text, at, at + word.size()))
            return true;
    }
    return false;
}

QStringView stem(QStringView word)
{
    if (word.endsWith(QLatin1String("ies")))
        return word.chopped(3);
    return word.endsWith(u's') || word.endsWith(u'y') ? word.chopped(1) : word;
}

} // namespace

QString foldedWord(QStringView text)
{
    return text.toString().toCaseFolded();
}

FigureIndex::FigureIndex(const QList<FigureResult> &results)
    : m_results(results)
{
    for (int result = 0; result < results.size(); ++result) {
        const Table &table = results.at(result).table;
        for (int column = 0; column < table.columnCount(); ++column) {
            if (table.column(column).format().isNumber())
                addNumbers(result, column);
            else
                addLabels(result, column);
        }
    }
    std::ranges::sort(m_labels, {}, &Label::text);
}

void FigureIndex::addNumbers(int result, int column)
{
    const FigureResult &from = m_results.at(result);
    const Column &cells = from.table.column(column);
    NumberColumn added{
        .result = result, .column = column, .name = cells.name(), .isPercent = cells.format().isPercent()};
    const qint64 rows = std::min(cells.rowCount(), kMostTraced);
    for (qint64 row = 0; row < rows; ++row) {
        if (cells.isNull(row))
            continue;
        const double value = asDouble(cells.format(), cells.raw(row));
        if (std::isfinite(value))
            added.numbers.push_back({row, value});
    }
    if (added.numbers.empty())
        return;
    added.isWhole = rows == from.rowCount;
    added.isYears = cells.format().type == ColumnType::Integer
                    && std::ranges::all_of(added.numbers, [](const Number &number) {
                           return number.value >= 1900 && number.value < 2100;
                       });
    std::vector<double> sorted;
    for (const Number &number : added.numbers) {
        added.sum += number.value;
        sorted.push_back(number.value);
    }
    added.mean = added.sum / double(sorted.size());
    std::ranges::sort(sorted);
    const size_t middle = sorted.size() / 2;
    added.median = sorted.size() % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    if (added.isYears)
        addLabels(result, column);
    m_columns.push_back(std::move(added));
}

void FigureIndex::addLabels(int result, int column)
{
    const Column &cells = m_results.at(result).table.column(column);
    for (qint64 row = 0; row < std::min(cells.rowCount(), kMostTraced); ++row) {
        if (cells.isNull(row))
            continue;
        const QString text = foldedWord(QString::fromStdString(cells.shown(row)).trimmed());
        if (!text.isEmpty() && text.size() <= kLongestLabel)
            m_labels.push_back({text, result, row});
    }
}

std::vector<std::vector<qint64>> FigureIndex::namedRows(QStringView text) const
{
    std::vector<std::vector<qint64>> rows(size_t(m_results.size()));
    const QString folded = foldedWord(text);
    // Labels that are there many times name no row; they are looked for once.
    for (auto label = m_labels.begin(); label != m_labels.end();) {
        const auto end = std::find_if(label, m_labels.end(),
                                      [&](const Label &other) { return other.text != label->text; });
        if (mentions(folded, label->text)) {
            for (; label != end; ++label)
                rows[size_t(label->result)].push_back(label->row);
        }
        label = end;
    }
    for (std::vector<qint64> &each : rows) {
        std::ranges::sort(each);
        each.erase(std::unique(each.begin(), each.end()), each.end());
    }
    return rows;
}

bool FigureIndex::namesColumn(int result, QStringView word) const
{
    const QString folded = foldedWord(word);
    const QStringView wanted = stem(folded);
    if (wanted.size() < 3)
        return false;
    const Table &table = m_results.at(result).table;
    for (int column = 0; column < table.columnCount(); ++column) {
        if (foldedWord(table.column(column).name()).contains(wanted))
            return true;
    }
    return false;
}

QString FigureIndex::shown(const NumberColumn &column, const Number &number) const
{
    return QString::fromStdString(m_results.at(column.result).table.column(column.column).shown(number.row));
}

} // namespace tabletalk
