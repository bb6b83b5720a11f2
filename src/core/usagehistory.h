// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "money.h"
#include "result.h"

#include <QDate>
#include <QFuture>
#include <QList>
#include <QString>

namespace tabletalk {

//! What the completions of one day cost that went to one model, endpoint and key. A figure that was not
//! reported is not in its sum; how many are missing stands beside it.
struct UsageSum {
    QDate day; //!< local time
    QString model; //!< as it was asked for
    QString endpoint; //!< origin
    QString keyId; //!< as in RequestRecord
    qint64 requests = 0;
    qint64 promptTokens = 0;
    qint64 cachedTokens = 0; //!< part of promptTokens
    qint64 completionTokens = 0;
    qint64 reasoningTokens = 0; //!< part of completionTokens
    qint64 withoutTokens = 0; //!< requests of which not both counts are known
    Money cost; //!< as reported, and as computed
    Money computedCost; //!< the part of it that was computed from listed prices
    qint64 withoutCost = 0; //!< requests of which no cost is known
    qint64 tokensWithoutCost = 0; //!< in and out, of those requests

    //! Adds the figures; what they belong to stays.
    UsageSum &operator+=(const UsageSum &other)
    {
        requests += other.requests;
        promptTokens += other.promptTokens;
        cachedTokens += other.cachedTokens;
        completionTokens += other.completionTokens;
        reasoningTokens += other.reasoningTokens;
        withoutTokens += other.withoutTokens;
        cost = cost + other.cost;
        computedCost = computedCost + other.computedCost;
        withoutCost += other.withoutCost;
        tokensWithoutCost += other.tokensWithoutCost;
        return *this;
    }
    bool operator==(const UsageSum &) const = default;
};

//! What was spent, from the requests on disk that were not refused: also of conversations that were deleted
//! for good, and nothing of temporary ones. Called from the window thread.
class UsageHistory {
public:
    virtual ~UsageHistory() = default;

    //! Of the requests that began on these local days, both included; a day that is not valid is no limit.
    //! Newest day first. Errors: the Storage… kinds.
    virtual QFuture<Result<QList<UsageSum>>> usage(QDate first, QDate last) = 0;
    //! Of everything that was asked in one conversation, in all its versions; its day, model and so on are
    //! empty. A temporary one is not known here. Errors: the Storage… kinds.
    virtual QFuture<Result<UsageSum>> usageOf(ConversationId conversation) = 0;
};

} // namespace tabletalk
