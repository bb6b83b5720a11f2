// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "fakeattachments.h"
#include "fakequeries.h"
#include "faketables.h"
#include "tabletools.h"

#include <QTest>

using namespace tabletalk;

//! An answer that takes several requests: the model asks, the program answers.
class TestToolLoop : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void offersNothingWithoutTables();
    void answersCallsAndGoesOn();
    void writesCallAndResultBeforeTheNextRequest();
    void tellsCallsOfOneNameApart();
    void stopsInTheMiddle();
    void keepsWhatWasFoundWhenTheNextRequestFails();
    void endsALoop();

private:
    Attachment attachment() const;
    bool ask(const QList<Attachment> &attachments);
    bool awaitRequest(size_t count);
    void call(const QString &id, const QString &arguments);
    QueryAnswer answer() const;
    Turn turn() const { return m_session->turns().turn(1); }

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<FakeAttachments> m_attachments;
    std::unique_ptr<FakeTables> m_tables;
    std::unique_ptr<FakeQueries> m_queries;
    std::unique_ptr<TableBook> m_book;
    std::unique_ptr<TableTools> m_tools;
    std::unique_ptr<ChatSession> m_session;
};

void TestToolLoop::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_attachments = std::make_unique<FakeAttachments>();
    m_attachments->kept = {{"aa", "city;size"}};
    m_tables = std::make_unique<FakeTables>();
    m_queries = std::make_unique<FakeQueries>();
    m_book = std::make_unique<TableBook>(*m_attachments, *m_tables);
    m_tools = std::make_unique<TableTools>(*m_book, *m_queries, m_fixture->settings);
    Conversation conversation;
    conversation.id = m_fixture->history.nextConversationId();
    conversation.model = QStringLiteral("demo/quick");
    ChatServices services = m_fixture->services();
    services.attachments = m_attachments.get();
    services.tools = m_tools.get();
    m_session = std::make_unique<ChatSession>(conversation, true, services);
}

void TestToolLoop::cleanup()
{
    m_session.reset();
    m_tools.reset();
    m_book.reset();
    m_fixture.reset();
}

Attachment TestToolLoop::attachment() const
{
    Attachment made = FakeAttachments::document(QStringLiteral("cities.csv"));
    made.sha256 = "aa";
    made.table = AttachedTable{.rows = 4, .columns = 2, .order = {.name = made.name}};
    return made;
}

bool TestToolLoop::awaitRequest(size_t count)
{
    const auto &completions = m_fixture->completions;
    return ChatFixture::runUntil(
        [&] { return completions.requests.size() == count && completions.lastStream; });
}

bool TestToolLoop::ask(const QList<Attachment> &attachments)
{
    return m_session->send(QStringLiteral("How large is Berlin?"), attachments) && awaitRequest(1);
}

void TestToolLoop::call(const QString &id, const QString &arguments)
{
    emit m_fixture->completions.lastStream->received(
        {ToolCallDelta{0, id, QStringLiteral("run_sql"), arguments}});
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);
}

QueryAnswer TestToolLoop::answer() const
{
    QueryAnswer answer;
    answer.result = FakeTables::table();
    answer.rowCount = 4;
    return answer;
}

void TestToolLoop::offersNothingWithoutTables()
{
    QVERIFY(ask({}));
    QVERIFY(m_fixture->completions.requests[0].tools.isEmpty());
    QCOMPARE(m_fixture->completions.requests[0].messages.size(), 1);
}

