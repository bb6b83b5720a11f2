// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selectedpath.h"

#include <algorithm>
#include <iterator>

namespace tabletalk {

QList<TurnSummary> selectedPath(const std::vector<TurnNode> &nodes, TurnId selectedRoot)
{
    const auto parentOf = [](const TurnNode &node) { return node.summary.parent; };
    const auto idOf = [](const TurnNode &node) { return node.summary.id; };

    QList<TurnSummary> path;
    TurnId parent;
    TurnId selected = selectedRoot;
    while (true) {
        // Every turn has one parent, so no turn is met twice and the loop ends.
        const auto versions = std::ranges::equal_range(nodes, parent, {}, parentOf);
        if (versions.empty())
            return path;
        auto chosen = std::ranges::find(versions, selected, idOf);
        if (chosen == versions.end())
            chosen = std::prev(versions.end());

        TurnSummary summary = chosen->summary;
        summary.versionIndex = int(std::distance(versions.begin(), chosen));
        summary.versionCount = int(versions.size());
        path.append(summary);
        parent = summary.id;
        selected = chosen->selectedChild;
    }
}

} // namespace tabletalk
