// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "fakerouterinfo.h"
#include "modelcatalog.h"

#include <QTest>

using namespace tabletalk;

//! What a run writes about its request; the answer itself is tried through the session.
class TestAnswerRun : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void keepsTheReportedCost();
    void computesTheCostOfTheModelThatServed();
    void computesItOfTheModelThatWasAskedFor();
    void knowsNoCostWithoutTokens();

private:
    RequestRecord recordOf(const CompletionOutcome &outcome);

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<FakeRouterInfo> m_router;
    std::unique_ptr<ModelCatalog> m_models;
    std::unique_ptr<ChatSession> m_session;
};

void TestAnswerRun::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_router = std::make_unique<FakeRouterInfo>();
    m_router->modelsAnswer = FakeRouterInfo::someModels();
    m_models =
        std::make_unique<ModelCatalog>(*m_router, m_fixture->keys, m_fixture->endpoint, m_fixture->settings,
                                       m_fixture->dir.filePath(QStringLiteral("models.json")));
    m_models->refresh();
    QTRY_VERIFY(!m_models->models().isEmpty());
    Conversation conversation;
    conversation.id = m_fixture->history.nextConversationId();
    conversation.model = QStringLiteral("openai/gpt-4o");
    ChatServices services = m_fixture->services();
    services.models = m_models.get();
    m_session = std::make_unique<ChatSession>(conversation, true, services);
}

void TestAnswerRun::cleanup()
{
    m_session.reset();
    m_models.reset();
    m_fixture.reset();
}

RequestRecord TestAnswerRun::recordOf(const CompletionOutcome &outcome)
{
    const Result<Done> sent = m_session->send(QStringLiteral("Hello"));
    const auto &completions = m_fixture->completions;
    if (!sent
        || !ChatFixture::runUntil([&] { return !completions.requests.empty() && completions.lastStream; }))
        return {};
    emit completions.lastStream->finished(outcome);
    return m_fixture->history.requests.begin()->second;
}

void TestAnswerRun::keepsTheReportedCost()
{
    const RequestRecord record =
        recordOf({.ending = CompletionOutcome::Ending::Complete,
                  .usage = {.promptTokens = 1000, .completionTokens = 10, .cost = Money{7}}});
    QCOMPARE(record.usage.cost, std::optional(Money{7}));
    QCOMPARE(record.costSource, CostSource::Reported);
}

void TestAnswerRun::computesTheCostOfTheModelThatServed()
{
    const RequestRecord record = recordOf({.ending = CompletionOutcome::Ending::Complete,
                                           .servedModel = QStringLiteral("interactive/openai/gpt-4o-mini"),
                                           .usage = {.promptTokens = 1000, .completionTokens = 10}});
    QCOMPARE(record.usage.cost, std::optional(Money{1000 * 150'000 + 10 * 600'000}));
    QCOMPARE(record.costSource, CostSource::Estimated);
}

void TestAnswerRun::computesItOfTheModelThatWasAskedFor()
{
    const RequestRecord record = recordOf({.ending = CompletionOutcome::Ending::Complete,
                                           .servedModel = QStringLiteral("gpt-4o-2026-01-01"),
                                           .usage = {.promptTokens = 1000, .completionTokens = 10}});
    QCOMPARE(record.usage.cost, std::optional(Money{qint64{1000} * 2'500'000 + 10 * 10'000'000}));
    QCOMPARE(record.costSource, CostSource::Estimated);
}

void TestAnswerRun::knowsNoCostWithoutTokens()
{
    const RequestRecord record = recordOf({.ending = CompletionOutcome::Ending::Cancelled});
    QVERIFY(!record.usage.cost);
    QCOMPARE(record.costSource, CostSource::Unknown);
}

QTEST_GUILESS_MAIN(TestAnswerRun)

#include "tst_answerrun.moc"
