// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"
#include "requestrecord.h"
#include "turn.h"

#include <QList>
#include <QMap>

namespace tabletalk {

//! A conversation with everything that belongs to it, hidden versions as well: what is exported, imported,
//! and begun when a conversation branches off.
struct ConversationTree {
    Conversation conversation;
    QList<Turn> turns; //!< a parent before its children, the versions of a turn in their order
    QMap<TurnId, TurnId> selected; //!< by parent, none for the first turn: the version that is shown
    QList<RequestRecord> requests;

    bool operator==(const ConversationTree &) const = default;
};

} // namespace tabletalk
