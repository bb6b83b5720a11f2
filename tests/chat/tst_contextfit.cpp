// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "contextfit.h"
#include "fakeattachments.h"
#include "fakerouterinfo.h"

#include <QTest>

using namespace tabletalk;

//! What does not fit a model's context is said before it is sent, and what is left out is recorded.
class TestContextFit : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void findsTheSmallestOmission_data();
    void findsTheSmallestOmission();
    void suggestsTheHalfWhereNothingIsKnown();
    void keepsRoomForTheAnswer();
    void readsTheContextOfARefusal_data();
    void readsTheContextOfARefusal();

    void saysBeforeSendingThatItDoesNotFit();
    void offersNoOmissionWhereThereIsNoEarlierTurn();
    void sendsAnywayWhenTold();
    void leavesOutWhatWasChosenAndRecordsIt();
    void aStaleChoiceLeavesTheLastQuestion();
    void leavesOutForTheNextMessagesWhenTold();
    void offersTheChoicesWithARefusal();
    void countsForAnotherModel();
    void sendsDocumentsTheOtherWay();

private:
    //! A question of about so many tokens and its answer, said to a model that takes everything.
    void exchange(const QString &question, int words);
    void useModel(const QString &id) { m_session->setModel(id); }
    const Turn &lastTurn() { return m_session->turns().turn(m_session->turns().rowCount() - 1); }
    void waitForRequests(size_t count) { QTRY_COMPARE(m_fixture->completions.requests.size(), count); }

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<FakeRouterInfo> m_router;
    std::unique_ptr<ModelCatalog> m_models;
    FakeAttachments m_attachments;
    std::unique_ptr<ChatSession> m_session;
};

namespace {

const QString kSmall = QStringLiteral("demo/small"); // takes 1,000 tokens
const QString kLarge = QStringLiteral("demo/large"); // takes 1,000,000
const QString kUnknown = QStringLiteral("demo/unknown");

QString words(int count)
{
    return QStringLiteral("word ").repeated(count).trimmed();
}

Turn turn(TurnRole role, int count)
{
    Turn made;
    made.role = role;
    made.steps = {{TextStep{words(count)}}};
    return made;
}

//! Three exchanges; a question and its answer have about 100 and 200 tokens.
QList<Turn> path()
{
    QList<Turn> turns;
    for (int i = 0; i < 3; ++i)
        turns << turn(TurnRole::User, 100) << turn(TurnRole::Answer, 200);
    return turns << turn(TurnRole::User, 100);
}

SendingStep departureOf(const Turn &answer)
{
    for (const Step &step : answer.steps) {
        if (const auto *sending = std::get_if<SendingStep>(&step.content))
            return *sending;
    }
    return {};
}

} // namespace

void TestContextFit::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_router = std::make_unique<FakeRouterInfo>();
    QList<ModelInfo> models;
    for (const auto &[id, context] : {std::pair(kSmall, 1000), std::pair(kLarge, 1'000'000)}) {
        ModelInfo info = FakeRouterInfo::model(id, id, QStringLiteral("Demo"));
        info.contextLength = context;
        models.append(info);
    }
    m_router->modelsAnswer = models;
    m_models =
        std::make_unique<ModelCatalog>(*m_router, m_fixture->keys, m_fixture->endpoint, m_fixture->settings,
                                       m_fixture->dir.filePath(QStringLiteral("models.json")));
    m_models->refresh();
    QTRY_COMPARE(m_models->models().size(), 2);
    Conversation conversation;
    conversation.id = m_fixture->history.nextConversationId();
    conversation.model = kLarge;
    ChatServices services = m_fixture->services();
    services.attachments = &m_attachments;
    services.models = m_models.get();
    m_session = std::make_unique<ChatSession>(conversation, true, services);
}

void TestContextFit::cleanup()
{
    m_session.reset();
    m_models.reset();
}

void TestContextFit::exchange(const QString &question, int count)
{
    useModel(kLarge);
    QVERIFY(m_session->send(question + u' ' + words(count)).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("Yes.")));
    QTRY_VERIFY(!m_session->isBusy());
}

void TestContextFit::findsTheSmallestOmission_data()
{
    QTest::addColumn<int>("context");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<int>("leftOut"); // -1: nothing helps
    QTest::newRow("everything fits") << 2000 << true << 2;
    QTest::newRow("the first exchange is too much") << 1200 << false << 2;
    QTest::newRow("two are too much") << 800 << false << 4;
    QTest::newRow("only the last question fits") << 400 << false << 6;
    QTest::newRow("not even that") << 300 << false << -1;
}

void TestContextFit::findsTheSmallestOmission()
{
    QFETCH(const int, context);
    QFETCH(const bool, fits);
    QFETCH(const int, leftOut);
    const ContextFit fit({}, path(), {}, context);
    QCOMPARE(fit.omissions(), (QList<int>{2, 4, 6}));
    QCOMPARE(fit.fits(), fits);
    QCOMPARE(fit.smallestOmission().value_or(-1), leftOut);
    QVERIFY(fit.tokens(2) < fit.tokens());
    QCOMPARE(fit.omissionUpTo(5), 4);
    QCOMPARE(fit.omissionUpTo(1), 0);
    QCOMPARE(fit.omissionUpTo(1000), 6);
}

