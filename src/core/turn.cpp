// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "turn.h"

namespace tabletalk {

QString Turn::text() const
{
    QString joined;
    for (const Step &step : steps) {
        const auto *textStep = std::get_if<TextStep>(&step.content);
        if (!textStep || textStep->text.isEmpty())
            continue;
        if (!joined.isEmpty())
            joined += QStringLiteral("\n\n");
        joined += textStep->text;
    }
    return joined;
}

TurnSummary summaryOf(const Turn &turn)
{
    TurnSummary summary;
    summary.id = turn.id;
    summary.parent = turn.parent;
    summary.role = turn.role;
    summary.createdMs = turn.createdMs;
    summary.model = turn.model;
    summary.progress = turn.progress;
    for (const Step &step : turn.steps) {
        if (const auto *textStep = std::get_if<TextStep>(&step.content)) {
            summary.characterCount += int(textStep->text.size());
            summary.lineCount += int(textStep->text.count(u'\n')) + 1;
        }
    }
    return summary;
}

Turn makeUserTurn(TurnId id, ConversationId conversation, TurnId parent, const QString &text,
                  qint64 createdMs)
{
    Turn turn;
    turn.id = id;
    turn.conversation = conversation;
    turn.parent = parent;
    turn.role = TurnRole::User;
    turn.createdMs = createdMs;
    turn.steps = {Step{TextStep{text}, Progress::Complete}};
    return turn;
}

} // namespace tabletalk
