// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"
#include "conversation/turncontent.h"

namespace tabletalk {

//! What one press selects: nothing yet, a word, or a whole block (of code: a line).
enum class TextUnit { Caret, Word, Block };

//! The unit around a position.
TextRange unitAt(const TextPosition &position, TextUnit unit, const TurnContent &content);

} // namespace tabletalk
