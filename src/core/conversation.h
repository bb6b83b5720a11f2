// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "parameters.h"

#include <QString>

namespace tabletalk {

//! A conversation without its turns.
struct Conversation {
    ConversationId id;
    QString title; //!< empty until the first message names it
    QString model; //!< canonical id of the model for the next message
    QString instructions; //!< the system prompt
    Parameters parameters;
    QString draft; //!< typed and not yet sent
    qint64 createdMs = 0;
    qint64 changedMs = 0; //!< of the last turn; lists are sorted by it

    bool operator==(const Conversation &) const = default;
};

} // namespace tabletalk
