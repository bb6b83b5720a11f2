// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagereader.h"

#include "query.h"
#include "requestrecord.h"

#include <QDateTime>

#include <limits>

namespace tabletalk {

namespace {

// Pending ones are not over, and what the Router refused was no completion. total() would be a double.
constexpr const char *kSums =
    "SELECT date(started_ms / 1000, 'unixepoch', 'localtime') AS day, requested_model, endpoint, key_id,"
    "       count(*), sum(ifnull(prompt_tokens, 0)), sum(ifnull(cached_tokens, 0)),"
    "       sum(ifnull(completion_tokens, 0)), sum(ifnull(reasoning_tokens, 0)),"
    "       sum(prompt_tokens IS NULL OR completion_tokens IS NULL), sum(ifnull(cost_pico_usd, 0)),"
    "       sum(iif(cost_source = ?1, ifnull(cost_pico_usd, 0), 0)), sum(cost_pico_usd IS NULL)"
    " FROM request WHERE outcome <> ?2 AND http_status < 400 AND started_ms >= ?3 AND started_ms < ?4"
    " GROUP BY day, requested_model, endpoint, key_id"
    " ORDER BY day DESC, requested_model, endpoint, key_id";

qint64 beginOf(QDate day, qint64 otherwise)
{
    return day.isValid() ? day.startOfDay().toMSecsSinceEpoch() : otherwise;
}

} // namespace

UsageReader::UsageReader(SQLite::Database &database)
    : m_sums(database, kSums)
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
        query.read(day, sum.model, sum.endpoint, sum.keyId, sum.requests, sum.promptTokens, sum.cachedTokens,
                   sum.completionTokens, sum.reasoningTokens, sum.withoutTokens, sum.cost, sum.computedCost,
                   sum.withoutCost);
        sum.day = QDate::fromString(day, Qt::ISODate);
        sums.append(sum);
    }
    return sums;
}

} // namespace tabletalk
