// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/itemlayout.h"

class QMenu;

namespace tabletalk {

class ConversationView;

//! Everything that can be done with a turn and what is in it, as a menu; so that the keyboard reaches
//! whatever the pointer does. `spot` is what the pointer is on, if the menu is opened by it. The menu
//! deletes itself when it closes; what it does is safe when the turn is gone by then.
QMenu *makeTurnMenu(ConversationView &view, int row, const HotSpot &spot);

} // namespace tabletalk
