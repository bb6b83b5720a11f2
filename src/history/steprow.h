// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "turn.h"

#include <QString>

#include <optional>

namespace tabletalk {

//! A step as the table holds it: long text in a column of its own, for people and for the search, and the
//! few other fields beside it. Which kind uses which is in schema.md.
struct StepRow {
    int kind = 0; //!< index in StepContent
    Progress progress = Progress::Complete;
    QString text;
    std::optional<QString> callId;
    std::optional<QString> name;
    std::optional<QString> details; //!< JSON; of a picture, its bytes in base64
    std::optional<qint64> durationMs;
};

StepRow toRow(const Step &step);

//! Empty when the row's kind or progress is none we know.
std::optional<Step> fromRow(const StepRow &row);

} // namespace tabletalk
