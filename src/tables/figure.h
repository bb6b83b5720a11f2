// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace tabletalk {

//! What a number in an answer is, by comparison with the results of its queries.
enum class FigureState : quint8 {
    Cell, //!< stands in a result, or counts its rows
    Derived, //!< computed from a result by the formula
    NotFound, //!< in none of them
    NotData, //!< dates, ordinals, code, repeated from the question: carries no mark
};

//! What a figure was traced to.
struct FigureCell {
    int result = 0; //!< its number among those that were given to the checker
    qint64 row = -1; //!< -1: the whole column, or with no column the whole result
    int column = -1;
    bool operator==(const FigureCell &) const = default;
};

//! A number in a text.
struct Figure {
    int from = 0; //!< offsets into the text, its sign, unit and magnitude included
    int to = 0;
    FigureState state = FigureState::NotData;
    QList<FigureCell> cells; //!< of Cell and Derived
    QString formula; //!< of Derived, for people: "1.234,5 rounded", "412 / 1,870"
    bool operator==(const Figure &) const = default;
};

//! Offsets of a text that holds no figures: code, a formula.
struct SkippedText {
    int from = 0;
    int to = 0;
};

} // namespace tabletalk
