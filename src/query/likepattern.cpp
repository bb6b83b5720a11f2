// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "likepattern.h"

#include "querywatch.h"

namespace tabletalk {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

} // namespace

LikePattern::LikePattern(std::string_view pattern, char escape)
    : m_pieces(1)
{
    bool isEscaped = false;
    for (const char c : pattern) {
        if (!isEscaped && escape != '\0' && c == escape) {
            isEscaped = true;
            continue;
        }
        if (c == '%' && !isEscaped) {
            m_pieces.emplace_back();
            continue;
        }
        Piece &piece = m_pieces.back();
        const bool isAny = c == '_' && !isEscaped;
        piece.bytes += lower(c);
        piece.isAny.push_back(isAny);
        piece.hasAny = piece.hasAny || isAny;
        isEscaped = false;
    }
}

size_t LikePattern::endOf(const Piece &piece, std::string_view text, size_t at)
{
    for (size_t i = 0; i < piece.bytes.size(); ++i) {
        if (at >= text.size())
            return std::string_view::npos;
        if (piece.isAny[i]) {
            for (++at; at < text.size() && isContinuation(text[at]);)
                ++at;
        } else if (lower(text[at++]) != piece.bytes[i]) {
            return std::string_view::npos;
        }
    }
    return at;
}

bool LikePattern::matches(std::string_view text, const QueryWatch &watch) const
{
    constexpr size_t kLookEvery = 1 << 16;
    const Piece &first = m_pieces.front();
    size_t at = endOf(first, text, 0);
    if (at == std::string_view::npos)
        return false;
    if (m_pieces.size() == 1)
        return at == text.size();
    // Each piece as early as it comes: what is left is then as much as it can be.
    size_t work = 0;
    for (size_t i = 1; i < m_pieces.size(); ++i) {
        const Piece &piece = m_pieces[i];
        const bool isLast = i + 1 == m_pieces.size();
        if (isLast && piece.bytes.empty())
            return true;
        if (isLast && !piece.hasAny) {
            return text.size() - at >= piece.bytes.size()
                   && endOf(piece, text, text.size() - piece.bytes.size()) == text.size();
        }
        for (;; ++at) {
            if (at > text.size())
                return false;
            work += 1 + (piece.hasAny ? piece.bytes.size() : 0);
            if (work >= kLookEvery) {
                work = 0;
                if (watch.isPast())
                    return false;
            }
            if (at < text.size() && isContinuation(text[at]))
                continue;
            const size_t end = endOf(piece, text, at);
            if (end != std::string_view::npos && (!isLast || end == text.size())) {
                at = end;
                break;
            }
        }
    }
    return true;
}

} // namespace tabletalk
