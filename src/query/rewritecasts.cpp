// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlrewrites.h"

#include "datearithmetic.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tabletalk {

namespace {

struct TypeName {
    std::string_view word;
    std::string_view before; //!< around the operand
    std::string_view after;
};
constexpr auto kTypes = std::to_array<TypeName>({
    {"DATE", "to_date(", ")"},
    {"TIMESTAMP", "to_timestamp(", ")"},
    {"TIMESTAMPTZ", "to_timestamp(", ")"},
    {"DATETIME", "to_timestamp(", ")"},
    {"TIME", "time(", ")"},
    {"BOOLEAN", "to_boolean(", ")"},
    {"BOOL", "to_boolean(", ")"},
    {"INTERVAL", "(", ")"},
    {"INT", "CAST(", " AS INTEGER)"},
    {"INTEGER", "CAST(", " AS INTEGER)"},
    {"BIGINT", "CAST(", " AS INTEGER)"},
    {"SMALLINT", "CAST(", " AS INTEGER)"},
    {"TINYINT", "CAST(", " AS INTEGER)"},
    {"HUGEINT", "CAST(", " AS INTEGER)"},
    {"INT2", "CAST(", " AS INTEGER)"},
    {"INT4", "CAST(", " AS INTEGER)"},
    {"INT8", "CAST(", " AS INTEGER)"},
    {"INT64", "CAST(", " AS INTEGER)"},
    {"SIGNED", "CAST(", " AS INTEGER)"},
    {"UNSIGNED", "CAST(", " AS INTEGER)"},
    {"DOUBLE", "CAST(", " AS REAL)"},
    {"REAL", "CAST(", " AS REAL)"},
    {"FLOAT", "CAST(", " AS REAL)"},
    {"FLOAT4", "CAST(", " AS REAL)"},
    {"FLOAT8", "CAST(", " AS REAL)"},
    {"FLOAT64", "CAST(", " AS REAL)"},
    {"NUMERIC", "CAST(", " AS REAL)"},
    {"DECIMAL", "CAST(", " AS REAL)"},
    {"TEXT", "CAST(", " AS TEXT)"},
    {"VARCHAR", "CAST(", " AS TEXT)"},
    {"CHAR", "CAST(", " AS TEXT)"},
    {"CHARACTER", "CAST(", " AS TEXT)"},
    {"STRING", "CAST(", " AS TEXT)"},
    {"NVARCHAR", "CAST(", " AS TEXT)"},
    {"BPCHAR", "CAST(", " AS TEXT)"},
});

struct TypeAt {
    const TypeName *type = nullptr;
    size_t end = 0;
    std::string scale; //!< of DECIMAL(10, 2): "2"
};

//! The type whose name begins there, with what belongs to it.
TypeAt typeAt(const TokenList &tokens, size_t at)
{
    TypeAt found;
    for (const TypeName &type : kTypes) {
        if (tokens.is(at, type.word))
            found.type = &type;
    }
    if (!found.type)
        return found;
    ++at;
    if (tokens.is(at, "PRECISION") || tokens.is(at, "VARYING"))
        ++at;
    if (tokens.isSign(at, "(")) {
        const auto arguments = tokens.arguments(at);
        if (arguments.size() == 2 && (found.type->word == "DECIMAL" || found.type->word == "NUMERIC"))
            found.scale = tokens.text(arguments[1].first, arguments[1].second);
        const size_t close = tokens.closing(at);
        at = close == TokenList::npos ? tokens.size() : close + 1;
    }
    for (const std::string_view with : {"WITH", "WITHOUT"}) {
        if (tokens.are(at, {with, "TIME", "ZONE"}))
            at += 3;
    }
    found.end = at;
    return found;
}

std::string castOf(const std::string &operand, const TypeAt &type)
{
    std::string made = std::string(type.type->before) + operand + std::string(type.type->after);
    return type.scale.empty() ? made : "round(" + made + ", " + type.scale + ")";
}

//! CAST(x AS type), and those that give no value where the type does not fit, as ours all do.
bool rewriteCastCall(TokenList &tokens, size_t at)
{
    const size_t close = tokens.closing(at + 1);
    if (close == TokenList::npos)
        return false;
    const size_t as = tokens.find(at + 2, close, {"AS"});
    const TypeAt type = typeAt(tokens, as + 1);
    if (as == close || !type.type || type.end != close)
        return false;
    const std::string made = castOf(tokens.text(at + 2, as), type);
    if (made == tokens.text(at, close + 1))
        return false;
    tokens.replace(at, close + 1, made);
    return true;
}

std::string lengthText(std::string_view count, std::string_view unit)
{
    std::string text(count);
    text += ' ';
    for (const char c : unit)
        text += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return quotedText(text);
}

//! An INTERVAL as SQL that makes the text of it; where it ends.
std::optional<std::pair<std::string, size_t>> intervalAt(const TokenList &tokens, size_t at)
{
    const SqlToken &token = tokens[at + 1];
    const bool hasUnit = tokens[at + 2].kind == SqlKind::Word && dateUnit(tokens[at + 2].text).has_value();
    if (token.kind == SqlKind::Text) {
        if (hasUnit)
            return std::pair(lengthText(token.content(), tokens[at + 2].text), at + 3);
        return std::pair(token.text, at + 2);
    }
    if (token.kind == SqlKind::Number && hasUnit)
        return std::pair(lengthText(token.text, tokens[at + 2].text), at + 3);
    if (token.kind == SqlKind::Sign && token.text != "(" && token.text != "-")
        return std::nullopt;
    const size_t end = tokens.operandEnd(at + 1);
    if (end > at + 1 && tokens[end].kind == SqlKind::Word && dateUnit(tokens[end].text))
        return std::pair("(" + tokens.text(at + 1, end) + " || " + quotedText(" " + tokens[end].text) + ")",
                         end + 1);
    return std::nullopt;
}

//! x + length becomes a call; a length that stands alone stays a text. Returns behind it.
size_t putLength(TokenList &tokens, size_t at, size_t end, const std::string &length)
{
    const bool isSum = tokens.isSign(at - 1, "+") || tokens.isSign(at - 1, "-");
    const size_t begin = isSum ? tokens.operandBegin(at - 1) : TokenList::npos;
    if (begin == TokenList::npos)
        return tokens.replace(at, end, length);
    const char *function = tokens.isSign(at - 1, "+") ? "date_add(" : "date_sub(";
    return tokens.replace(begin, end, function + tokens.text(begin, at - 1) + ", " + length + ")");
}

} // namespace

