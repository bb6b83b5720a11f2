// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace tabletalk {

//! A value and how often it is there.
struct ValueCount {
    QString value;
    qint64 count = 0;
    bool operator==(const ValueCount &) const = default;
};

//! What a column holds, at a glance. Values are written plainly (a point, ISO dates); of texts there is no
//! order. Empty strings where there is no such figure.
struct ColumnProfile {
    qint64 nulls = 0; //!< cells without a value, and those that did not fit
    qint64 misfits = 0; //!< of these, texts in a column of another type
    qint64 distinct = 0;
    bool isDistinctEstimated = false;
    QString min;
    QString lowerQuartile;
    QString median;
    QString upperQuartile;
    QString max;
    QString mean;
    QList<ValueCount> top; //!< the most frequent first; empty where hardly any is there twice
    QList<qint64> histogram; //!< equal steps from min to max
    bool operator==(const ColumnProfile &) const = default;
};

//! Few enough to list all values of a column.
inline constexpr int kMostTopValues = 20;
inline constexpr int kHistogramSteps = 24;

class Column;
//! Goes through the whole column; a second for ten million values.
ColumnProfile profileOf(const Column &column);

} // namespace tabletalk
