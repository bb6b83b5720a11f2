// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <QString>

namespace tabletalk {

//! What the child says, each line a word and two numbers.
namespace childlines {

constexpr char kStarted[] = "started"; //!< the file is open
constexpr char kOf[] = "of"; //!< a turn is about to be written; its conversation
constexpr char kTurn[] = "turn"; //!< a turn is saved; how many characters of it
// A conversation, and 0 before, 1 after it was done.
constexpr char kRemove[] = "remove";
constexpr char kRestore[] = "restore";
constexpr char kErase[] = "erase";
constexpr char kBackUp[] = "backup";

//! The first `length` characters of what the child writes into a turn; no other turn has the same.
inline QString text(TurnId turn, int length)
{
    const QString mark = QStringLiteral("t%1 ").arg(turn.value);
    return mark.repeated(length / mark.size() + 1).left(length);
}

} // namespace childlines

} // namespace tabletalk
