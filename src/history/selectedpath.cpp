// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selectedpath.h"

#include <algorithm>
#include <iterator>

namespace tabletalk {

namespace {

//! For std::equal_range: compares a node's parent with an id. clang 14 cannot use the std::ranges one.
struct ByParent {
    bool operator()(const TurnNode &node, TurnId parent) const { return node.summary.parent < parent; }
    bool operator()(TurnId parent, const TurnNode &node) const { return parent < node.summary.parent; }
};

} // namespace

QList<TurnSummary> selectedPath(const std::vector<TurnNode> &nodes, TurnId selectedRoot)
{
    QList<TurnSummary> path;
    TurnId parent;
    TurnId selected = selectedRoot;
    while (true) {
        // Every turn has one parent, so no turn is met twice and the loop ends.
        const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), parent, ByParent());
        if (first == last)
            return path;
        const auto isSelected = [selected](const TurnNode &node) { return node.summary.id == selected; };
        auto chosen = std::find_if(first, last, isSelected);
        if (chosen == last)
            chosen = std::prev(last);

        TurnSummary summary = chosen->summary;
        summary.versionIndex = int(std::distance(first, chosen));
        summary.versionCount = int(std::distance(first, last));
        path.append(summary);
        parent = summary.id;
        selected = chosen->selectedChild;
    }
}

} // namespace tabletalk
