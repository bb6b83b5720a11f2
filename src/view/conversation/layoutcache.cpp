// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/layoutcache.h"

namespace tabletalk {

TurnLayout *LayoutCache::find(TurnId turn)
{
    const auto found = m_index.find(turn.value);
    if (found == m_index.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->layout.get();
}

const TurnLayout *LayoutCache::peek(TurnId turn) const
{
    const auto found = m_index.find(turn.value);
    return found == m_index.end() ? nullptr : found->second->layout.get();
}

TurnLayout *LayoutCache::insert(TurnId turn, std::unique_ptr<TurnLayout> layout)
{
    remove(turn);
    m_hasNew = true;
    m_entries.push_front({turn, std::move(layout)});
    m_index[turn.value] = m_entries.begin();
    return m_entries.front().layout.get();
}

void LayoutCache::remove(TurnId turn)
{
    const auto found = m_index.find(turn.value);
    if (found == m_index.end())
        return;
    m_entries.erase(found->second);
    m_index.erase(found);
}

void LayoutCache::clear()
{
    m_entries.clear();
    m_index.clear();
}

void LayoutCache::trim(int kept)
{
    if (!m_hasNew || count() <= kept)
        return;
    m_hasNew = false;
    qsizetype sum = 0;
    for (const Entry &entry : m_entries)
        sum += entry.layout->bytes();
    while (sum > m_budget && count() > kept) {
        sum -= m_entries.back().layout->bytes();
        remove(m_entries.back().turn);
    }
}

void LayoutCache::keepOnly(int kept)
{
    while (count() > kept)
        remove(m_entries.back().turn);
}

} // namespace tabletalk
