// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "popupplacement.h"

#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace tabletalk {

QRect popupGeometry(const QRect &anchor, const QRect &bounds, const QSize &wanted)
{
    const int roomBelow = bounds.bottom() - anchor.bottom();
    const int roomAbove = anchor.top() - bounds.top();
    const bool below = roomBelow >= wanted.height() || roomBelow >= roomAbove;
    const int width = std::min(wanted.width(), bounds.width());
    // A popup as high as the window beats a sliver beside an anchor in its middle.
    const int leastUseful = std::min(wanted.height(), bounds.height()) / 2;
    const int room = std::max(roomBelow, roomAbove);
    const int height = std::min(wanted.height(), room < leastUseful ? bounds.height() : room);
    const int x = std::clamp(anchor.left(), bounds.left(), bounds.right() + 1 - width);
    const int y = below ? anchor.bottom() + 1 : anchor.top() - height;
    return {x, std::clamp(y, bounds.top(), bounds.bottom() + 1 - height), width, height};
}

QRect popupGeometry(const QWidget *anchor, const QSize &wanted)
{
    const QWidget *window = anchor->window();
    const QRect windowRect(window->mapToGlobal(QPoint()), window->size());
    const QRect visible = windowRect & window->screen()->availableGeometry();
    return popupGeometry({anchor->mapToGlobal(QPoint()), anchor->size()},
                         visible.isEmpty() ? windowRect : visible, wanted);
}

} // namespace tabletalk
