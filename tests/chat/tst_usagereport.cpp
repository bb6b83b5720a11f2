// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagereport.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

namespace {

UsageSum sum(QDate day, const QString &model, qint64 picoUsd, qint64 tokens = 1)
{
    return {.day = day,
            .model = model,
            .keyId = QStringLiteral("session"),
            .requests = 1,
            .promptTokens = tokens,
            .cost = Money{picoUsd}};
}

QStringList groups(const QList<UsageLine> &lines)
{
    QStringList names;
    for (const UsageLine &line : lines)
        names.append(line.group);
    return names;
}

} // namespace

class TestUsageReport : public QObject {
    Q_OBJECT
private slots:
    void daysAreWholeAndNewestFirst();
    void monthsAreWholeAndNewestFirst();
    void modelsBeginWithTheMostExpensive();
    void nothingHasNoLines();
    void aWildClockMakesNoEndlessList();
    void partsAddUpToTheLastDigit();
};

void TestUsageReport::daysAreWholeAndNewestFirst()
{
    const auto lines =
        groupUsage({sum({2026, 3, 1}, QStringLiteral("a"), 5), sum({2026, 2, 27}, QStringLiteral("a"), 2),
                    sum({2026, 2, 27}, QStringLiteral("b"), 3)},
                   UsageGrouping::Day);
    QCOMPARE(groups(lines), (QStringList{QStringLiteral("2026-03-01"), QStringLiteral("2026-02-28"),
                                         QStringLiteral("2026-02-27")}));
    QCOMPARE(lines[0].sum.cost, Money{5});
    QCOMPARE(lines[1].sum.requests, 0);
    QCOMPARE(lines[2].sum.cost, Money{5});
    QCOMPARE(lines[2].sum.requests, 2);
}

void TestUsageReport::monthsAreWholeAndNewestFirst()
{
    const auto lines =
        groupUsage({sum({2026, 1, 31}, QStringLiteral("a"), 5), sum({2025, 11, 1}, QStringLiteral("a"), 2)},
                   UsageGrouping::Month);
    QCOMPARE(groups(lines),
             (QStringList{QStringLiteral("2026-01"), QStringLiteral("2025-12"), QStringLiteral("2025-11")}));
}

void TestUsageReport::modelsBeginWithTheMostExpensive()
{
    const QDate day(2026, 1, 1);
    const auto lines =
        groupUsage({sum(day, QStringLiteral("cheap"), 1), sum(day, QStringLiteral("free"), 0, 10),
                    sum(day, QStringLiteral("dear"), 2), sum(day, QStringLiteral("long"), 0, 20)},
                   UsageGrouping::Model);
    QCOMPARE(groups(lines), (QStringList{QStringLiteral("dear"), QStringLiteral("cheap"),
                                         QStringLiteral("long"), QStringLiteral("free")}));
}

void TestUsageReport::nothingHasNoLines()
{
    QVERIFY(groupUsage({}, UsageGrouping::Day).isEmpty());
    QCOMPARE(totalUsage({}), UsageSum{});
}

void TestUsageReport::aWildClockMakesNoEndlessList()
{
    const auto lines =
        groupUsage({sum({2026, 1, 1}, QStringLiteral("a"), 1), sum({1970, 1, 1}, QStringLiteral("a"), 1)},
                   UsageGrouping::Day);
    QCOMPARE(lines.size(), 2);
}

void TestUsageReport::partsAddUpToTheLastDigit()
{
    QRandomGenerator random(8);
    QList<UsageSum> sums;
    qint64 expected = 0;
    for (int i = 0; i < 100'000; ++i) {
        const qint64 picoUsd = random.bounded(90'000'000);
        expected += picoUsd;
        sums.append(sum(QDate(2026, 1, 1).addDays(random.bounded(300)),
                        QStringLiteral("model %1").arg(random.bounded(40)), picoUsd, random.bounded(5000)));
    }
    const UsageSum total = totalUsage(sums);
    QCOMPARE(total.cost.picoUsd, expected);
    for (const UsageGrouping grouping :
         {UsageGrouping::Day, UsageGrouping::Month, UsageGrouping::Model, UsageGrouping::Key}) {
        UsageSum parts;
        const auto lines = groupUsage(sums, grouping);
        for (const UsageLine &line : lines)
            parts += line.sum;
        QCOMPARE(parts, total);
    }
}

QTEST_GUILESS_MAIN(TestUsageReport)

#include "tst_usagereport.moc"
