// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "branch.h"

namespace tabletalk {

ConversationTree branchedFrom(const Conversation &from, const QList<Turn> &path, TurnId last,
                              const QString &titlePattern, qint64 nowMs, HistoryStore &ids)
{
    ConversationTree tree;
    tree.conversation = from;
    tree.conversation.id = ids.nextConversationId();
    tree.conversation.title = titlePattern.arg(from.title);
    tree.conversation.draft.clear();
    tree.conversation.createdMs = nowMs;
    tree.conversation.changedMs = nowMs;
    tree.conversation.filing = {.folder = from.filing.folder};
    TurnId parent;
    for (Turn turn : path) {
        const bool isLast = turn.id == last;
        turn.id = ids.nextTurnId();
        turn.conversation = tree.conversation.id;
        turn.parent = parent;
        if (turn.progress == Progress::Open)
            turn.progress = Progress::Stopped;
        for (Step &step : turn.steps) {
            if (step.progress == Progress::Open)
                step.progress = Progress::Stopped;
        }
        tree.selected.insert(parent, turn.id);
        parent = turn.id;
        tree.turns.append(turn);
        if (isLast)
            break;
    }
    return tree;
}

} // namespace tabletalk
