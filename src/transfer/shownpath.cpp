// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shownpath.h"

#include <QHash>

namespace tabletalk {

QList<const Turn *> shownPath(const ConversationTree &tree)
{
    QHash<TurnId, QList<const Turn *>> children;
    for (const Turn &turn : tree.turns)
        children[turn.parent].append(&turn);
    QList<const Turn *> path;
    TurnId parent;
    while (children.contains(parent)) {
        const QList<const Turn *> versions = children.take(parent); // taken, so that no path goes in circles
        const TurnId selected = tree.selected.value(parent);
        const Turn *shown = versions.last();
        for (const Turn *version : versions) {
            if (version->id == selected)
                shown = version;
        }
        path.append(shown);
        parent = shown->id;
    }
    return path;
}

} // namespace tabletalk
