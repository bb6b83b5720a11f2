// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "turn.h"

#include <QList>

#include <vector>

namespace tabletalk {

//! A turn in the tree of its conversation.
struct TurnNode {
    TurnSummary summary; //!< without the versions' numbers
    TurnId selectedChild;
};

//! The selected path from the first turn to the last, with the versions counted. `nodes` is the whole
//! conversation sorted by parent, then id. Where nothing, or something that is no child, is selected, the
//! newest child is taken.
QList<TurnSummary> selectedPath(const std::vector<TurnNode> &nodes, TurnId selectedRoot);

//! All children of one parent, oldest first, with their numbers; `nodes` as above.
QList<TurnSummary> versionsBelow(const std::vector<TurnNode> &nodes, TurnId parent);

//! Every turn that hangs on the first one or a version of it: a parent before its children, the versions of
//! a turn in their order; `nodes` as above.
QList<TurnId> parentsFirst(const std::vector<TurnNode> &nodes);

} // namespace tabletalk
