// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurematch.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace tabletalk {

namespace {

//! A wrong figure is somewhere in this distance of the right one.
constexpr double kWrongBy = 0.3;
//! What chance may do at most: of a number by itself, and of one that nothing else speaks for.
constexpr double kMostChance = 0.05;
//! Rows whose pairs are tried when the sentence names none.
constexpr size_t kMostPaired = 60;
constexpr qsizetype kMostCells = 5;
//! Fewer digits stand for cells and counts only.
constexpr int kTellingDigits = 3;

const QStringList &rowNouns()
{
    static const QStringList nouns{
        QStringLiteral("rows"),     QStringLiteral("row"),     QStringLiteral("records"),
        QStringLiteral("record"),   QStringLiteral("results"), QStringLiteral("entries"),
        QStringLiteral("groups"),   QStringLiteral("values"),  QStringLiteral("items"),
        QStringLiteral("distinct"), QStringLiteral("unique"),  QStringLiteral("different")};
    return nouns;
}

} // namespace

FigureMatch::FigureMatch(const FigureIndex &index, const WrittenFigure &figure, const Rows &named,
                         const Rows &around)
    : m_index(index)
    , m_figure(figure)
    , m_named(named)
    , m_around(around)
    , m_namesNothing(std::ranges::all_of(around, [](const auto &rows) { return rows.empty(); }))
    , m_found{.from = figure.from, .to = figure.to}
{
}

Figure FigureMatch::find()
{
    if (findCount() || findCell(m_named) || findCell(m_around))
        return m_found;
    if (m_figure.isYear)
        return m_found;
    if (findAnyCell())
        return m_found;
    const bool isTelling = m_figure.significantRound >= kTellingDigits
                           || (m_figure.significant >= kTellingDigits && !m_figure.isWhole);
    if (!isTelling) {
        // Whatever it was computed from, so few digits do not tell.
        m_found.state = isDataLike() ? FigureState::NotFound : FigureState::NotData;
        const bool mayBeDerived = findAggregate() || findAmong(m_named) || findAmong(m_around);
        if (mayBeDerived)
            m_found = {.from = m_figure.from, .to = m_figure.to};
        return m_found;
    }
    if (findAggregate() || findAmong(m_named) || findAmong(m_around) || findAnyPair())
        return m_found;
    m_found.state = isDataLike() ? FigureState::NotFound : FigureState::NotData;
    return m_found;
}

FigureMatch::Fit FigureMatch::fit(double value, As as) const
{
    const int zeros = m_figure.significant - m_figure.significantRound;
    const double rounding =
        zeros > 0 && m_figure.significantRound >= kTellingDigits ? std::pow(10.0, zeros) : 1;
    Fit best = Fit::None;
    for (const WrittenFigure::Reading &reading : m_figure.readings) {
        std::array<double, 2> scales{};
        size_t count = 0;
        if (as != As::Plain && m_figure.isPercent)
            scales[count++] = 0.01;
        if (as != As::Fraction || !m_figure.isPercent)
            scales[count++] = 1;
        if (as == As::Fraction && !m_figure.isPercent)
            scales[count++] = 0.01;
        for (size_t i = 0; i < count; ++i) {
            const double written = reading.value * scales[i];
            const double unit = reading.unit * scales[i] * rounding;
            if (written < 0 && value > 0)
                continue;
            // A loss of five is -5 in the table.
            const double distance = std::abs(std::abs(written) - std::abs(value));
            if (distance <= 1e-9 * std::abs(value))
                return Fit::Exact;
            if (distance <= unit / 2 * (1 + 1e-6))
                best = Fit::Rounded;
        }
    }
    return best;
}

void FigureMatch::offer(double value, As as, const QList<FigureCell> &cells, const QString &formula)
{
    if (!std::isfinite(value) || value == 0)
        return;
    const WrittenFigure::Reading &reading = m_figure.readings.constFirst();
    for (const double scale : {1.0, 0.01}) {
        const bool isRead =
            scale == 1 ? !(as == As::Fraction && m_figure.isPercent) : m_figure.isPercent && as != As::Plain;
        const double written = std::abs(reading.value * scale);
        if (isRead && std::abs(std::abs(value) - written) <= kWrongBy * written)
            m_chance += reading.unit * scale / (2 * kWrongBy * written);
    }
    if (!m_fitting && fit(value, as) != Fit::None)
        m_fitting = Figure{.from = m_figure.from,
                           .to = m_figure.to,
                           .state = FigureState::Derived,
                           .cells = cells,
                           .formula = formula};
}

