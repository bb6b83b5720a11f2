// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/turnlayout.h"

#include <list>
#include <memory>
#include <unordered_map>

namespace tabletalk {

//! Layouts of turns, the least recently used dropped first once they weigh more than a budget.
class LayoutCache {
public:
    explicit LayoutCache(qsizetype budgetBytes)
        : m_budget(budgetBytes)
    {
    }

    //! Marks it as used; null if there is none.
    TurnLayout *find(TurnId turn);
    //! Without marking it as used.
    const TurnLayout *peek(TurnId turn) const;
    TurnLayout *insert(TurnId turn, std::unique_ptr<TurnLayout> layout);
    //! Calls `use(turn, layout)` for all of them, marking none as used.
    template <class Use>
    void forEach(Use use)
    {
        for (Entry &entry : m_entries)
            use(entry.turn, *entry.layout);
    }
    void remove(TurnId turn);
    void clear();
    //! Drops layouts until the budget is met, but never one of the `kept` most recently used. Cheap
    //! unless something was inserted since.
    void trim(int kept);
    //! Drops all but the most recently used.
    void keepOnly(int kept);
    int count() const { return int(m_entries.size()); }

private:
    struct Entry {
        TurnId turn;
        std::unique_ptr<TurnLayout> layout;
    };
    qsizetype m_budget;
    bool m_hasNew = false;
    std::list<Entry> m_entries; // the most recently used first
    std::unordered_map<qint64, std::list<Entry>::iterator> m_index;
};

} // namespace tabletalk
