// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmlscanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace tabletalk {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool startsWithIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
           && std::equal(lowerCase.begin(), lowerCase.end(), text.begin(),
                         [](char a, char b) { return a == lower(b); });
}

void appendCodePoint(std::string &to, char32_t code)
{
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        to += char(code);
    } else if (code < 0x800) {
        to += char(0xc0 | code >> 6);
        to += char(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        to += char(0xe0 | code >> 12);
        to += char(0x80 | (code >> 6 & 0x3f));
        to += char(0x80 | (code & 0x3f));
    } else {
        to += char(0xf0 | code >> 18);
        to += char(0x80 | (code >> 12 & 0x3f));
        to += char(0x80 | (code >> 6 & 0x3f));
        to += char(0x80 | (code & 0x3f));
    }
}

//! What spreadsheets and browsers write by name; all else they write as it is or by number.
struct NamedEntity {
    std::string_view name;
    char32_t code;
};
constexpr auto kEntities = std::to_array<NamedEntity>(
    {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
     {"nbsp", 0xa0},    {"euro", 0x20ac},  {"pound", 0xa3},    {"yen", 0xa5},      {"cent", 0xa2},
     {"sect", 0xa7},    {"copy", 0xa9},    {"reg", 0xae},      {"deg", 0xb0},      {"plusmn", 0xb1},
     {"micro", 0xb5},   {"middot", 0xb7},  {"sup2", 0xb2},     {"sup3", 0xb3},     {"frac12", 0xbd},
     {"auml", 0xe4},    {"ouml", 0xf6},    {"uuml", 0xfc},     {"Auml", 0xc4},     {"Ouml", 0xd6},
     {"Uuml", 0xdc},    {"szlig", 0xdf},   {"eacute", 0xe9},   {"egrave", 0xe8},   {"agrave", 0xe0},
     {"ccedil", 0xe7},  {"ntilde", 0xf1},  {"oslash", 0xf8},   {"aring", 0xe5},    {"times", 0xd7},
     {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"bull", 0x2022},   {"lsquo", 0x2018},
     {"rsquo", 0x2019}, {"ldquo", 0x201c}, {"rdquo", 0x201d},  {"minus", 0x2212},  {"thinsp", 0x2009},
     {"le", 0x2264},    {"ge", 0x2265},    {"ne", 0x2260},     {"permil", 0x2030}, {"trade", 0x2122}});

//! An entity at the front, taken from it and resolved; false where there is none.
bool takeEntity(std::string &to, std::string_view &source)
{
    constexpr size_t kLongest = 12;
    const size_t end = source.substr(0, kLongest).find(';');
    if (end == std::string_view::npos || end < 2)
        return false;
    const std::string_view name = source.substr(1, end - 1);
    std::optional<char32_t> code;
    if (name[0] == '#') {
        const bool isHex = name.size() > 1 && lower(name[1]) == 'x';
        const std::string_view digits = name.substr(isHex ? 2 : 1);
        unsigned number = 0;
        const auto read =
            std::from_chars(digits.data(), digits.data() + digits.size(), number, isHex ? 16 : 10);
        if (!digits.empty() && read.ec == std::errc() && read.ptr == digits.data() + digits.size())
            code = number;
    } else {
        const auto found = std::find_if(kEntities.begin(), kEntities.end(),
                                        [name](const NamedEntity &entity) { return entity.name == name; });
        if (found != kEntities.end())
            code = found->code;
    }
    if (!code)
        return false;
    appendCodePoint(to, *code);
    source.remove_prefix(end + 1);
    return true;
}

} // namespace

void HtmlScanner::appendText(std::string &to, std::string_view source)
{
    while (!source.empty()) {
        const char c = source.front();
        if (c == '&' && takeEntity(to, source))
            continue;
        if (!isSpace(c))
            to += c;
        else if (!to.empty() && to.back() != ' ' && to.back() != '\n')
            to += ' ';
        source.remove_prefix(1);
    }
}

void HtmlScanner::skipUntil(std::string_view end)
{
    const size_t found = m_html.find(end, m_at);
    m_at = found == std::string_view::npos ? m_html.size() : found + end.size();
}

HtmlScanner::Token HtmlScanner::next()
{
    while (m_at < m_html.size()) {
        const std::string_view rest = m_html.substr(m_at);
        if (rest.starts_with("<!--")) {
            skipUntil("-->");
            continue;
        }
        if (rest.starts_with("<!") || rest.starts_with("<?")) {
            skipUntil(">");
            continue;
        }
        const bool isClose = rest.starts_with("</");
        const size_t nameAt = isClose ? 2 : 1;
        if (rest[0] != '<' || rest.size() <= nameAt || !isLetter(rest[nameAt])) {
            // From the second character on: the first may be a bracket that opens nothing.
            const size_t end = std::min(rest.find('<', 1), rest.size());
            m_text = rest.substr(0, end);
            m_at += end;
            return Token::Text;
        }
        size_t at = nameAt;
        m_name.clear();
        constexpr size_t kLongestName = 32;
        while (at < rest.size() && !isSpace(rest[at]) && rest[at] != '>' && rest[at] != '/') {
            if (m_name.size() < kLongestName)
                m_name += lower(rest[at]);
            ++at;
        }
        const size_t attributesAt = at;
        char quote = '\0';
        while (at < rest.size() && (quote != '\0' || rest[at] != '>')) {
            if (quote != '\0')
                quote = rest[at] == quote ? '\0' : quote;
            else if ((rest[at] == '"' || rest[at] == '\'') && rest[at - 1] == '=')
                quote = rest[at];
            ++at;
        }
        m_attributes = rest.substr(attributesAt, at - attributesAt);
        m_at += std::min(at + 1, rest.size());
        if (!isClose && (m_name == "script" || m_name == "style")) {
            const std::string end = "</" + m_name;
            while (m_at < m_html.size() && !startsWithIgnoringCase(m_html.substr(m_at), end)) {
                const size_t found = m_html.find('<', m_at + 1);
                m_at = std::min(found, m_html.size());
            }
            continue;
        }
        return isClose ? Token::Close : Token::Open;
    }
    return Token::End;
}

std::string HtmlScanner::attribute(std::string_view wanted) const
{
    std::string_view rest = m_attributes;
    while (!rest.empty()) {
        while (!rest.empty() && (isSpace(rest[0]) || rest[0] == '/'))
            rest.remove_prefix(1);
        size_t end = 0;
        while (end < rest.size() && !isSpace(rest[end]) && rest[end] != '=')
            ++end;
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(end);
        std::string_view value;
        if (rest.starts_with('=')) {
            rest.remove_prefix(1);
            const bool isQuoted = rest.starts_with('"') || rest.starts_with('\'');
            if (isQuoted) {
                end = std::min(rest.find(rest[0], 1), rest.size());
                value = rest.substr(1, end - 1);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            } else {
                end = std::min(rest.find_first_of(" \n\t\r\f"), rest.size());
                value = rest.substr(0, end);
                rest.remove_prefix(end);
            }
        } else if (end == 0) {
            break;
        }
        if (name.size() == wanted.size() && startsWithIgnoringCase(name, wanted)) {
            std::string resolved;
            while (!value.empty()) {
                if (value[0] == '&' && takeEntity(resolved, value))
                    continue;
                resolved += value[0];
                value.remove_prefix(1);
            }
            return resolved;
        }
    }
    return {};
}

} // namespace tabletalk
