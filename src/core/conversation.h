// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "parameters.h"

#include <QString>

namespace tabletalk {

//! Where a conversation stands in the list of them.
struct Filing {
    FolderId folder; //!< none: in no folder
    bool isPinned = false;
    bool isArchived = false; //!< listed apart from the current ones
    bool isUnread = false; //!< an answer ended while nobody looked

    bool operator==(const Filing &) const = default;
};

//! A conversation without its turns.
struct Conversation {
    ConversationId id;
    QString title; //!< empty until the first message names it
    QString model; //!< canonical id of the model for the next message
    QString instructions; //!< the system prompt
    Parameters parameters;
    QString keyId; //!< the key it is asked with (see ApiKeys); empty: the one that is active at its endpoint
    QString draft; //!< typed and not yet sent
    qint64 createdMs = 0;
    qint64 changedMs = 0; //!< of the last turn; lists are sorted by it
    Filing filing; //!< changed by HistoryStore::file() alone once the conversation is stored

    bool operator==(const Conversation &) const = default;
};

} // namespace tabletalk

// Lists of ten thousands grow.
Q_DECLARE_TYPEINFO(tabletalk::Conversation, Q_RELOCATABLE_TYPE);
