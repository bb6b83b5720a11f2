// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "turn.h"

#include <QFlags>
#include <QString>

namespace tabletalk {

//! What can be done with a turn from the conversation. The view offers them and says by signal what was
//! asked for; only copying it does itself.
enum class TurnAction : quint16 {
    Copy = 1,
    Edit = 2,
    Regenerate = 4,
    Branch = 8,
    Delete = 16,
    Continue = 32, //!< the last answer was stopped or cut off
    EarlierVersion = 64,
    LaterVersion = 128,
    More = 256, //!< opens the menu with all of them
};
Q_DECLARE_FLAGS(TurnCommands, TurnAction)
Q_DECLARE_OPERATORS_FOR_FLAGS(TurnCommands)

//! What a turn's header and footer need to know beyond the turn itself.
struct TurnFurniture {
    QString modelName;
    TurnCommands actions = TurnAction::Copy;
    int versionIndex = 0; //!< from 0
    int versionCount = 1;

    bool operator==(const TurnFurniture &) const = default;
};

//! What is offered for a turn when the program has those `commands`.
TurnCommands actionsFor(const Turn &turn, const TurnSummary &summary, bool isLast, TurnCommands commands);

//! How an action is called in menus, tooltips and by screen readers.
QString actionLabel(TurnAction action);

} // namespace tabletalk

Q_DECLARE_METATYPE(tabletalk::TurnAction)
