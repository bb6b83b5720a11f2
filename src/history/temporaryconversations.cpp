// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "temporaryconversations.h"

#include "selectedpath.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace tabletalk {

namespace {

std::vector<TurnNode> nodesOf(const std::map<TurnId, Turn> &turns, const QMap<TurnId, TurnId> &selected)
{
    std::vector<TurnNode> nodes;
    nodes.reserve(turns.size());
    for (const auto &[id, turn] : turns)
        nodes.push_back({summaryOf(turn), selected.value(id)});
    std::sort(nodes.begin(), nodes.end(), [](const TurnNode &a, const TurnNode &b) {
        return std::tie(a.summary.parent, a.summary.id) < std::tie(b.summary.parent, b.summary.id);
    });
    return nodes;
}

} // namespace

void TemporaryConversations::begin(ConversationId id)
{
    const std::lock_guard lock(m_mutex);
    m_entries[id].conversation.id = id;
}

void TemporaryConversations::leave(ConversationId id)
{
    const std::lock_guard lock(m_mutex);
    if (Entry *entry = taking(id))
        entry->isLeaving = true;
}

std::optional<ConversationTree> TemporaryConversations::tree(ConversationId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return std::nullopt;
    const Entry &entry = found->second;
    ConversationTree tree;
    tree.conversation = entry.conversation;
    for (auto it = entry.selected.cbegin(); it != entry.selected.cend(); ++it) {
        if (!it.key().isValid() || entry.turns.contains(it.key())) // not of those that were removed
            tree.selected.insert(it.key(), it.value());
    }
    for (const TurnId turn : parentsFirst(nodesOf(entry.turns, entry.selected)))
        tree.turns.append(entry.turns.at(turn));
    for (const auto &[requestId, record] : entry.requests)
        tree.requests.append(record);
    return tree;
}

void TemporaryConversations::end(ConversationId id)
{
    const std::lock_guard lock(m_mutex);
    m_entries.erase(id);
}

bool TemporaryConversations::take(const Conversation &conversation)
{
    const std::lock_guard lock(m_mutex);
    Entry *entry = taking(conversation.id);
    if (entry)
        entry->conversation = conversation;
    return entry;
}

bool TemporaryConversations::takeNew(const Turn &turn)
{
    const std::lock_guard lock(m_mutex);
    Entry *entry = taking(turn.conversation);
    if (!entry)
        return false;
    entry->turns.insert_or_assign(turn.id, turn);
    entry->selected.insert(turn.parent, turn.id);
    entry->conversation.changedMs = std::max(entry->conversation.changedMs, turn.createdMs);
    return true;
}

bool TemporaryConversations::takeUpdate(const Turn &turn)
{
    const std::lock_guard lock(m_mutex);
    Entry *entry = taking(turn.conversation);
    if (entry)
        entry->turns.insert_or_assign(turn.id, turn);
    return entry;
}

bool TemporaryConversations::take(const RequestRecord &record)
{
    const std::lock_guard lock(m_mutex);
    const Entry *owner = entryOf(record.turn);
    Entry *entry = owner ? taking(owner->conversation.id) : nullptr;
    if (entry)
        entry->requests.insert_or_assign(record.id, record);
    return entry;
}

bool TemporaryConversations::select(TurnId node)
{
    const std::lock_guard lock(m_mutex);
    const Entry *owner = entryOf(node);
    Entry *entry = owner ? taking(owner->conversation.id) : nullptr;
    if (!entry)
        return false;
    select(*entry, node);
    return true;
}

void TemporaryConversations::select(Entry &entry, TurnId node)
{
    for (TurnId child = node; child.isValid(); child = entry.turns.at(child).parent)
        entry.selected.insert(entry.turns.at(child).parent, child);
}

std::optional<QList<TurnSummary>> TemporaryConversations::removeTurn(TurnId turn)
{
    const std::lock_guard lock(m_mutex);
    const Entry *owner = entryOf(turn);
    Entry *entry = owner ? taking(owner->conversation.id) : nullptr;
    if (!entry)
        return std::nullopt;
    const TurnId parent = entry->turns.at(turn).parent;
    QList<TurnSummary> beside = versionsBelow(nodesOf(entry->turns, entry->selected), parent);
    const auto self = std::ranges::find(beside, turn, &TurnSummary::id);
    if (self != beside.begin())
        entry->selected.insert(parent, std::prev(self)->id);
    else if (beside.size() > 1)
        entry->selected.insert(parent, std::next(self)->id);
    else
        entry->selected.remove(parent);

    // Ids grow, so a turn comes after those above it.
    std::map<TurnId, Turn> &removed = entry->removed[turn];
    for (auto it = entry->turns.find(turn); it != entry->turns.end();) {
        const auto node = it++;
        if (node->first == turn || removed.contains(node->second.parent))
            removed.insert(entry->turns.extract(node));
    }
    return pathIn(*entry);
}

std::optional<QList<TurnSummary>> TemporaryConversations::restoreTurn(TurnId turn)
{
    const std::lock_guard lock(m_mutex);
    for (auto &[id, entry] : m_entries) {
        const auto removed = entry.removed.find(turn);
        if (removed == entry.removed.end() || entry.isLeaving)
            continue;
        const TurnId parent = removed->second.at(turn).parent;
        if (parent.isValid() && !entry.turns.contains(parent)) // it is hidden with another
            continue;
        entry.turns.merge(removed->second);
        entry.removed.erase(removed);
        select(entry, turn);
        return pathIn(entry);
    }
    return std::nullopt;
}

QList<TurnSummary> TemporaryConversations::pathIn(const Entry &entry)
{
    return selectedPath(nodesOf(entry.turns, entry.selected), entry.selected.value({}));
}

bool TemporaryConversations::holds(ConversationId id) const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.contains(id);
}

std::optional<OpenedConversation> TemporaryConversations::open(ConversationId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return std::nullopt;
    const Entry &entry = found->second;
    return OpenedConversation{entry.conversation, pathIn(entry), {}};
}

std::optional<QList<Turn>> TemporaryConversations::turnsOfPath(ConversationId id) const
{
    const std::optional<OpenedConversation> opened = open(id);
    if (!opened)
        return std::nullopt;
    QList<Turn> turns;
    for (const TurnSummary &summary : opened->path) {
        if (const std::optional<Turn> found = turn(summary.id))
            turns.append(*found);
    }
    return turns;
}

std::optional<Turn> TemporaryConversations::turn(TurnId id) const
{
    const std::lock_guard lock(m_mutex);
    const Entry *entry = entryOf(id);
    return entry ? std::optional(entry->turns.at(id)) : std::nullopt;
}

std::optional<QList<TurnSummary>> TemporaryConversations::versions(TurnId node) const
{
    const std::lock_guard lock(m_mutex);
    const Entry *entry = entryOf(node);
    if (!entry)
        return std::nullopt;
    return versionsBelow(nodesOf(entry->turns, entry->selected), entry->turns.at(node).parent);
}

std::optional<QList<TurnSummary>> TemporaryConversations::pathAround(TurnId node) const
{
    const std::lock_guard lock(m_mutex);
    const Entry *entry = entryOf(node);
    if (!entry)
        return std::nullopt;
    return pathIn(*entry);
}

const TemporaryConversations::Entry *TemporaryConversations::entryOf(TurnId id) const
{
    for (const auto &[conversation, entry] : m_entries) {
        if (entry.turns.contains(id))
            return &entry;
    }
    return nullptr;
}

TemporaryConversations::Entry *TemporaryConversations::taking(ConversationId id)
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() || found->second.isLeaving ? nullptr : &found->second;
}

} // namespace tabletalk
