// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spending.h"

#include "modelcatalog.h"
#include "usagereport.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QPromise>

#include <algorithm>
#include <memory>

namespace tabletalk {

namespace {

constexpr qint64 kLeastAnswer = 16; //!< tokens: some providers refuse to be asked for less
constexpr qint64 kLongestAnswer = 262'144; //!< tokens, more than any model writes at once
//! Where more is left, one answer gets no more than half of it, so that another conversation can go on.
constexpr qint64 kPlenty = 32'768;

//! One in twenty estimates is wrong by more.
qint64 cautious(qint64 tokens)
{
    return tokens + tokens / 7;
}

qint64 tokensFor(Money left, Money perToken)
{
    if (left.picoUsd <= 0)
        return 0;
    return perToken.picoUsd <= 0 ? kLongestAnswer : left.picoUsd / perToken.picoUsd;
}

} // namespace

SpendingLimits readSpendingLimits(const Settings &settings)
{
    const auto tokens = [&settings](const Setting<int> &setting) {
        return qint64(std::max(settings.value(setting), 0));
    };
    return {.perConversation = Money::fromDecimal(settings.value(settings::capPerConversation)),
            .perDay = Money::fromDecimal(settings.value(settings::capPerDay)),
            .warnAbove = Money::fromDecimal(settings.value(settings::warnAbove)),
            .tokensPerConversation = tokens(settings::tokenCapPerConversation),
            .tokensPerDay = tokens(settings::tokenCapPerDay)};
}

Spending::Spending(UsageHistory &usage, const ModelCatalog &models, const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_usage(usage)
    , m_models(models)
    , m_settings(settings)
{
}

QFuture<Result<Allowance>> Spending::allow(ConversationId conversation, const QString &model,
                                           qint64 promptTokens, std::optional<int> wantedTokens)
{
    const auto promise = std::make_shared<QPromise<Result<Allowance>>>();
    promise->start();
    const auto settle = [promise](const Result<Allowance> &allowance) {
        promise->addResult(allowance);
        promise->finish();
    };
    const auto decideNow = [=, this] { settle(decide(conversation, model, promptTokens, wantedTokens)); };
    const QDate today = QDate::currentDate();
    const bool knowsConversation = m_conversations.contains(conversation);
    if (knowsConversation && m_day == today) {
        decideNow();
        return promise->future();
    }
    // What ends from here on is added to these; the answers below hold what ended before.
    m_conversations.try_emplace(conversation);
    if (m_day != today)
        m_today = {};
    const bool knowsDay = std::exchange(m_day, today) == today;
    const auto fail = [=, this](const Error &error) {
        if (!knowsConversation)
            m_conversations.erase(conversation); // asked again the next time
        if (!knowsDay)
            m_day = {};
        const SpendingLimits limits = readSpendingLimits(m_settings);
        if (!limits.perConversation && !limits.perDay) {
            decideNow();
            return;
        }
        settle(
            Error{.kind = ErrorKind::CapUnchecked,
                  .source = ErrorSource::Storage,
                  .userText = tr("What was spent so far cannot be read, so the cap you set cannot be kept, "
                                 "and nothing was sent. %1")
                                  .arg(error.userText),
                  .nextSteps = {NextStep::Retry, NextStep::OpenSpending}});
    };
    whenFinished(m_usage.usageOf(conversation), this, [=, this](const Result<UsageSum> &before) {
        if (!before) {
            fail(before.error());
            return;
        }
        if (!knowsConversation) {
            Sum &sum = m_conversations[conversation];
            sum.money = sum.money + before->cost;
            sum.tokens += before->tokensWithoutCost;
        }
        whenFinished(m_usage.usage(today, today), this, [=, this](const Result<QList<UsageSum>> &sums) {
            if (!sums) {
                fail(sums.error());
                return;
            }
            if (!knowsDay) {
                const UsageSum total = totalUsage(*sums);
                m_today.money = m_today.money + total.cost;
                m_today.tokens += total.tokensWithoutCost;
            }
            decideNow();
        });
    });
    return promise->future();
}

QList<Spending::Cap> Spending::capsFor(ConversationId conversation) const
{
    const SpendingLimits limits = readSpendingLimits(m_settings);
    QList<Cap> caps;
    if (limits.perConversation) {
        const auto spent = m_conversations.find(conversation);
        caps.append({.money = limits.perConversation,
                     .tokens = limits.tokensPerConversation,
                     .spent = spent == m_conversations.end() ? Sum{} : spent->second});
    }
    if (limits.perDay) {
        caps.append(
            {.isPerDay = true, .money = limits.perDay, .tokens = limits.tokensPerDay, .spent = m_today});
    }
    for (Cap &cap : caps) {
        for (const auto &[id, pending] : m_pending) {
            if (!cap.isPerDay && pending.conversation != conversation)
                continue;
            cap.spent.money = cap.spent.money + pending.most.money;
            cap.spent.tokens += pending.most.tokens;
        }
    }
    return caps;
}

std::optional<Money> Spending::priceOf(const QString &model, qint64 promptTokens, qint64 answerTokens) const
{
    return m_models.info(model).priceOf({.promptTokens = promptTokens, .completionTokens = answerTokens});
}

Result<Allowance> Spending::decide(ConversationId conversation, const QString &model, qint64 promptTokens,
                                   std::optional<int> wantedTokens)
{
    const qint64 prompt = cautious(promptTokens);
    const auto promptPrice = priceOf(model, prompt, 0);
    const auto tokenPrice = priceOf(model, 0, 1);
    const bool isPriced = promptPrice && tokenPrice;
    qint64 most = std::min(m_models.info(model).longestAnswer.value_or(kLongestAnswer), kLongestAnswer);
    if (wantedTokens)
        most = std::min(most, qint64(*wantedTokens));
    const qint64 unbounded = most;
    const QList<Cap> caps = capsFor(conversation);
    for (const Cap &cap : caps) {
        const Money leftMoney{cap.money->picoUsd - cap.spent.money.picoUsd};
        qint64 left = isPriced ? tokensFor({leftMoney.picoUsd - promptPrice->picoUsd}, *tokenPrice)
                               : cap.tokens - cap.spent.tokens - prompt;
        // Money that is gone is gone, whatever this model costs.
        if (left < std::min(kLeastAnswer, unbounded) || leftMoney.picoUsd <= 0)
            return refusal(cap, model, isPriced);
        if (cap.isPerDay && left > kPlenty)
            left = std::max(kPlenty, left / 2);
        most = std::min(most, left);
    }
    Allowance allowance{
        .reservation = SpendingReservation(new int(++m_reservations), [self = QPointer(this)](const int *id) {
            if (self)
                self->m_pending.erase(*id);
            delete id;
        })};
    if (most < unbounded)
        allowance.mostTokens = int(most);
    Pending pending{.conversation = conversation, .promptTokens = promptTokens};
    if (isPriced)
        pending.most.money = priceOf(model, prompt, most).value_or(Money{});
    else
        pending.most.tokens = prompt + most;
    m_pending.emplace(*allowance.reservation, pending);
    return allowance;
}

Error Spending::refusal(const Cap &cap, const QString &model, bool isPriced) const
{
    Error error{.kind = ErrorKind::CapReached,
                .source = ErrorSource::Program,
                .nextSteps = {NextStep::OpenSpending, NextStep::Retry, NextStep::ChooseModel}};
    const QLocale locale;
    if (isPriced || cap.spent.money >= *cap.money) {
        const QString sentence =
            cap.isPerDay
                ? tr("Nothing was sent: today's requests come to %1, and you allow %2 a day, which "
                     "leaves too little for this one.")
                : tr("Nothing was sent: this conversation comes to %1, and you allow %2 for one, which "
                     "leaves too little for this request.");
        error.userText = sentence.arg(cap.spent.money.toDisplay(), cap.money->toDisplay());
    } else {
        const QString sentence =
            cap.isPerDay
                ? tr(
                    "Nothing was sent: the price of %1 is not known, so tokens are counted. Today's requests "
                    "without a known cost come to %2 tokens, and you allow %3 a day.")
                : tr("Nothing was sent: the price of %1 is not known, so tokens are counted. This "
                     "conversation's requests without a known cost come to %2 tokens, and you allow %3.");
        error.userText = sentence.arg(m_models.info(model).name, locale.toString(cap.spent.tokens),
                                      locale.toString(cap.tokens));
    }
    error.userText += u' '
                      + (cap.isPerDay ? tr("Raise the cap in the settings, or go on tomorrow.")
                                      : tr("Raise the cap in the settings, or start a new conversation."));
    return error;
}

void Spending::note(const SpendingReservation &reservation, const RequestRecord &record, qint64 arrivedTokens)
{
    const auto found = reservation ? m_pending.find(*reservation) : m_pending.end();
    if (found == m_pending.end())
        return;
    const Pending pending = found->second;
    m_pending.erase(found);
    constexpr int kFirstRefusal = 400;
    if (!record.id.isValid() || record.httpStatus >= kFirstRefusal)
        return; // no completion: it is not billed
    Sum spent;
    if (record.usage.cost) {
        spent.money = *record.usage.cost;
    } else {
        const qint64 prompt = record.usage.promptTokens.value_or(pending.promptTokens);
        const qint64 answer = record.usage.completionTokens.value_or(arrivedTokens);
        spent.tokens = prompt + answer;
        spent.money = priceOf(record.requestedModel, prompt, answer).value_or(Money{});
    }
    const auto add = [&spent](Sum &sum) {
        sum.money = sum.money + spent.money;
        sum.tokens += spent.tokens;
    };
    add(m_conversations[pending.conversation]);
    if (QDateTime::fromMSecsSinceEpoch(record.startedMs).date() == m_day)
        add(m_today);
}

void Spending::forget()
{
    m_conversations.clear();
    m_day = {};
}

} // namespace tabletalk