void rewriteDateLiterals(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        const bool isWord = tokens.is(at, "DATE") || tokens.is(at, "TIMESTAMP") || tokens.is(at, "DATETIME");
        if (!isWord || tokens[at + 1].kind != SqlKind::Text || tokens.isSign(at - 1, "."))
            continue;
        tokens.replace(at, at + 2, tokens[at + 1].text);
        ++rewrites;
    }
}

void rewriteCasts(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        for (const std::string_view cast : {"CAST", "TRY_CAST", "SAFE_CAST"}) {
            if (tokens.isCall(at, cast) && rewriteCastCall(tokens, at)) {
                ++rewrites;
                break;
            }
        }
        if (!tokens.isSign(at, "::"))
            continue;
        const TypeAt type = typeAt(tokens, at + 1);
        const size_t begin = tokens.operandBegin(at);
        if (!type.type || begin == TokenList::npos)
            continue;
        ++rewrites;
        const bool isLength = type.type->word == "INTERVAL";
        if (isLength)
            at = putLength(tokens, begin, type.end, tokens.text(begin, at)) - 1;
        else
            at = tokens.replace(begin, type.end, castOf(tokens.text(begin, at), type)) - 1;
    }
}

void rewriteIntervals(TokenList &tokens)
{
    int rewrites = 0;
    for (size_t at = 0; at < tokens.size() && rewrites < kMostRewrites; ++at) {
        if (!tokens.is(at, "INTERVAL") || tokens.isSign(at - 1, "."))
            continue;
        if (const auto length = intervalAt(tokens, at)) {
            at = putLength(tokens, at, length->second, length->first) - 1;
            ++rewrites;
        }
    }
}

} // namespace tabletalk
