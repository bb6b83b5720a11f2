// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QAbstractItemView;
class QKeyEvent;

namespace tabletalk {

//! For a list under a search field that keeps the focus: passes keys that move in a list on to it. False
//! for any other key.
bool moveInList(QAbstractItemView &list, const QKeyEvent &key);

} // namespace tabletalk
