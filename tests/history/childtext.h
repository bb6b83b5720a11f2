// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <QString>

namespace tabletalk {

//! The first `length` characters of what the child writes into a turn; the test makes the same ones.
inline QString childText(TurnId turn, int length)
{
    QString text(length, Qt::Uninitialized);
    for (int i = 0; i < length; ++i)
        text[i] = QChar(u'a' + char16_t((turn.value + i) % 26));
    return text;
}

} // namespace tabletalk
