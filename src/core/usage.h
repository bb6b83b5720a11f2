// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "money.h"

#include <optional>

namespace tabletalk {

//! What the Router reported of one completion, or several. Each figure may be missing, which is not zero.
struct Usage {
    std::optional<qint64> promptTokens;
    std::optional<qint64> completionTokens;
    std::optional<qint64> reasoningTokens; //!< part of completionTokens
    std::optional<qint64> cachedTokens; //!< part of promptTokens
    std::optional<Money> cost;
    bool isCostComputed = false; //!< by us, from listed prices; what is reported is not

    bool operator==(const Usage &) const = default;
};

//! Of two requests. A cost is known where both are; a count where one of them is, since what was not
//! reported adds nothing to it.
Usage sumOf(const Usage &first, const Usage &second);

} // namespace tabletalk
