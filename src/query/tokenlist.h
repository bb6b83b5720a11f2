// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqltokens.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! The tokens of one statement, to look around in and to replace.
class TokenList {
public:
    static constexpr size_t npos = size_t(-1);

    explicit TokenList(std::string_view sql)
        : m_tokens(sqlTokens(sql))
    {
    }

    size_t size() const { return m_tokens.size(); }
    const SqlToken &operator[](size_t at) const { return at < m_tokens.size() ? m_tokens[at] : kNone; }
    std::string text() const { return sqlText(m_tokens); }
    //! Of some of them, without the gap before the first.
    std::string text(size_t begin, size_t end) const;

    bool is(size_t at, std::string_view keyword) const { return (*this)[at].is(keyword); }
    //! Whether these words follow one another.
    bool are(size_t at, std::initializer_list<std::string_view> keywords) const;
    bool isSign(size_t at, std::string_view sign) const { return (*this)[at].isSign(sign); }
    //! A word that is followed by an opening parenthesis.
    bool isCall(size_t at, std::string_view function) const
    {
        return is(at, function) && isSign(at + 1, "(");
    }
    //! A name, or a keyword, which only the context tells apart.
    bool isName(size_t at) const;

    //! The parenthesis that belongs to the one at `at`; npos where there is none.
    size_t closing(size_t at) const;
    size_t opening(size_t at) const;
    //! Whether an operand may end here, so that a sign after it stands between two.
    bool endsOperand(size_t at) const;
    //! Where the operand begins that ends before `end`: a name, a literal, a call, what is in parentheses.
    //! npos where there is none.
    size_t operandBegin(size_t end) const;
    //! Behind the operand that begins at `begin`.
    size_t operandEnd(size_t begin) const;
    //! Behind what the parenthesis at `open` separates by commas: where each begins and ends.
    std::vector<std::pair<size_t, size_t>> arguments(size_t open) const;
    //! The same of any range.
    std::vector<std::pair<size_t, size_t>> items(size_t begin, size_t end) const;
    //! The first of `keywords` from `begin` on that is not inside parentheses; `end` where there is none.
    size_t find(size_t begin, size_t end, std::initializer_list<std::string_view> keywords) const;
    //! Behind the SELECT, UNION's part or parenthesis that `at` belongs to.
    size_t scopeEnd(size_t at) const;
    //! The SELECT that `at` belongs to; npos where there is none.
    size_t scopeSelect(size_t at) const;

    //! Puts other SQL in the place of some tokens, which keeps the space before them. Returns behind it.
    size_t replace(size_t begin, size_t end, std::string_view sql);

private:
    static const SqlToken kNone;

    std::vector<SqlToken> m_tokens;
};

} // namespace tabletalk