bool FigureMatch::decide()
{
    if (!m_fitting)
        return false;
    const Figure fitting = *std::exchange(m_fitting, std::nullopt);
    if (m_chance > kMostChance)
        return false;
    m_found = fitting;
    return true;
}

bool FigureMatch::take(FigureState state, const QList<FigureCell> &cells, const QString &formula)
{
    m_found.state = state;
    m_found.cells = cells;
    m_found.formula = formula;
    return true;
}

bool FigureMatch::findCount()
{
    if (m_figure.hasUnit || !m_figure.isWhole)
        return false;
    const double value = m_figure.readings.constFirst().value;
    const QString noun = foldedWord(m_figure.noun);
    for (int result = 0; result < m_index.results().size(); ++result) {
        if (double(m_index.results().at(result).rowCount) != value)
            continue;
        const bool isNamed = rowNouns().contains(noun) || m_index.namesColumn(result, noun);
        if (isNamed || (m_figure.significant >= kTellingDigits && !m_figure.isYear))
            return take(FigureState::Cell, {{.result = result}});
    }
    return false;
}

bool FigureMatch::findCell(const Rows &rows)
{
    for (const Fit wanted : {Fit::Exact, Fit::Rounded}) {
        for (const NumberColumn &column : m_index.columns()) {
            for (const qint64 row : rows[size_t(column.result)]) {
                const auto number = std::ranges::lower_bound(column.numbers, row, {}, &Number::row);
                if (number == column.numbers.end() || number->row != row
                    || (m_figure.isYear && column.isYears) || fit(number->value, shownAs(column)) != wanted)
                    continue;
                const QList<FigureCell> cells{{column.result, row, column.column}};
                if (wanted == Fit::Exact)
                    return take(FigureState::Cell, cells);
                // Of a year or a single digit, rounding leaves nothing to go by.
                if (!m_figure.isYear && (m_figure.significantRound > 1 || m_figure.hasUnit))
                    return take(FigureState::Derived, cells, m_index.shown(column, *number));
            }
        }
    }
    return false;
}

bool FigureMatch::findAnyCell()
{
    const bool isBare = !m_figure.hasUnit && m_figure.isWhole && m_figure.significant < 2;
    QList<FigureCell> exact;
    for (const NumberColumn &column : m_index.columns()) {
        for (const Number &number : column.numbers) {
            const QList<FigureCell> cells{{column.result, number.row, column.column}};
            const Fit fits = fit(number.value, shownAs(column));
            if (fits == Fit::Exact && exact.size() < kMostCells)
                exact += cells;
            offer(number.value, shownAs(column), cells,
                  fits == Fit::Rounded ? m_index.shown(column, number) : QString());
        }
    }
    // Where the sentence names other rows, an equal number elsewhere is as good as any.
    if (!exact.isEmpty() && !isBare && (m_namesNothing || m_chance <= kMostChance)) {
        m_fitting.reset();
        return take(FigureState::Cell, exact);
    }
    if (m_figure.significantRound < kTellingDigits && m_figure.isWhole)
        m_fitting.reset();
    return decide();
}

bool FigureMatch::findAggregate()
{
    for (const NumberColumn &column : m_index.columns()) {
        if (!column.isWhole || column.isYears || column.numbers.size() < 2)
            continue;
        const QList<FigureCell> cells{{column.result, -1, column.column}};
        if (!column.isPercent)
            offer(column.sum, As::Plain, cells, QStringLiteral("sum(%1)").arg(column.name));
        offer(column.mean, shownAs(column), cells, QStringLiteral("mean(%1)").arg(column.name));
        offer(column.median, shownAs(column), cells, QStringLiteral("median(%1)").arg(column.name));
    }
    return decide();
}

