// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figureindex.h"

#include <QList>
#include <QString>

#include <random>

namespace tabletalk {

//! An answer about the result of a query, with what is known of the numbers in it.
struct CorpusAnswer {
    enum class Truth { Right, Wrong, NotData };
    struct Number {
        int from = 0;
        int to = 0;
        Truth truth = Truth::Right;
        int significant = 0;
    };
    QString question;
    QList<FigureResult> results;
    QString text;
    QList<Number> numbers;
};

//! What an answer writes for the figures of the data.
enum class CorpusFigures {
    Right,
    Altered, //!< wrong by 1 to 30 %, at least by one of its last digit
    Unrelated, //!< of the same length
};

//! Answers of eight kinds about made-up results, the same for the same seed.
QList<CorpusAnswer> figureCorpus(quint32 seed, int count, CorpusFigures figures);

} // namespace tabletalk
