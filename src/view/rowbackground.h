// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QColor;
class QPainter;
class QRect;
class QStyleOptionViewItem;

namespace tabletalk {

//! The rounded background of a list's row: `selected` when it is chosen, a shade under the mouse, a
//! frame when it has the keyboard only. Antialiasing is on afterwards.
void drawRowBackground(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                       const QColor &selected);

} // namespace tabletalk
