// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "samples.h"
#include "sqlitehistory.h"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace tabletalk;

class TestUsageReader : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void isEmptyWithoutRequests();
    void addsUpADayModelAndKey();
    void tellsComputedFromReportedAndUnknown();
    void leavesOutWhatIsPendingOrWasRefused();
    void keepsToTheDays();
    void staysWhenTheConversationIsErased();

private:
    RequestRecord record(QDate day, const QString &model);
    void save(const RequestRecord &record);
    QList<UsageSum> usage(QDate first = {}, QDate last = {});

    const QDate m_day{2026, 3, 29}; // of 23 hours in much of Europe
    std::optional<QTemporaryDir> m_folder;
    std::optional<SqliteHistory> m_history;
};

void TestUsageReader::init()
{
    m_folder.emplace();
    m_history.emplace(m_folder->path());
}

void TestUsageReader::cleanup()
{
    m_history.reset();
    m_folder.reset();
}

RequestRecord TestUsageReader::record(QDate day, const QString &model)
{
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = {7};
    record.endpoint = QStringLiteral("https://router.example:443");
    record.keyId = QStringLiteral("session");
    record.requestedModel = model;
    record.startedMs = day.startOfDay().toMSecsSinceEpoch();
    record.usage = {.promptTokens = 100,
                    .completionTokens = 20,
                    .reasoningTokens = 5,
                    .cachedTokens = 40,
                    .cost = Money{3}};
    record.costSource = CostSource::Reported;
    record.outcome = RequestOutcome::Complete;
    record.httpStatus = 200;
    return record;
}

void TestUsageReader::save(const RequestRecord &record)
{
    QVERIFY(await(m_history->save(record)));
}

QList<UsageSum> TestUsageReader::usage(QDate first, QDate last)
{
    const auto sums = await(m_history->usage(first, last));
    return sums ? *sums : QList<UsageSum>{UsageSum{.model = sums.error().userText}};
}

void TestUsageReader::isEmptyWithoutRequests()
{
    QVERIFY(usage().isEmpty());
}

void TestUsageReader::addsUpADayModelAndKey()
{
    save(record(m_day, QStringLiteral("a")));
    save(record(m_day, QStringLiteral("a")));
    save(record(m_day, QStringLiteral("b")));
    RequestRecord otherKey = record(m_day, QStringLiteral("b"));
    otherKey.keyId = QStringLiteral("environment");
    save(otherKey);
    const auto sums = usage();
    QCOMPARE(sums.size(), 3);
    QCOMPARE(sums[0], (UsageSum{.day = m_day,
                                .model = QStringLiteral("a"),
                                .endpoint = QStringLiteral("https://router.example:443"),
                                .keyId = QStringLiteral("session"),
                                .requests = 2,
                                .promptTokens = 200,
                                .cachedTokens = 80,
                                .completionTokens = 40,
                                .reasoningTokens = 10,
                                .cost = Money{6}}));
    QCOMPARE(sums[1].keyId, QStringLiteral("environment"));
    QCOMPARE(sums[2].keyId, QStringLiteral("session"));
}

void TestUsageReader::tellsComputedFromReportedAndUnknown()
{
    save(record(m_day, QStringLiteral("a")));
    RequestRecord computed = record(m_day, QStringLiteral("a"));
    computed.costSource = CostSource::Estimated;
    save(computed);
    RequestRecord stopped = record(m_day, QStringLiteral("a"));
    stopped.usage = {};
    stopped.costSource = CostSource::Unknown;
    stopped.outcome = RequestOutcome::Stopped;
    save(stopped);
    const auto sums = usage();
    QCOMPARE(sums.size(), 1);
    QCOMPARE(sums[0].requests, 3);
    QCOMPARE(sums[0].cost, Money{6});
    QCOMPARE(sums[0].computedCost, Money{3});
    QCOMPARE(sums[0].withoutCost, 1);
    QCOMPARE(sums[0].withoutTokens, 1);
}

void TestUsageReader::leavesOutWhatIsPendingOrWasRefused()
{
    RequestRecord pending = record(m_day, QStringLiteral("a"));
    pending.outcome = RequestOutcome::Pending;
    save(pending);
    RequestRecord refused = record(m_day, QStringLiteral("a"));
    refused.outcome = RequestOutcome::Failed;
    refused.httpStatus = 401;
    save(refused);
    QVERIFY(usage().isEmpty());
}

void TestUsageReader::keepsToTheDays()
{
    save(record(m_day.addDays(-1), QStringLiteral("before")));
    save(record(m_day, QStringLiteral("first")));
    RequestRecord late = record(m_day.addDays(1), QStringLiteral("last"));
    late.startedMs = m_day.addDays(2).startOfDay().toMSecsSinceEpoch() - 1;
    save(late);
    save(record(m_day.addDays(2), QStringLiteral("after")));
    const auto sums = usage(m_day, m_day.addDays(1));
    QCOMPARE(sums.size(), 2);
    QCOMPARE(sums[0].model, QStringLiteral("last"));
    QCOMPARE(sums[0].day, m_day.addDays(1));
    QCOMPARE(sums[1].model, QStringLiteral("first"));
    QCOMPARE(usage(m_day.addDays(2)).size(), 1);
    QCOMPARE(usage({}, m_day.addDays(-1)).size(), 1);
}

void TestUsageReader::staysWhenTheConversationIsErased()
{
    const ConversationId conversation = m_history->nextConversationId();
    const TurnId turn = m_history->nextTurnId();
    QVERIFY(await(m_history->save(sampleConversation(conversation))));
    QVERIFY(await(m_history->insert(sampleAnswer(turn, conversation, {}, QStringLiteral("Yes")))));
    RequestRecord asked = record(m_day, QStringLiteral("a"));
    asked.turn = turn;
    save(asked);
    QVERIFY(await(m_history->remove({conversation})));
    QVERIFY(await(m_history->erase({conversation})));
    QCOMPARE(usage().size(), 1);
}

QTEST_GUILESS_MAIN(TestUsageReader)

#include "tst_usagereader.moc"
