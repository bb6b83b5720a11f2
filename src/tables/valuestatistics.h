// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QtGlobal>

#include <string_view>
#include <utility>
#include <vector>

namespace tabletalk {

class Column;

//! What is counted of a column that is not of texts. Values are raw ones.
struct ValueStatistics {
    qint64 count = 0; //!< of values there are
    qint64 distinct = 0;
    bool isEstimated = false;
    qint64 least = 0;
    qint64 lowerQuartile = 0; //!< the nearest value that is there, not one between two; so the next two
    qint64 median = 0;
    qint64 upperQuartile = 0;
    qint64 most = 0;
    double mean = 0; //!< in what asDouble() gives
    std::vector<std::pair<qint64, qint64>> top; //!< values and how often; none that is there only once
    QList<qint64> histogram; //!< kHistogramSteps equal steps from the least to the most
};

//! Exact but for the number of distinct values where there are very many of them.
ValueStatistics valueStatistics(const Column &column);

struct TextStatistics {
    qint64 distinct = 0;
    bool isEstimated = false;
    std::vector<std::pair<std::string_view, qint64>> top; //!< into the column's block
};

TextStatistics textStatistics(const Column &column);

} // namespace tabletalk
