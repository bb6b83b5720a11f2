// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listkeys.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>

namespace tabletalk {

bool moveInList(QAbstractItemView &list, const QKeyEvent &key)
{
    switch (key.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        QKeyEvent forList(key.type(), key.key(), key.modifiers());
        QCoreApplication::sendEvent(&list, &forList);
        return true;
    }
    default:
        return false;
    }
}

} // namespace tabletalk
