// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "fakerouterinfo.h"
#include "fakeusage.h"
#include "modelcatalog.h"
#include "spending.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

class TestSpending : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void capsNothingUnlessAsked();
    void refusesWhatTheConversationHasNoRoomFor();
    void refusesWhatTheDayHasNoRoomFor();
    void boundsTheAnswerByWhatIsLeft();
    void countsTokensWhereThePriceIsNotKnown();
    void countsWhatIsUnderWay();
    void countsAStoppedAnswerByWhatArrived();
    void sendsNothingWhereTheHistoryCannotBeRead();
    void neverLetsAnythingBeyondACap();
    void aSessionAsksBeforeEveryRequest();

private:
    Result<Allowance> allow(ConversationId id, const QString &model, qint64 prompt,
                            std::optional<int> wanted = {});
    static RequestRecord ended(const Usage &usage);
    void setCaps(const QString &perConversation, const QString &perDay);

    const QString m_priced = QStringLiteral("openai/gpt-4o"); // 2.5 in, 10 out, USD per million
    const QString m_unpriced = QStringLiteral("not/listed");
    const ConversationId m_one{1};
    const ConversationId m_other{2};
    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<FakeRouterInfo> m_router;
    std::unique_ptr<ModelCatalog> m_models;
    FakeUsage m_usage;
    std::unique_ptr<Spending> m_spending;
};

void TestSpending::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_router = std::make_unique<FakeRouterInfo>();
    m_router->modelsAnswer = FakeRouterInfo::someModels();
    m_models =
        std::make_unique<ModelCatalog>(*m_router, m_fixture->keys, m_fixture->endpoint, m_fixture->settings,
                                       m_fixture->dir.filePath(QStringLiteral("models.json")));
    m_models->refresh();
    QTRY_VERIFY(!m_models->models().isEmpty());
    m_usage = {};
    m_spending = std::make_unique<Spending>(m_usage, *m_models, m_fixture->settings);
}

void TestSpending::cleanup()
{
    m_spending.reset();
    m_models.reset();
    m_fixture.reset();
}

void TestSpending::setCaps(const QString &perConversation, const QString &perDay)
{
    m_fixture->settings.set(settings::capPerConversation, perConversation);
    m_fixture->settings.set(settings::capPerDay, perDay);
}

Result<Allowance> TestSpending::allow(ConversationId id, const QString &model, qint64 prompt,
                                      std::optional<int> wanted)
{
    const auto future = m_spending->allow(id, model, prompt, wanted);
    if (!ChatFixture::runUntil([&] { return future.isFinished(); }))
        return Error{.kind = ErrorKind::Unknown};
    return future.result();
}

RequestRecord TestSpending::ended(const Usage &usage)
{
    return {.id = RequestId{7},
            .requestedModel = QStringLiteral("openai/gpt-4o"),
            .startedMs = QDateTime::currentMSecsSinceEpoch(),
            .usage = usage,
            .httpStatus = 200};
}

void TestSpending::capsNothingUnlessAsked()
{
    m_usage.ofConversation.cost = *Money::fromDecimal(u"1000");
    const auto allowance = allow(m_one, m_priced, 1'000'000);
    QVERIFY(allowance);
    QVERIFY(!allowance->mostTokens);
}

