// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagehistory.h"

namespace tabletalk {

enum class UsageGrouping { Day, Month, Model, Key };

//! Sums that share a day, month, model or key.
struct UsageLine {
    QString group; //!< "2026-11-26", "2026-11", the model's id, the key's id
    UsageSum sum; //!< of its own fields only the figures count

    bool operator==(const UsageLine &) const = default;
};

//! One line per group: of days and months the newest first and every one in between, of models and keys the
//! most expensive first, then the one with the most tokens.
QList<UsageLine> groupUsage(const QList<UsageSum> &sums, UsageGrouping grouping);

UsageSum totalUsage(const QList<UsageSum> &sums);

} // namespace tabletalk
