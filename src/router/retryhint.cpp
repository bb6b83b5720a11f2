// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retryhint.h"

#include <QLocale>

#include <cmath>

namespace tabletalk {

namespace {

using std::chrono::seconds;

std::optional<seconds> sensible(double wait)
{
    constexpr double kWeek = 7 * 24 * 3600;
    if (!(wait >= 0 && wait <= kWeek))
        return std::nullopt;
    return seconds(qint64(std::ceil(wait)));
}

} // namespace

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

std::optional<seconds> retryHint(const HttpHeaders &headers, const QDateTime &now)
{
    const QByteArray after = headerValue(headers, "Retry-After").trimmed();
    bool isNumber = false;
    if (const double wait = after.toDouble(&isNumber); isNumber)
        return sensible(wait);
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(after),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    if (date.isValid())
        return sensible(double(now.secsTo(date)));

    const double reset = headerValue(headers, "X-RateLimit-Reset").trimmed().toDouble(&isNumber);
    if (!isNumber)
        return std::nullopt;
    constexpr double kFirstMillisecond = 1e11; // as seconds, the year 5138
    return sensible(std::ceil(reset >= kFirstMillisecond ? reset / 1000 : reset)
                    - double(now.toSecsSinceEpoch()));
}

} // namespace tabletalk
