// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"

namespace tabletalk {

//! The turns of a conversation that are shown, from the first: of each the selected version, else the last.
//! They live as long as the tree does.
QList<const Turn *> shownPath(const ConversationTree &tree);

} // namespace tabletalk
