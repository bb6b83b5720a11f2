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

TurnSummary numbered(const TurnNode &node, qsizetype index, qsizetype count)
{
    TurnSummary summary = node.summary;
    summary.versionIndex = int(index);
    summary.versionCount = int(count);
    return summary;
}

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

        path.append(numbered(*chosen, std::distance(first, chosen), std::distance(first, last)));
        parent = chosen->summary.id;
        selected = chosen->selectedChild;
    }
}

QList<TurnSummary> versionsBelow(const std::vector<TurnNode> &nodes, TurnId parent)
{
    const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), parent, ByParent());
    QList<TurnSummary> versions;
    for (auto node = first; node != last; ++node)
        versions.append(numbered(*node, std::distance(first, node), std::distance(first, last)));
    return versions;
}

QList<TurnId> parentsFirst(const std::vector<TurnNode> &nodes)
{
    QList<TurnId> order;
    order.reserve(qsizetype(nodes.size()));
    const auto appendChildren = [&nodes, &order](TurnId parent) {
        const auto [first, last] = std::equal_range(nodes.begin(), nodes.end(), parent, ByParent());
        for (auto node = first; node != last; ++node)
            order.append(node->summary.id);
    };
    appendChildren({});
    for (qsizetype i = 0; i < order.size(); ++i)
        appendChildren(order.at(i));
    return order;
}

} // namespace tabletalk
