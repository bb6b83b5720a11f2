// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"
#include "historystore.h"

namespace tabletalk {

//! A new conversation that begins as `from` does: a copy of its path up to and with `last`, under ids of
//! its own. An answer that is still being written is copied as far as it got. `titlePattern` has a %1 for
//! the old title.
ConversationTree branchedFrom(const Conversation &from, const QList<Turn> &path, TurnId last,
                              const QString &titlePattern, qint64 nowMs, HistoryStore &ids);

} // namespace tabletalk