void TestToolLoop::answersCallsAndGoesOn()
{
    QVERIFY(ask({attachment()}));
    const CompletionRequest first = m_fixture->completions.requests[0];
    QCOMPARE(first.tools.size(), 3);
    QCOMPARE(first.messages[0].role, WireRole::System);
    QVERIFY(first.messages[0].text.contains(QLatin1String("Table cities: ")));
    m_fixture->completions.lastStream->say(QStringLiteral("Let me look."));
    call(QStringLiteral("c1"), QStringLiteral(R"({"sql":"SELECT 1"})"));
    QTRY_COMPARE(m_queries->orders.size(), size_t(1));
    QVERIFY(m_session->isBusy());
    m_queries->finish(0, answer());
    QVERIFY(awaitRequest(2));
    const QList<WireMessage> messages = m_fixture->completions.requests[1].messages;
    QCOMPARE(messages.size(), 4);
    QCOMPARE(messages[2].toolCalls.size(), 1);
    QCOMPARE(messages[3].role, WireRole::Tool);
    QCOMPARE(messages[3].toolCallId, QStringLiteral("c1"));
    QVERIFY(messages[3].text.contains(QLatin1String("Berlin,3.7")));
    m_fixture->completions.lastStream->say(QStringLiteral("3.7"));
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(turn().progress, Progress::Complete);
    QCOMPARE(turn().steps.size(), 4); // text, call, result, text
    QCOMPARE(turn().usage.promptTokens, std::optional<qint64>(6));
    QCOMPARE(turn().usage.cost, std::optional(Money{84}));
    QCOMPARE(m_fixture->history.requests.size(), size_t(2));
}

void TestToolLoop::writesCallAndResultBeforeTheNextRequest()
{
    QVERIFY(ask({attachment()}));
    call(QStringLiteral("c1"), QStringLiteral(R"({"sql":"SELECT 1"})"));
    QTRY_COMPARE(m_queries->orders.size(), size_t(1));
    const TurnId id = m_session->turns().summary(1).id;
    QCOMPARE(m_fixture->history.turns.at(id).steps.size(), 1); // before the query has ended
    m_queries->finish(0, answer());
    QVERIFY(awaitRequest(2));
    QCOMPARE(m_fixture->history.turns.at(id).steps.size(), 2);
}

void TestToolLoop::tellsCallsOfOneNameApart()
{
    QVERIFY(ask({attachment()}));
    for (size_t round = 0; round < 3; ++round) {
        call(round == 0 ? QString() : QStringLiteral("call_0"), QStringLiteral(R"({"sql":"SELECT 1"})"));
        QTRY_COMPARE(m_queries->orders.size(), round + 1);
        m_queries->finish(round, answer());
        QVERIFY(awaitRequest(round + 2));
    }
    QCOMPARE(m_fixture->completions.requests.back().messages.size(), 2 + 3 * 2);
}

void TestToolLoop::stopsInTheMiddle()
{
    QVERIFY(ask({attachment()}));
    call(QStringLiteral("c1"), QStringLiteral(R"({"sql":"SELECT 1"})"));
    QTRY_COMPARE(m_queries->orders.size(), size_t(1));
    m_session->stop();
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(turn().progress, Progress::Stopped);
    QTRY_VERIFY(m_queries->running[0]->isCanceled());
    QCOMPARE(m_fixture->completions.requests.size(), size_t(1));
}

void TestToolLoop::keepsWhatWasFoundWhenTheNextRequestFails()
{
    QVERIFY(ask({attachment()}));
    call(QStringLiteral("c1"), QStringLiteral(R"({"sql":"SELECT 1"})"));
    QTRY_COMPARE(m_queries->orders.size(), size_t(1));
    m_queries->finish(0, answer());
    QVERIFY(awaitRequest(2));
    m_fixture->completions.lastStream->end(
        CompletionOutcome::Ending::Failed,
        Error{.kind = ErrorKind::ServerFailed, .userText = QStringLiteral("broken")});
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(turn().progress, Progress::Failed);
    QCOMPARE(turn().steps.size(), 2);
    QVERIFY(std::get<ToolResultStep>(turn().steps[1].content).query);
}

void TestToolLoop::endsALoop()
{
    QVERIFY(ask({attachment()}));
    size_t round = 0;
    while (!m_fixture->completions.requests.back().toolChoice) {
        QVERIFY(round < 30);
        call(QStringLiteral("c%1").arg(round), QStringLiteral(R"({"sql":"SELECT 1"})"));
        ++round;
        QTRY_COMPARE(m_queries->orders.size(), round);
        m_queries->finish(round - 1, answer());
        QVERIFY(awaitRequest(round + 1));
    }
    QCOMPARE(m_fixture->completions.requests.back().toolChoice->mode, ToolChoice::Mode::None);
    call(QStringLiteral("again"), QStringLiteral("{}"));
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(m_queries->orders.size(), round);
}

QTEST_GUILESS_MAIN(TestToolLoop)
#include "tst_toolloop.moc"
