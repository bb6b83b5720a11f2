// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"
#include "requestrecord.h"
#include "turn.h"

#include <QFuture>
#include <QStringList>

namespace tabletalk {

//! Blocks until the future has ended: tests of the history need no event loop.
template <class T>
T await(const QFuture<T> &future)
{
    return future.result();
}

inline Conversation sampleConversation(ConversationId id, const QString &title = QStringLiteral("Sales"))
{
    Conversation conversation;
    conversation.id = id;
    conversation.title = title;
    conversation.model = QStringLiteral("interactive/large");
    conversation.createdMs = 1'700'000'000'000;
    conversation.changedMs = 1'700'000'000'000;
    return conversation;
}

inline Turn sampleAnswer(TurnId id, ConversationId conversation, TurnId parent, const QString &text,
                         Progress progress = Progress::Complete)
{
    Turn turn;
    turn.id = id;
    turn.conversation = conversation;
    turn.parent = parent;
    turn.role = TurnRole::Answer;
    turn.createdMs = 1'700'000'000'001;
    turn.progress = progress;
    turn.steps = {Step{TextStep{text}, progress}};
    return turn;
}

inline QStringList textsOf(const QList<Turn> &turns)
{
    QStringList texts;
    for (const Turn &turn : turns)
        texts.append(turn.text());
    return texts;
}

} // namespace tabletalk
