// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace tabletalk {

//! Walks through HTML tag by tag and builds nothing. Comments, declarations, scripts and styles are passed
//! over. Never fails: whatever is no tag is text.
class HtmlScanner {
public:
    explicit HtmlScanner(std::string_view html)
        : m_html(html)
    {
    }

    enum class Token { Text, Open, Close, End };
    //! What comes next. Of text, text() is the source between two tags; of tags, name() in lower case.
    Token next();

    std::string_view text() const { return m_text; }
    const std::string &name() const { return m_name; }
    //! An attribute of the opening tag at hand, its entities resolved; empty where it has none.
    std::string attribute(std::string_view name) const;

    //! Appends text with its entities resolved and its runs of white space made one.
    static void appendText(std::string &to, std::string_view source);

private:
    void skipUntil(std::string_view end);

    std::string_view m_html;
    size_t m_at = 0;
    std::string_view m_text;
    std::string_view m_attributes;
    std::string m_name;
};

} // namespace tabletalk
