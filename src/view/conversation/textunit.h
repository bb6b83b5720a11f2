// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"
#include "conversation/turncontent.h"

#include <optional>

namespace tabletalk {

//! What one press selects: nothing yet, a word, a whole block (of code: a line) or the whole turn.
enum class TextUnit { Caret, Word, Block, Turn };

//! The unit around a position.
TextRange unitAt(const TextPosition &position, TextUnit unit, const TurnContent &content);

//! How far a key moves the caret through text; lines and pages are a matter of the layout.
enum class CaretStep { Character, Word, Block };

//! The place one step further within a turn; nothing if the turn ends before.
std::optional<BlockPosition> stepped(const TurnContent &content, BlockPosition from, CaretStep step,
                                     bool isForward);

} // namespace tabletalk
