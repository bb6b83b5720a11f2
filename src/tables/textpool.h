// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tabletalk {

//! Texts, each kept once and numbered in the order of arrival.
class TextPool {
public:
    quint32 codeOf(std::string_view text)
    {
        const auto found = m_codes.find(text);
        if (found != m_codes.end())
            return found->second;
        const auto code = quint32(m_texts.size());
        m_texts.emplace_back(text);
        m_codes.emplace(m_texts.back(), code);
        m_bytes += text.size();
        return code;
    }
    const std::string &text(quint32 code) const { return m_texts[code]; }
    qsizetype count() const { return qsizetype(m_texts.size()); }
    //! Of all texts together.
    size_t bytes() const { return m_bytes; }
    void clear()
    {
        m_codes.clear();
        m_texts.clear();
        m_bytes = 0;
    }

private:
    std::deque<std::string> m_texts; //!< which never moves what the keys point to
    std::unordered_map<std::string_view, quint32> m_codes;
    size_t m_bytes = 0;
};

} // namespace tabletalk
