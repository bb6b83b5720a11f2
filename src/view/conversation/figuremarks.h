// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "figurechecker.h"
#include "turn.h"

#include <vector>

namespace tabletalk {

//! The results that figures of a turn can be traced to, in order, and the steps that hold them.
struct FigureSources {
    QList<FigureResult> results;
    QList<int> steps; //!< of each result, the step of its query
    QStringList names; //!< of each, what it found out
};
FigureSources figureSources(const Turn &answer);

//! Where a figure comes from, as it is kept in the target of its span.
struct FigureTrace {
    int step = -1; //!< of the query; -1: it was not found
    qint64 row = -1;
    int column = -1;
    QString sentence; //!< for people
};
FigureTrace figureTrace(const QString &target);

//! Marks the figures in a block, except in code, formulas and links: a span of SpanStyle::Figure or
//! SpanStyle::Unfound, with where it comes from as target.
void markFigures(Block &block, const FigureChecker &checker, const FigureSources &sources);

} // namespace tabletalk