bool FigureMatch::findAmong(const Rows &rows)
{
    for (const NumberColumn &column : m_index.columns()) {
        for (const qint64 row : rows[size_t(column.result)]) {
            const auto first = std::ranges::lower_bound(column.numbers, row, {}, &Number::row);
            if (first == column.numbers.end() || first->row != row)
                continue;
            offerShare(column, *first);
            for (const qint64 other : rows[size_t(column.result)]) {
                const auto second = std::ranges::lower_bound(column.numbers, other, {}, &Number::row);
                if (other > row && second != column.numbers.end() && second->row == other)
                    offerPair(column, *first, column, *second);
            }
            for (const NumberColumn &beside : m_index.columns()) {
                if (beside.result != column.result || beside.column <= column.column)
                    continue;
                const auto same = std::ranges::lower_bound(beside.numbers, row, {}, &Number::row);
                if (same != beside.numbers.end() && same->row == row)
                    offerPair(column, *first, beside, *same);
            }
        }
    }
    return decide();
}

bool FigureMatch::findAnyPair()
{
    for (const NumberColumn &column : m_index.columns()) {
        if (column.numbers.size() > kMostPaired)
            continue;
        for (size_t i = 0; i < column.numbers.size(); ++i) {
            offerShare(column, column.numbers[i]);
            for (size_t k = i + 1; k < column.numbers.size(); ++k)
                offerPair(column, column.numbers[i], column, column.numbers[k]);
            for (const NumberColumn &beside : m_index.columns()) {
                if (beside.result != column.result || beside.column <= column.column)
                    continue;
                const auto same =
                    std::ranges::lower_bound(beside.numbers, column.numbers[i].row, {}, &Number::row);
                if (same != beside.numbers.end() && same->row == column.numbers[i].row)
                    offerPair(column, column.numbers[i], beside, *same);
            }
        }
    }
    return decide();
}

void FigureMatch::offerPair(const NumberColumn &a, const Number &first, const NumberColumn &b,
                            const Number &second)
{
    const QList<FigureCell> cells{{a.result, first.row, a.column}, {b.result, second.row, b.column}};
    const QString x = m_index.shown(a, first);
    const QString y = m_index.shown(b, second);
    const bool isSameKind = a.isPercent == b.isPercent;
    if (isSameKind && !(m_figure.isPercent && !a.isPercent)) {
        offer(first.value - second.value, a.isPercent ? As::Fraction : As::Plain, cells,
              first.value > second.value ? QStringLiteral("%1 − %2").arg(x, y)
                                         : QStringLiteral("%1 − %2").arg(y, x));
    }
    if (a.isPercent || b.isPercent || first.value == 0 || second.value == 0)
        return;
    const As as = m_figure.isPercent ? As::Fraction : As::Plain;
    offer(first.value / second.value, as, cells, QStringLiteral("%1 / %2").arg(x, y));
    offer(second.value / first.value, as, cells, QStringLiteral("%1 / %2").arg(y, x));
    if (!m_figure.isPercent || &a != &b)
        return;
    offer((first.value - second.value) / second.value, As::Fraction, cells,
          QStringLiteral("(%1 − %2) / %2").arg(x, y));
    offer((second.value - first.value) / first.value, As::Fraction, cells,
          QStringLiteral("(%1 − %2) / %2").arg(y, x));
}

void FigureMatch::offerShare(const NumberColumn &column, const Number &number)
{
    if (!m_figure.isPercent || column.isPercent || !column.isWhole || column.sum == 0)
        return;
    offer(number.value / column.sum, As::Fraction,
          {{column.result, number.row, column.column}, {column.result, -1, column.column}},
          QStringLiteral("%1 / sum(%2)").arg(m_index.shown(column, number), column.name));
}

bool FigureMatch::isDataLike() const
{
    const double value = std::abs(m_figure.readings.constFirst().value);
    if (m_figure.isYear || value == 0 || (m_figure.isPercent && value == 100))
        return false;
    return m_figure.hasUnit || !m_figure.isWhole || value > 12;
}

} // namespace tabletalk
