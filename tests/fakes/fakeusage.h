// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagehistory.h"

#include <QFuture>

#include <optional>

namespace tabletalk {

//! Sums in memory; days are filtered, and it fails on request.
class FakeUsage : public UsageHistory {
public:
    QList<UsageSum> kept; //!< newest day first
    UsageSum ofConversation; //!< of each
    std::optional<Error> failWith;

    QFuture<Result<QList<UsageSum>>> usage(QDate first, QDate last) override
    {
        if (failWith)
            return QtFuture::makeReadyFuture(Result<QList<UsageSum>>(*failWith));
        QList<UsageSum> found;
        for (const UsageSum &sum : kept) {
            if ((!first.isValid() || sum.day >= first) && (!last.isValid() || sum.day <= last))
                found.append(sum);
        }
        return QtFuture::makeReadyFuture(Result<QList<UsageSum>>(found));
    }

    QFuture<Result<UsageSum>> usageOf(ConversationId) override
    {
        return QtFuture::makeReadyFuture(failWith ? Result<UsageSum>(*failWith)
                                                  : Result<UsageSum>(ofConversation));
    }
};

} // namespace tabletalk
