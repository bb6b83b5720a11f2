// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "formula.h"

#include <QString>

#include <compare>
#include <map>
#include <set>

namespace tabletalk {

//! A block as it is known while blocks before it come and go: which step of the turn it lies in and its
//! number within that step.
struct BlockKey {
    int step = 0;
    int block = 0;

    auto operator<=>(const BlockKey &) const = default;
};

struct TableSort {
    int column = 0;
    bool isDescending = false;

    bool operator==(const TableSort &) const = default;
};

//! How a person has chosen to see a turn. Kept while the conversation is open, also when its layout is not.
struct TurnDisplay {
    std::set<int> toggled; //!< steps: reasoning and tool calls, folded other than they come
    std::set<BlockKey> wrapped; //!< code whose long lines are broken, or not, other than by default
    std::map<BlockKey, TableSort> sorted; //!< tables, by their header
    SingleDollar dollar = SingleDollar::Opens; //!< the same for all turns
    QString question; //!< what the turn answers: its numbers are no figures; not chosen

    bool isDefault() const { return toggled.empty() && wrapped.empty() && sorted.empty(); }
    bool operator==(const TurnDisplay &) const = default;
};

} // namespace tabletalk
