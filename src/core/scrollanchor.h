// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

namespace tabletalk {

//! Where a conversation is scrolled to: a place in its content, not a number of pixels from its
//! beginning, because most of what is above was only ever estimated. Worth keeping per conversation.
struct ScrollAnchor {
    TurnId turn; //!< the turn under the first visible pixel
    int item = 0; //!< which of its items, see TurnLayout
    int offset = 0; //!< how many pixels of that item are hidden above
    bool atEnd = true; //!< follows the end; the rest is then derived

    bool operator==(const ScrollAnchor &) const = default;
};

} // namespace tabletalk
