// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "requestrecord.h"
#include "settings.h"
#include "usagehistory.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace tabletalk {

class ModelCatalog;

//! What a person allows; see settings::capPerConversation and those beside it.
struct SpendingLimits {
    std::optional<Money> perConversation;
    std::optional<Money> perDay;
    std::optional<Money> warnAbove; //!< of one message, before it is sent
    // Where a price is not known, and only together with the cap above.
    qint64 tokensPerConversation = 0;
    qint64 tokensPerDay = 0;
};
SpendingLimits readSpendingLimits(const Settings &settings);

//! What a request that is under way may come to at most: it counts until it is noted, or let go of.
using SpendingReservation = std::shared_ptr<const int>;

//! What one request may have.
struct Allowance {
    SpendingReservation reservation;
    std::optional<int> mostTokens; //!< of its answer; none where no cap comes near
};

//! The hard caps on what is spent, for each conversation and for each local day. Whoever sends a completion
//! asks here first, before every one of them, and tells afterwards what it came to. What is under way counts
//! with the most it may cost. An answer whose cost never became known counts with an estimate of what had
//! arrived, until the program ends; where no price is known, tokens are counted instead of money. Window
//! thread.
class Spending : public QObject {
    Q_OBJECT
public:
    //! All outlive it.
    Spending(UsageHistory &usage, const ModelCatalog &models, const Settings &settings,
             QObject *parent = nullptr);

    //! May a request of about `promptTokens` be sent, whose answer has `wantedTokens` at most?
    //! Errors: CapReached; CapUnchecked when a cap is set and the history cannot be read.
    QFuture<Result<Allowance>> allow(ConversationId conversation, const QString &model, qint64 promptTokens,
                                     std::optional<int> wantedTokens);
    //! The request has ended. `arrivedTokens` is an estimate of what its answer had.
    void note(const SpendingReservation &reservation, const RequestRecord &record, qint64 arrivedTokens);
    //! The history on disk is another one.
    void forget();

private:
    //! What was spent; tokens are those of requests without a known cost.
    struct Sum {
        Money money;
        qint64 tokens = 0;
    };
    struct Pending {
        ConversationId conversation;
        qint64 promptTokens = 0;
        Sum most;
    };
    //! One cap with what counts against it.
    struct Cap {
        bool isPerDay = false;
        std::optional<Money> money;
        qint64 tokens = 0;
        Sum spent;
    };

    Result<Allowance> decide(ConversationId conversation, const QString &model, qint64 promptTokens,
                             std::optional<int> wantedTokens);
    QList<Cap> capsFor(ConversationId conversation) const;
    Error refusal(const Cap &cap, const QString &model, bool isPriced) const;
    std::optional<Money> priceOf(const QString &model, qint64 promptTokens, qint64 answerTokens) const;

    UsageHistory &m_usage;
    const ModelCatalog &m_models;
    const Settings &m_settings;
    std::map<ConversationId, Sum>
        m_conversations; //!< what was on disk when it was first asked for, and since
    QDate m_day;
    Sum m_today;
    std::map<int, Pending> m_pending;
    int m_reservations = 0;
};

} // namespace tabletalk
