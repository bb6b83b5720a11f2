// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure.h"

#include <QStringView>

namespace tabletalk {

//! A number as prose writes it.
struct WrittenFigure {
    //! What it may mean: "1,234" is a thousand in one country and a little more than one in another.
    struct Reading {
        double value = 0; //!< with its magnitude ("million"), without its percent sign
        double unit = 1; //!< what one of its last digit stands for
    };
    int from = 0;
    int to = 0;
    QList<Reading> readings; //!< the likelier first
    int significant = 0; //!< digits, without zeros in front
    int significantRound = 0; //!< the same without the zeros that end a whole number
    bool isPercent = false;
    bool hasUnit = false; //!< a currency, a percent sign, a magnitude
    bool isWhole = true;
    bool isYear = false; //!< may be one: four digits and nothing else
    QStringView noun; //!< the word behind it
};

//! Every number of a text that may be about data. Left out, since they are something else: dates and times,
//! ordinals, numbers of steps, chapters and versions, list markers, references, identifiers, and what is
//! skipped.
QList<WrittenFigure> writtenFigures(QStringView text, const QList<SkippedText> &skipped = {});

} // namespace tabletalk
