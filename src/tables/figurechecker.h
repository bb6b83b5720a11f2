// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figureindex.h"
#include "figurescanner.h"

#include <QString>

namespace tabletalk {

//! Compares the numbers of an answer with the results of its queries. A figure is taken for what is
//! likeliest: a cell of a row that its sentence names, any cell, a figure of a whole column, a share, a
//! difference, a change or a ratio of two cells of one row or column. What would fit by chance is not taken:
//! where so many candidates lie near a figure that one of them had to be met, it counts as not found.
//! No model is asked. Immutable; any thread.
class FigureChecker {
public:
    FigureChecker() = default;
    //! Numbers that are in `question` already are no data.
    FigureChecker(const QList<FigureResult> &results, const QString &question);

    bool isEmpty() const { return m_index.results().isEmpty(); }
    const FigureIndex &index() const { return m_index; }
    //! Every figure of `text`, in order. `context` is what else names the rows that it speaks of: the row
    //! of a table that it is a cell of.
    QList<Figure> check(QStringView text, const QList<SkippedText> &skipped = {},
                        QStringView context = {}) const;

private:
    FigureIndex m_index;
    QList<double> m_asked;
};

} // namespace tabletalk
