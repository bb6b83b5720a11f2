// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figureindex.h"
#include "figurescanner.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! Finds what one figure stands for. Made for each figure; refers to what it is made of.
class FigureMatch {
public:
    using Rows = std::vector<std::vector<qint64>>; //!< by result

    //! `named`: the rows that the sentence names; `around`: those that the paragraph names.
    FigureMatch(const FigureIndex &index, const WrittenFigure &figure, const Rows &named, const Rows &around);

    //! With its state, cells and formula.
    Figure find();

private:
    using NumberColumn = FigureIndex::NumberColumn;
    using Number = FigureIndex::Number;
    enum class Fit { None, Rounded, Exact };
    //! How a candidate is shown.
    enum class As {
        Plain,
        Fraction, //!< "12.3 %" or 0.123
        Either, //!< as it is, or as a percentage
    };

    Fit fit(double value, As as) const;
    //! Notes how close a candidate comes, and takes it if it fits and none did before.
    void offer(double value, As as, const QList<FigureCell> &cells, const QString &formula);
    //! Takes what fitted, unless a number that has nothing to do with the results would have fitted, too.
    bool decide();
    bool take(FigureState state, const QList<FigureCell> &cells, const QString &formula = {});

    bool findCount();
    bool findCell(const Rows &rows);
    bool findAnyCell();
    bool findAggregate();
    bool findAmong(const Rows &rows);
    bool findAnyPair();
    void offerPair(const NumberColumn &a, const Number &first, const NumberColumn &b, const Number &second);
    void offerShare(const NumberColumn &column, const Number &number);
    bool isDataLike() const;

    static As shownAs(const NumberColumn &column) { return column.isPercent ? As::Fraction : As::Either; }

    const FigureIndex &m_index;
    const WrittenFigure &m_figure;
    const Rows &m_named;
    const Rows &m_around;
    bool m_namesNothing;
    double m_chance = 0; //!< of meeting one of the candidates so far
    std::optional<Figure> m_fitting;
    Figure m_found;
};

} // namespace tabletalk
