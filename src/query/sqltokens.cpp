// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqltokens.h"

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || quint8(c) >= 0x80;
}
bool isNamePart(char c)
{
    return isNameStart(c) || isDigit(c) || c == '$';
}

//! The longest first.
constexpr auto kSigns = std::to_array<std::string_view>({"!~~*", "->>", "!~*", "!~~", "~~*", "::", "||", "<<",
                                                         ">>",   "<=",  ">=",  "<>",  "!=",  "==", "->", "!~",
                                                         "~*",   "~~",  "//",  "**",  "=>",  ":="});

class Scanner {
public:
    explicit Scanner(std::string_view sql)
        : m_sql(sql)
    {
    }

    std::vector<SqlToken> all()
    {
        std::vector<SqlToken> tokens;
        for (;;) {
            const size_t from = m_at;
            const bool isWhole = skipGap();
            std::string gap(m_sql.substr(from, m_at - from));
            if (!isWhole) {
                tokens.push_back({SqlKind::Broken, std::move(gap), {}});
                return tokens;
            }
            if (m_at == m_sql.size())
                return tokens;
            const size_t begin = m_at;
            const SqlKind kind = next();
            tokens.push_back({kind, std::string(m_sql.substr(begin, m_at - begin)), std::move(gap)});
        }
    }

private:
    char peek(size_t ahead = 0) const { return m_at + ahead < m_sql.size() ? m_sql[m_at + ahead] : '\0'; }

    //! False for a comment that never ends.
    bool skipGap()
    {
        for (;;) {
            if (m_at < m_sql.size() && isSpace(m_sql[m_at])) {
                ++m_at;
            } else if (peek() == '-' && peek(1) == '-') {
                m_at = std::min(m_sql.find('\n', m_at), m_sql.size());
            } else if (peek() == '/' && peek(1) == '*') {
                const size_t end = m_sql.find("*/", m_at + 2);
                m_at = end == std::string_view::npos ? m_sql.size() : end + 2;
                if (end == std::string_view::npos)
                    return false;
            } else {
                return true;
            }
        }
    }

    //! A quote that is doubled stays inside.
    SqlKind quoted(char close, SqlKind kind)
    {
        for (++m_at; m_at < m_sql.size(); ++m_at) {
            if (m_sql[m_at] != close)
                continue;
            if (close != ']' && peek(1) == close) {
                ++m_at;
                continue;
            }
            ++m_at;
            return kind;
        }
        return SqlKind::Broken;
    }

    SqlKind number()
    {
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
            m_at += 2;
            while (isNamePart(peek()))
                ++m_at;
            return SqlKind::Number;
        }
        const auto digits = [this] {
            while (isDigit(peek()) || (peek() == '_' && isDigit(peek(1))))
                ++m_at;
        };
        digits();
        if (peek() == '.') {
            ++m_at;
            digits();
        }
        const size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
        if ((peek() == 'e' || peek() == 'E') && isDigit(peek(sign))) {
            m_at += sign;
            digits();
        }
        return SqlKind::Number;
    }

    SqlKind next()
    {
        const char c = peek();
        if ((c == 'x' || c == 'X') && peek(1) == '\'') {
            ++m_at;
            return quoted('\'', SqlKind::Blob);
        }
        if (isNameStart(c)) {
            while (isNamePart(peek()))
                ++m_at;
            return SqlKind::Word;
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(1))))
            return number();
        switch (c) {
        case '\'':
            return quoted('\'', SqlKind::Text);
        case '"':
        case '`':
            return quoted(c, SqlKind::QuotedName);
        case '[':
            return quoted(']', SqlKind::QuotedName);
        case '?':
        case '@':
        case '$':
        case ':':
            if (c != ':' || isNamePart(peek(1))) {
                for (++m_at; isNamePart(peek());)
                    ++m_at;
                return SqlKind::Parameter;
            }
            break;
        default:
            break;
        }
        for (const std::string_view sign : kSigns) {
            if (m_sql.substr(m_at).starts_with(sign)) {
                m_at += sign.size();
                return SqlKind::Sign;
            }
        }
        ++m_at;
        constexpr std::string_view kKnown = "()+-*/%=<>!~&|,.;^:]{}#";
        return kKnown.find(c) == std::string_view::npos ? SqlKind::Broken : SqlKind::Sign;
    }

    std::string_view m_sql;
    size_t m_at = 0;
};

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
}

std::string undoubled(std::string_view text, char quote)
{
    std::string content;
    for (size_t i = 0; i < text.size(); ++i) {
        content += text[i];
        if (text[i] == quote)
            ++i;
    }
    return content;
}

std::string quotedWith(std::string_view text, char quote)
{
    std::string quoted(1, quote);
    for (const char c : text) {
        quoted += c;
        if (c == quote)
            quoted += quote;
    }
    quoted += quote;
    return quoted;
}

} // namespace

bool SqlToken::is(std::string_view keyword) const
{
    return kind == SqlKind::Word && equalsIgnoringCase(text, keyword);
}

std::string SqlToken::name() const
{
    if (kind != SqlKind::QuotedName || text.size() < 2)
        return text;
    const std::string_view inner = std::string_view(text).substr(1, text.size() - 2);
    return text.front() == '[' ? std::string(inner) : undoubled(inner, text.front());
}

std::string SqlToken::content() const
{
    if (kind != SqlKind::Text || text.size() < 2)
        return text;
    return undoubled(std::string_view(text).substr(1, text.size() - 2), '\'');
}

std::vector<SqlToken> sqlTokens(std::string_view sql)
{
    return Scanner(sql).all();
}

std::string sqlText(const std::vector<SqlToken> &tokens)
{
    std::string sql;
    for (const SqlToken &token : tokens) {
        // What was put in needs a space where two words, numbers or signs would become one.
        if (token.gap.empty() && !sql.empty() && isNamePart(sql.back()) && !token.text.empty()
            && (isNamePart(token.text.front()) || token.text.front() == '\''))
            sql += ' ';
        sql += token.gap;
        sql += token.text;
    }
    return sql;
}

std::string quotedText(std::string_view content)
{
    return quotedWith(content, '\'');
}

std::string quotedName(std::string_view name)
{
    return quotedWith(name, '"');
}

std::string upperAscii(std::string_view text)
{
    std::string upped(text);
    std::transform(upped.begin(), upped.end(), upped.begin(), upper);
    return upped;
}

bool equalsIgnoringCase(std::string_view one, std::string_view other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return upper(a) == upper(b); });
}

} // namespace tabletalk
