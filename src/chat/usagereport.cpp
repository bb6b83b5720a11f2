// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagereport.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace tabletalk {

namespace {

bool isTime(UsageGrouping grouping)
{
    return grouping == UsageGrouping::Day || grouping == UsageGrouping::Month;
}

QString timeGroup(QDate day, UsageGrouping grouping)
{
    return day.toString(grouping == UsageGrouping::Day ? QStringLiteral("yyyy-MM-dd")
                                                       : QStringLiteral("yyyy-MM"));
}

QString groupOf(const UsageSum &sum, UsageGrouping grouping)
{
    switch (grouping) {
    case UsageGrouping::Model:
        return sum.model;
    case UsageGrouping::Key:
        return sum.keyId;
    case UsageGrouping::Day:
    case UsageGrouping::Month:
        break;
    }
    return timeGroup(sum.day, grouping);
}

//! Days without a request are part of the picture; beyond this many they would only be length.
constexpr int kMostDays = 3700;

} // namespace

QList<UsageLine> groupUsage(const QList<UsageSum> &sums, UsageGrouping grouping)
{
    std::map<QString, UsageSum> groups;
    QDate first, last;
    for (const UsageSum &sum : sums) {
        groups[groupOf(sum, grouping)] += sum;
        first = first.isValid() ? std::min(first, sum.day) : sum.day;
        last = last.isValid() ? std::max(last, sum.day) : sum.day;
    }
    if (isTime(grouping) && first.isValid() && last.isValid() && first.daysTo(last) < kMostDays) {
        for (QDate day = first; day < last; day = day.addDays(1))
            groups.try_emplace(timeGroup(day, grouping));
    }

    QList<UsageLine> lines;
    for (auto &[group, sum] : groups)
        lines.append({group, sum});
    if (isTime(grouping)) {
        std::reverse(lines.begin(), lines.end());
    } else {
        const auto weight = [](const UsageLine &line) {
            return std::tuple(line.sum.cost.picoUsd, line.sum.promptTokens + line.sum.completionTokens);
        };
        std::stable_sort(lines.begin(), lines.end(),
                         [&](const UsageLine &a, const UsageLine &b) { return weight(a) > weight(b); });
    }
    return lines;
}

UsageSum totalUsage(const QList<UsageSum> &sums)
{
    UsageSum total;
    for (const UsageSum &sum : sums)
        total += sum;
    return total;
}

} // namespace tabletalk