void TestSpending::refusesWhatTheConversationHasNoRoomFor()
{
    setCaps(QStringLiteral("1"), {});
    m_usage.ofConversation.cost = *Money::fromDecimal(u"0.99");
    const auto refused = allow(m_one, m_priced, 4'000); // about a cent
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::CapReached);
    QCOMPARE(refused.error().nextSteps.first(), NextStep::OpenSpending);
    QVERIFY2(refused.error().userText.contains(QStringLiteral("this conversation comes to $0.99")),
             qPrintable(refused.error().userText));
    QVERIFY(allow(m_one, m_priced, 1'000));
}

void TestSpending::refusesWhatTheDayHasNoRoomFor()
{
    setCaps({}, QStringLiteral("1"));
    UsageSum today{.day = QDate::currentDate(), .cost = *Money::fromDecimal(u"1.2")};
    UsageSum yesterday{.day = QDate::currentDate().addDays(-1), .cost = *Money::fromDecimal(u"50")};
    m_usage.kept = {yesterday};
    QVERIFY(allow(m_one, m_priced, 10));
    m_spending->forget();
    m_usage.kept = {today, yesterday};
    const auto refused = allow(m_one, m_unpriced, 10); // what is gone is gone, whatever the model costs
    QVERIFY(!refused);
    QVERIFY(refused.error().userText.contains(QStringLiteral("today's requests come to $1.20")));
}

void TestSpending::boundsTheAnswerByWhatIsLeft()
{
    setCaps(QStringLiteral("0.01"), {});
    auto bounded = allow(m_one, m_priced, 0);
    QVERIFY(bounded);
    QCOMPARE(bounded->mostTokens, std::optional(1000)); // a cent at 10 USD per million
    bounded = Allowance{}; // let go of
    const auto wished = allow(m_one, m_priced, 0, 500);
    QVERIFY(wished);
    QVERIFY(!wished->mostTokens); // less was asked for anyway
}

void TestSpending::countsTokensWhereThePriceIsNotKnown()
{
    setCaps(QStringLiteral("5"), {});
    m_fixture->settings.set(settings::tokenCapPerConversation, 1'000);
    m_usage.ofConversation.tokensWithoutCost = 300;
    const auto bounded = allow(m_one, m_unpriced, 350); // 400, being cautious
    QVERIFY(bounded);
    QCOMPARE(bounded->mostTokens, std::optional(300));
    m_spending->note(bounded->reservation, ended({.promptTokens = 350, .completionTokens = 300}), 0);
    const auto refused = allow(m_one, m_unpriced, 350);
    QVERIFY(!refused);
    QVERIFY2(refused.error().userText.contains(QStringLiteral("price of not/listed is not known")),
             qPrintable(refused.error().userText));
    QVERIFY(allow(m_one, m_priced, 350)); // what has a price is not a matter of tokens
}

void TestSpending::countsWhatIsUnderWay()
{
    setCaps({}, QStringLiteral("0.01"));
    const auto first = allow(m_one, m_priced, 0);
    QVERIFY(first);
    QVERIFY(!allow(m_other, m_priced, 0)); // the first may take it all
    m_spending->note(first->reservation, ended({.cost = *Money::fromDecimal(u"0.004")}), 0);
    const auto second = allow(m_other, m_priced, 0);
    QVERIFY(second);
    QCOMPARE(second->mostTokens, std::optional(600));
}

void TestSpending::countsAStoppedAnswerByWhatArrived()
{
    setCaps(QStringLiteral("0.01"), {});
    const auto first = allow(m_one, m_priced, 400, 800);
    QVERIFY(first);
    m_spending->note(first->reservation, ended({}), 600); // 0.001 and 0.006 USD
    const auto second = allow(m_one, m_priced, 0);
    QVERIFY(second);
    QCOMPARE(second->mostTokens, std::optional(300));
    // What was refused costs nothing.
    RequestRecord refused = ended({});
    refused.httpStatus = 402;
    m_spending->note(second->reservation, refused, 10'000);
    QCOMPARE(allow(m_one, m_priced, 0)->mostTokens, std::optional(300));
}

void TestSpending::sendsNothingWhereTheHistoryCannotBeRead()
{
    m_usage.failWith = Error{.kind = ErrorKind::StorageFailed, .userText = QStringLiteral("It broke.")};
    QVERIFY(allow(m_one, m_priced, 10)); // no cap, no question
    setCaps(QStringLiteral("1"), {});
    QCOMPARE(allow(m_one, m_priced, 10).error().kind, ErrorKind::CapUnchecked);
    m_usage.failWith.reset();
    QVERIFY(allow(m_one, m_priced, 10));
}

//! Whatever is asked in whatever order, as long as answers keep to what they may have.
void TestSpending::neverLetsAnythingBeyondACap()
{
    setCaps(QStringLiteral("0.05"), QStringLiteral("0.08"));
    QRandomGenerator random(20261126);
    const auto price = [](qint64 prompt, qint64 answer) { return prompt * 2'500'000 + answer * 10'000'000; };
    qint64 day = 0;
    std::map<ConversationId, qint64> conversations;
    int sent = 0;
    for (int round = 0; round < 2'000; ++round) {
        const ConversationId id{1 + random.bounded(4)};
        const qint64 prompt = random.bounded(500);
        const auto allowance =
            allow(id, m_priced, prompt, random.bounded(2) ? std::optional(900) : std::nullopt);
        if (!allowance)
            continue;
        ++sent;
        const int most = allowance->mostTokens.value_or(900);
        const int answer = random.bounded(most + 1);
        const Money cost{price(prompt, answer)};
        m_spending->note(allowance->reservation,
                         ended(random.bounded(3)
                                   ? Usage{.promptTokens = prompt, .completionTokens = answer, .cost = cost}
                                   : Usage{}),
                         answer);
        day += cost.picoUsd;
        conversations[id] += cost.picoUsd;
        QVERIFY(day <= Money::fromDecimal(u"0.08")->picoUsd);
        QVERIFY(conversations[id] <= Money::fromDecimal(u"0.05")->picoUsd);
    }
    QVERIFY(sent > 5);
}

void TestSpending::aSessionAsksBeforeEveryRequest()
{
    setCaps(QStringLiteral("0.01"), {});
    Conversation conversation;
    conversation.id = m_fixture->history.nextConversationId();
    conversation.model = m_priced;
    ChatServices services = m_fixture->services();
    services.models = m_models.get();
    services.spending = m_spending.get();
    ChatSession session(conversation, true, services);
    QVERIFY(session.send(QStringLiteral("Hello")));
    auto &completions = m_fixture->completions;
    QTRY_COMPARE(completions.requests.size(), std::size_t(1));
    const auto bound = completions.requests.front().parameters.maxTokens;
    QVERIFY(bound && *bound < 1000 && *bound > 900);
    emit completions.lastStream->finished(
        {.ending = CompletionOutcome::Ending::Complete,
         .usage = {.promptTokens = 10, .completionTokens = 900, .cost = *Money::fromDecimal(u"0.0099")}});
    QTRY_VERIFY(!session.isBusy());
    QVERIFY(session.send(QStringLiteral("And a longer one, which there is no room for any more.")));
    QTRY_VERIFY(!session.isBusy());
    QCOMPARE(completions.requests.size(), std::size_t(1));
    const Turn refused = session.turns().turn(session.turns().rowCount() - 1);
    QVERIFY(refused.failure);
    QCOMPARE(refused.failure->kind, ErrorKind::CapReached);
}

QTEST_GUILESS_MAIN(TestSpending)
#include "tst_spending.moc"
