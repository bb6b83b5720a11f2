// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/turncommands.h"

#include <QCoreApplication>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Conversation", text);
}

//! The answer has an end that the model did not mean, and no card that offers to go on.
bool isUnfinished(const Turn &turn)
{
    if (turn.failure || turn.text().isEmpty()) // nothing to go on from
        return false;
    return turn.progress == Progress::Stopped || turn.progress == Progress::Cut
           || turn.finishReason == QStringLiteral("length");
}

} // namespace

TurnCommands actionsFor(const Turn &turn, const TurnSummary &summary, bool isLast, TurnCommands commands)
{
    TurnCommands wanted = TurnAction::Copy | TurnAction::More;
    if (turn.progress != Progress::Open) {
        wanted |= TurnAction::Edit | TurnAction::Branch | TurnAction::Delete;
        if (turn.role == TurnRole::Answer || isLast) // a question may have lost its answer
            wanted |= TurnAction::Regenerate;
        if (turn.role == TurnRole::Answer && isLast && isUnfinished(turn))
            wanted |= TurnAction::Continue;
        if (summary.versionIndex > 0)
            wanted |= TurnAction::EarlierVersion;
        if (summary.versionIndex + 1 < summary.versionCount)
            wanted |= TurnAction::LaterVersion;
    }
    return wanted & (commands | TurnAction::Copy | TurnAction::More);
}

QString actionLabel(TurnAction action)
{
    switch (action) {
    case TurnAction::Copy:
        return tr("Copy");
    case TurnAction::Edit:
        return tr("Edit");
    case TurnAction::Regenerate:
        return tr("Regenerate");
    case TurnAction::Branch:
        return tr("New conversation from here");
    case TurnAction::Delete:
        return tr("Delete");
    case TurnAction::Continue:
        return tr("Continue");
    case TurnAction::EarlierVersion:
        return tr("Earlier version");
    case TurnAction::LaterVersion:
        return tr("Later version");
    case TurnAction::More:
        return tr("More");
    }
    return {};
}

} // namespace tabletalk
