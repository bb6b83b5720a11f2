// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usage.h"

namespace tabletalk {

namespace {

template <class T>
std::optional<T> sum(const std::optional<T> &first, const std::optional<T> &second)
{
    return first && second ? std::optional<T>(*first + *second) : first ? first : second;
}

} // namespace

Usage sumOf(const Usage &first, const Usage &second)
{
    if (first == Usage{})
        return second;
    Usage both{.promptTokens = sum(first.promptTokens, second.promptTokens),
               .completionTokens = sum(first.completionTokens, second.completionTokens),
               .reasoningTokens = sum(first.reasoningTokens, second.reasoningTokens),
               .cachedTokens = sum(first.cachedTokens, second.cachedTokens)};
    if (first.cost && second.cost)
        both.cost = *first.cost + *second.cost;
    both.isCostComputed = both.cost && (first.isCostComputed || second.isCostComputed);
    return both;
}

} // namespace tabletalk
