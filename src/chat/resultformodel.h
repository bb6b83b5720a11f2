// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "datasharing.h"
#include "queryservice.h"

#include <QString>

namespace tabletalk {

//! How much of one result a model is told.
struct ResultLimits {
    qint64 rows = 50;
    qsizetype bytes = 4000;
};
ResultLimits resultLimits(DataSharing sharing);

//! A query's answer as the model reads it: how many rows there are and how many follow, warnings, and the
//! rows as CSV within a fence that no cell can close, since `fence` is made anew for each. Cells are cut to
//! 200 characters; what is not to be seen in them is escaped. Of an answer that touched a private column,
//! or where results are not shared, nothing but that. English, as all that is said to models.
QString resultForModel(const QueryAnswer &answer, DataSharing sharing, const QString &fence);

//! Why there is none, with what would do.
QString problemForModel(const Error &error);

} // namespace tabletalk