void TestContextFit::suggestsTheHalfWhereNothingIsKnown()
{
    const ContextFit fit({}, path(), {}, std::nullopt);
    QVERIFY(fit.fits());
    QVERIFY(!fit.smallestOmission());
    QCOMPARE(fit.suggestedOmission(), 4);
    // It was refused, so the estimate is of no use.
    QCOMPARE(ContextFit({}, path(), {}, 1'000'000).suggestedOmission(), 4);
    QCOMPARE(ContextFit({}, {turn(TurnRole::User, 100)}, {}, std::nullopt).suggestedOmission(), 0);
}

void TestContextFit::keepsRoomForTheAnswer()
{
    Parameters parameters;
    QVERIFY(ContextFit({}, path(), parameters, 1500).fits());
    parameters.maxTokens = 1000;
    QVERIFY(!ContextFit({}, path(), parameters, 1500).fits());
    QVERIFY(!ContextFit(words(1000), path(), {}, 1500).fits());
}

void TestContextFit::readsTheContextOfARefusal_data()
{
    QTest::addColumn<QString>("refusal");
    QTest::addColumn<int>("context"); // 0: none
    QTest::newRow("plain") << QStringLiteral("This model's maximum context length is 8192 tokens. However, "
                                             "your messages resulted in 10240 tokens.")
                           << 8192;
    QTest::newRow("with commas") << QStringLiteral("exceeds the context window of 128,000 tokens") << 128'000;
    QTest::newRow("in words") << QStringLiteral("too long for the context window") << 0;
    QTest::newRow("too small to be one") << QStringLiteral("context length 128") << 0;
    QTest::newRow("too large to be one") << QStringLiteral("context length 99999999999999999999") << 0;
    QTest::newRow("empty") << QString() << 0;
}

void TestContextFit::readsTheContextOfARefusal()
{
    QFETCH(const QString, refusal);
    QFETCH(const int, context);
    QCOMPARE(contextLengthIn(refusal).value_or(0), context);
}

