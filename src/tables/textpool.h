// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "texthash.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! Texts, each kept once and numbered in the order of arrival.
class TextPool {
public:
    quint32 codeOf(std::string_view text)
    {
        if (m_slots.size() < 2 * (m_texts.size() + 1))
            grow();
        const quint64 hash = textHash(text);
        const size_t mask = m_slots.size() - 1;
        for (size_t at = size_t(hash) & mask;; at = (at + 1) & mask) {
            Slot &slot = m_slots[at];
            if (slot.number == 0) {
                m_texts.emplace_back(text);
                m_bytes += text.size();
                slot = {quint32(hash >> 32), quint32(m_texts.size())};
                return slot.number - 1;
            }
            if (slot.hash == quint32(hash >> 32) && m_texts[slot.number - 1] == text)
                return slot.number - 1;
        }
    }
    const std::string &text(quint32 code) const { return m_texts[code]; }
    qsizetype count() const { return qsizetype(m_texts.size()); }
    //! Of all texts together.
    size_t bytes() const { return m_bytes; }
    void clear()
    {
        m_slots = {};
        m_texts.clear();
        m_bytes = 0;
    }

private:
    struct Slot {
        quint32 hash = 0; //!< its upper half
        quint32 number = 0; //!< of the text, from 1; 0 where the slot is free
    };

    void grow()
    {
        constexpr size_t kFewest = 16;
        m_slots.assign(std::max(kFewest, m_slots.size() * 2), {});
        const size_t mask = m_slots.size() - 1;
        for (size_t i = 0; i < m_texts.size(); ++i) {
            const quint64 hash = textHash(m_texts[i]);
            size_t at = size_t(hash) & mask;
            while (m_slots[at].number != 0)
                at = (at + 1) & mask;
            m_slots[at] = {quint32(hash >> 32), quint32(i + 1)};
        }
    }

    std::vector<Slot> m_slots; //!< a power of two, at most half full
    std::deque<std::string> m_texts;
    size_t m_bytes = 0;
};

} // namespace tabletalk
