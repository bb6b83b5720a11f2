// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tabletalk {

//! What a person sees of a query that a model asked for, and what is kept of it: more than the model is
//! told. A value.
struct QueryRecord {
    QString why; //!< as the model said it
    QString sql; //!< as it was asked
    QString ranSql; //!< as it ran, where it was rewritten; else empty
    QString problem; //!< why there is no result; for people
    QStringList tables; //!< that it could see: name and SHA-256 of the source, "sales 4f0c…"
    qint64 rows = 0; //!< of the whole result
    bool isRowCountExact = true;
    bool isCut = false; //!< fewer rows are kept
    bool isPrivate = false; //!< touched a private column: the model was told nothing of it
    qint64 microseconds = 0;
    QStringList warnings;
    QByteArray result; //!< the rows that are kept: a table's block, compressed; empty where there is none

    bool operator==(const QueryRecord &) const = default;
};

QJsonObject toJson(const QueryRecord &record);
//! What is missing or of another type is its default.
QueryRecord queryRecordFrom(const QJsonObject &json);

} // namespace tabletalk
