// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokenlist.h"

#include <algorithm>
#include <array>

namespace tabletalk {

const SqlToken TokenList::kNone;

namespace {

//! Words after which an operand begins rather than ends.
constexpr auto kBetween = std::to_array<std::string_view>(
    {"SELECT", "DISTINCT", "ALL",     "WHERE",     "AND",       "OR",     "NOT",    "IN",     "IS",
     "LIKE",   "ILIKE",    "BETWEEN", "THEN",      "ELSE",      "WHEN",   "CASE",   "ON",     "HAVING",
     "BY",     "LIMIT",    "OFFSET",  "FROM",      "JOIN",      "USING",  "GLOB",   "REGEXP", "VALUES",
     "WITH",   "UNION",    "EXCEPT",  "INTERSECT", "RETURNING", "ESCAPE", "FILTER", "OVER",   "AS"});

bool isBetween(const SqlToken &token)
{
    return std::any_of(kBetween.begin(), kBetween.end(),
                       [&token](std::string_view word) { return token.is(word); });
}

} // namespace

std::string TokenList::text(size_t begin, size_t end) const
{
    if (begin >= end)
        return {};
    std::vector<SqlToken> some(m_tokens.begin() + std::ptrdiff_t(std::min(begin, size())),
                               m_tokens.begin() + std::ptrdiff_t(std::min(end, size())));
    if (!some.empty())
        some.front().gap.clear();
    return sqlText(some);
}

bool TokenList::are(size_t at, std::initializer_list<std::string_view> keywords) const
{
    return std::all_of(keywords.begin(), keywords.end(),
                       [this, &at](std::string_view word) { return is(at++, word); });
}

bool TokenList::isName(size_t at) const
{
    const SqlKind kind = (*this)[at].kind;
    return at < size() && (kind == SqlKind::Word || kind == SqlKind::QuotedName);
}

size_t TokenList::closing(size_t at) const
{
    size_t depth = 0;
    for (; at < size(); ++at) {
        if (isSign(at, "("))
            ++depth;
        else if (isSign(at, ")") && --depth == 0)
            return at;
    }
    return npos;
}

size_t TokenList::opening(size_t at) const
{
    size_t depth = 0;
    for (++at; at-- > 0;) {
        if (isSign(at, ")"))
            ++depth;
        else if (isSign(at, "(") && --depth == 0)
            return at;
    }
    return npos;
}

bool TokenList::endsOperand(size_t at) const
{
    if (at >= size())
        return false;
    switch (m_tokens[at].kind) {
    case SqlKind::Word:
        return !isBetween(m_tokens[at]);
    case SqlKind::Sign:
        return m_tokens[at].text == ")";
    case SqlKind::Broken:
        return false;
    default:
        return true;
    }
}

size_t TokenList::operandBegin(size_t end) const
{
    if (end == 0 || !endsOperand(end - 1))
        return npos;
    size_t at = end - 1;
    if (isSign(at, ")")) {
        at = opening(at);
        if (at == npos || at == 0 || !isName(at - 1) || isBetween(m_tokens[at - 1])) {
            // The window or the filter of a call belongs to it.
            if (at != npos && at > 0 && (is(at - 1, "OVER") || is(at - 1, "FILTER")))
                return operandBegin(at - 1);
            return at;
        }
        return at - 1;
    }
    if (is(at, "END")) {
        size_t depth = 0;
        for (++at; at-- > 0;) {
            if (is(at, "END"))
                ++depth;
            else if (is(at, "CASE") && --depth == 0)
                return at;
        }
        return npos;
    }
    while (at >= 2 && isSign(at - 1, ".") && isName(at - 2))
        at -= 2;
    return at;
}

size_t TokenList::operandEnd(size_t at) const
{
    while (isSign(at, "-") || isSign(at, "+"))
        ++at;
    if (at >= size())
        return at;
    if (isSign(at, "(")) {
        const size_t close = closing(at);
        return close == npos ? size() : close + 1;
    }
    if (is(at, "CASE")) {
        for (size_t depth = 0; at < size(); ++at) {
            if (is(at, "CASE"))
                ++depth;
            else if (is(at, "END") && --depth == 0)
                return at + 1;
        }
        return at;
    }
    const bool isNamed = isName(at);
    ++at;
    while (isNamed && isSign(at, ".") && isName(at + 1))
        at += 2;
    while (isNamed && isSign(at, "(")) {
        const size_t close = closing(at);
        if (close == npos)
            return size();
        at = close + 1;
        if ((is(at, "OVER") || is(at, "FILTER")) && isSign(at + 1, "("))
            ++at;
    }
    return at;
}

std::vector<std::pair<size_t, size_t>> TokenList::items(size_t begin, size_t end) const
{
    std::vector<std::pair<size_t, size_t>> found;
    size_t depth = 0;
    size_t from = begin;
    for (size_t at = begin; at < end; ++at) {
        if (isSign(at, "(")) {
            ++depth;
        } else if (isSign(at, ")")) {
            --depth;
        } else if (depth == 0 && isSign(at, ",")) {
            found.emplace_back(from, at);
            from = at + 1;
        }
    }
    if (from < end)
        found.emplace_back(from, end);
    return found;
}

std::vector<std::pair<size_t, size_t>> TokenList::arguments(size_t open) const
{
    const size_t close = closing(open);
    return close == npos ? std::vector<std::pair<size_t, size_t>>() : items(open + 1, close);
}

size_t TokenList::find(size_t begin, size_t end, std::initializer_list<std::string_view> keywords) const
{
    size_t depth = 0;
    for (size_t at = begin; at < end; ++at) {
        if (isSign(at, "(")) {
            ++depth;
        } else if (isSign(at, ")")) {
            if (depth-- == 0)
                return end;
        } else if (depth == 0
                   && std::any_of(keywords.begin(), keywords.end(),
                                  [this, at](std::string_view word) { return is(at, word); })) {
            return at;
        }
    }
    return end;
}

size_t TokenList::scopeEnd(size_t at) const
{
    size_t depth = 0;
    for (; at < size(); ++at) {
        if (isSign(at, "("))
            ++depth;
        else if ((isSign(at, ")") && depth-- == 0) || (depth == 0 && isSign(at, ";")))
            return at;
    }
    return at;
}

size_t TokenList::scopeSelect(size_t at) const
{
    size_t depth = 0;
    for (++at; at-- > 0;) {
        if (isSign(at, ")"))
            ++depth;
        else if (isSign(at, "(") && depth-- == 0)
            return npos;
        else if (depth == 0 && is(at, "SELECT"))
            return at;
    }
    return npos;
}

size_t TokenList::replace(size_t begin, size_t end, std::string_view sql)
{
    std::vector<SqlToken> put = sqlTokens(sql);
    if (!put.empty() && begin < size())
        put.front().gap = m_tokens[begin].gap.empty() ? put.front().gap : m_tokens[begin].gap;
    const auto first = m_tokens.begin() + std::ptrdiff_t(begin);
    const auto after = m_tokens.erase(first, m_tokens.begin() + std::ptrdiff_t(std::min(end, size())));
    m_tokens.insert(after, std::make_move_iterator(put.begin()), std::make_move_iterator(put.end()));
    return begin + put.size();
}

} // namespace tabletalk