void TestContextFit::saysBeforeSendingThatItDoesNotFit()
{
    exchange(QStringLiteral("First"), 900);
    useModel(kSmall);
    QVERIFY(m_session->send(QStringLiteral("Second")).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(m_fixture->completions.requests.size(), size_t(1));
    const Turn &answer = lastTurn();
    QCOMPARE(answer.progress, Progress::Failed);
    QCOMPARE(answer.failure->kind, ErrorKind::DoesNotFit);
    QCOMPARE(answer.failure->source, ErrorSource::Program);
    QCOMPARE(answer.failure->nextSteps, (QList<NextStep>{NextStep::LeaveOutOldest, NextStep::ChooseModel,
                                                         NextStep::Retry, NextStep::SendAnyway}));
    QVERIFY2(answer.failure->userText.contains(QStringLiteral("1,000")),
             qPrintable(answer.failure->userText));
    // The message itself is on disk.
    QCOMPARE(m_session->turns().turn(2).text(), QStringLiteral("Second"));
    QVERIFY(m_fixture->history.turns.contains(m_session->turns().summary(2).id));

    const auto fit = m_session->contextFit(answer.id);
    QTRY_VERIFY(fit.isFinished());
    QCOMPARE(fit.result()->parts().size(), 3);
    QCOMPARE(fit.result()->suggestedOmission(), 2);
}

void TestContextFit::offersNoOmissionWhereThereIsNoEarlierTurn()
{
    useModel(kSmall);
    QVERIFY(m_session->send(words(1200)).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(m_fixture->completions.requests.empty());
    QCOMPARE(lastTurn().failure->kind, ErrorKind::DoesNotFit);
    QVERIFY(!lastTurn().failure->nextSteps.contains(NextStep::LeaveOutOldest));
    QVERIFY(lastTurn().failure->nextSteps.contains(NextStep::EditMessage));
}

void TestContextFit::sendsAnywayWhenTold()
{
    exchange(QStringLiteral("First"), 900);
    useModel(kSmall);
    QVERIFY(m_session->send(QStringLiteral("Second")).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(m_session->regenerate(lastTurn().id, {}, {.context = SendingChoice::Context::SendAll}).ok());
    waitForRequests(2);
    QCOMPARE(m_fixture->completions.requests.back().messages.size(), 3);
    QCOMPARE(departureOf(lastTurn()), SendingStep{});
}

void TestContextFit::leavesOutWhatWasChosenAndRecordsIt()
{
    exchange(QStringLiteral("First"), 900);
    useModel(kSmall);
    QVERIFY(m_session->send(QStringLiteral("Second")).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QVERIFY(m_session->regenerate(lastTurn().id, {}, {.leaveOutTurns = 2}).ok());
    waitForRequests(2);
    const CompletionRequest &request = m_fixture->completions.requests.back();
    QCOMPARE(request.messages.size(), 1);
    QCOMPARE(request.messages.first().text, QStringLiteral("Second"));
    m_fixture->completions.lastStream->say(QStringLiteral("Yes."));
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);
    QCOMPARE(departureOf(lastTurn()).leftOutTurns, 2);
    QCOMPARE(departureOf(m_fixture->history.turns.at(lastTurn().id)).leftOutTurns, 2);
    QCOMPARE(lastTurn().text(), QStringLiteral("Yes."));
    QCOMPARE(shownText(lastTurn().steps.first()), QStringLiteral("2 earlier turn(s) were not sent."));
    // Nothing of the conversation is gone.
    QCOMPARE(m_session->turns().rowCount(), 4);
}

void TestContextFit::aStaleChoiceLeavesTheLastQuestion()
{
    exchange(QStringLiteral("First"), 1);
    exchange(QStringLiteral("Second"), 1);
    QVERIFY(m_session->regenerate(lastTurn().id, {}, {.leaveOutTurns = 100}).ok());
    waitForRequests(3);
    QCOMPARE(m_fixture->completions.requests.back().messages.size(), 1);
    QCOMPARE(departureOf(lastTurn()).leftOutTurns, 2);
}

void TestContextFit::leavesOutForTheNextMessagesWhenTold()
{
    exchange(QStringLiteral("First"), 900);
    exchange(QStringLiteral("Second"), 10);
    useModel(kSmall);
    m_session->setLeavesOutOldest(true);
    QVERIFY(m_session->send(QStringLiteral("Third")).ok());
    waitForRequests(3);
    QCOMPARE(departureOf(lastTurn()).leftOutTurns, 2);
    QCOMPARE(m_fixture->completions.requests.back().messages.size(), 3);
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);

    // What can be mended by nothing is still said.
    QVERIFY(m_session->send(words(1200)).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(lastTurn().failure->kind, ErrorKind::DoesNotFit);
}

void TestContextFit::offersTheChoicesWithARefusal()
{
    const Error refusal{.kind = ErrorKind::TooLarge,
                        .source = ErrorSource::Router,
                        .userText = QStringLiteral("maximum context length is 4096 tokens"),
                        .nextSteps = {NextStep::EditMessage}};
    useModel(kUnknown);
    QVERIFY(m_session->send(QStringLiteral("First")).ok());
    waitForRequests(1);
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Failed, refusal);
    // There is nothing before the first question.
    QCOMPARE(lastTurn().failure->nextSteps, QList<NextStep>{NextStep::EditMessage});
    QVERIFY(m_session->send(QStringLiteral("Second")).ok());
    waitForRequests(2);
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Failed, refusal);
    QCOMPARE(lastTurn().failure->nextSteps,
             (QList<NextStep>{NextStep::LeaveOutOldest, NextStep::EditMessage}));
    const auto fit = m_session->contextFit(lastTurn().id);
    QTRY_VERIFY(fit.isFinished());
    QCOMPARE(fit.result()->context().value_or(0), 4096);
}

void TestContextFit::countsForAnotherModel()
{
    exchange(QStringLiteral("First"), 900);
    QVERIFY(m_session->regenerate(lastTurn().id, kSmall).ok());
    QTRY_VERIFY(!m_session->isBusy());
    QCOMPARE(lastTurn().failure->kind, ErrorKind::DoesNotFit);
    QCOMPARE(m_fixture->completions.requests.size(), size_t(1));
}

void TestContextFit::sendsDocumentsTheOtherWay()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    m_attachments.kept = {{notes.sha256, "text"}};
    const auto isFile = [this] {
        return std::holds_alternative<FilePart>(
            m_fixture->completions.requests.back().messages.first().parts.first());
    };
    QVERIFY(m_session->send(QStringLiteral("Read"), {notes}).ok());
    waitForRequests(1);
    QVERIFY(!isFile());
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Failed,
                                           Error{.kind = ErrorKind::BadRequest});
    QCOMPARE(lastTurn().failure->nextSteps, QList<NextStep>{NextStep::SendFiles});

    QVERIFY(m_session->regenerate(lastTurn().id, {}, {.documentsAsFiles = true}).ok());
    waitForRequests(2);
    QVERIFY(isFile());
    QVERIFY(departureOf(lastTurn()).documentsAsFiles);
    m_fixture->completions.lastStream->say(QStringLiteral("Read."));
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);

    // What worked goes on; what did not leads back.
    QVERIFY(m_session->send(QStringLiteral("And?")).ok());
    waitForRequests(3);
    QVERIFY(isFile());
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Failed,
                                           Error{.kind = ErrorKind::NotFound});
    QCOMPARE(lastTurn().failure->nextSteps, QList<NextStep>{NextStep::SendTexts});
    QVERIFY(m_session->regenerate(lastTurn().id, {}, {.documentsAsFiles = false}).ok());
    waitForRequests(4);
    QVERIFY(!isFile());
    QCOMPARE(departureOf(lastTurn()), SendingStep{});
}

QTEST_GUILESS_MAIN(TestContextFit)
#include "tst_contextfit.moc"
