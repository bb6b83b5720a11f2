// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagereader.h"

#include "query.h"
#include "requestrecord.h"

#include <QDateTime>

#include <limits>
#include <string>

namespace tabletalk {

namespace {

// What readFigures() takes. Pending ones are not over, and what the Router refused was no completion. total()
// would be a double.
const std::string kFigures =
    "count(*), ifnull(sum(prompt_tokens), 0), ifnull(sum(cached_tokens), 0),"
    " ifnull(sum(completion_tokens), 0), ifnull(sum(reasoning_tokens), 0),"
    " ifnull(sum(prompt_tokens IS NULL OR completion_tokens IS NULL), 0), ifnull(sum(cost_pico_usd), 0),"
    " ifnull(sum(iif(cost_source = ?1, cost_pico_usd, 0)), 0), ifnull(sum(cost_pico_usd IS NULL), 0),"
    " ifnull(sum(iif(cost_pico_usd IS NULL, ifnull(prompt_tokens, 0) + ifnull(completion_tokens, 0), 0)), 0)"
    " FROM request WHERE outcome <> ?2 AND http_status < 400";

const std::string kSums =
    "SELECT date(started_ms / 1000, 'unixepoch', 'localtime') AS day, requested_model, endpoint, key_id, "
    + kFigures
    + " AND started_ms >= ?3 AND started_ms < ?4"
      " GROUP BY day, requested_model, endpoint, key_id"
      " ORDER BY day DESC, requested_model, endpoint, key_id";
// Deleted turns and other versions were asked and billed as well.
const std::string kOfConversation =
    "SELECT " + kFigures + " AND turn IN (SELECT id FROM turn WHERE conversation = ?3)";

template <class... Before>
void readFigures(Query &query, UsageSum &sum, Before &...before)
{
    query.read(before..., sum.requests, sum.promptTokens, sum.cachedTokens, sum.completionTokens,
               sum.reasoningTokens, sum.withoutTokens, sum.cost, sum.computedCost, sum.withoutCost,
               sum.tokensWithoutCost);
}

qint64 beginOf(QDate day, qint64 otherwise)
{
    return day.isValid() ? day.startOfDay().toMSecsSinceEpoch() : otherwise;
}

} // namespace

UsageReader::UsageReader(SQLite::Database &database)
    : m_sums(database, kSums)
    , m_ofConversation(database, kOfConversation)
{
}

QList<UsageSum> UsageReader::usage(QDate first, QDate last)
{
    QList<UsageSum> sums;
    Query query(m_sums, CostSource::Estimated, RequestOutcome::Pending, beginOf(first, 0),
                beginOf(last.addDays(1), std::numeric_limits<qint64>::max()));
    while (query.next()) {
        UsageSum sum;
        QString day;
        readFigures(query, sum, day, sum.model, sum.endpoint, sum.keyId);
        sum.day = QDate::fromString(day, Qt::ISODate);
        sums.append(sum);
    }
    return sums;
}

UsageSum UsageReader::usageOf(ConversationId conversation)
{
    UsageSum sum;
    Query query(m_ofConversation, CostSource::Estimated, RequestOutcome::Pending, conversation);
    if (query.next())
        readFigures(query, sum);
    return sum;
}

} // namespace tabletalk
