// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRect>
#include <QSize>

class QWidget;

namespace tabletalk {

//! Where a popup of the wanted size goes: below the anchor if there is room, else where there is more,
//! aligned with the anchor's left edge, always within `bounds` and shrunk to fit if it must.
QRect popupGeometry(const QRect &anchor, const QRect &bounds, const QSize &wanted);

//! The same in screen coordinates for a popup that opens at `anchor` and stays within its window.
QRect popupGeometry(const QWidget *anchor, const QSize &wanted);

} // namespace tabletalk
