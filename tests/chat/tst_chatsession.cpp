// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikeys.h"
#include "chatsession.h"
#include "fakeattachments.h"
#include "fakecompletionservice.h"
#include "fakecredentialstore.h"
#include "fakehistory.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

using Ending = CompletionOutcome::Ending;

class TestChatSession : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void putsTheQuestionOnDiskBeforeItsRequestLeaves();
    void keepsATitleThatIsGivenWhileItLoads();
    void appendsTheAnswerAndKeepsItsFigures();
    void writesTheAnswerWhileItStreams();
    void stopKeepsWhatArrived();
    void stopBeforeTheRequestLeavesSendsNothing();
    void queuesOneMessageAndSendsItAfterwards();
    void keepsTheQueuedMessageAfterAFailure();
    void keepsWhatIsQueuedOnDisk();
    void aFailureBecomesPartOfTheAnswer();
    void sendsAgainByItselfInSight();
    void stopEndsTheCountdown();
    void retryMakesASibling();
    void continueBeginsWithTheOldText();
    void refusesToSendWithoutAModel();
    void aMissingKeyBecomesPartOfTheAnswer();
    void asksBeforeSendingWhatIsNotSaved();
    void retryingSendsOnceItIsSaved();
    void sendsTheEditThatIsNotSaved();
    void sendsInstructionsAndTouchedParametersOnly();
    void namesItselfAfterTheFirstMessage();
    void keepsADraft();
    void keepsWhatIsAttachedToTheDraft();
    void sendsWhatIsAttached();
    void aMissingAttachmentBecomesPartOfTheAnswer();
    void queuesWhatIsAttached();
    void isFoundAgainAsItWas();
    void closingEndsARunningAnswer();

private:
    std::unique_ptr<ChatSession> makeSession();
    void waitForRequest(int count = 1) { QTRY_COMPARE(int(m_completions->requests.size()), count); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<FakeHistory> m_history;
    std::unique_ptr<FakeCompletionService> m_completions;
    std::unique_ptr<FakeCredentialStore> m_store;
    std::unique_ptr<CurrentEndpoint> m_endpoint;
    std::unique_ptr<ApiKeys> m_keys;
    FakeAttachments m_attachments;
    std::unique_ptr<ChatSession> m_session;
};

void TestChatSession::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("settings.ini")));
    m_history = std::make_unique<FakeHistory>();
    m_completions = std::make_unique<FakeCompletionService>();
    m_store = std::make_unique<FakeCredentialStore>();
    m_endpoint = std::make_unique<CurrentEndpoint>(*m_settings, std::nullopt);
    m_keys = std::make_unique<ApiKeys>(*m_store, *m_settings);
    m_keys->keepForSession(m_endpoint->endpoint(), Secret("sk-test"));
    m_session = makeSession();
}

void TestChatSession::cleanup()
{
    m_session.reset();
}

std::unique_ptr<ChatSession> TestChatSession::makeSession()
{
    Conversation conversation;
    conversation.id = m_history->nextConversationId();
    conversation.model = QStringLiteral("demo/quick");
    return std::make_unique<ChatSession>(
        conversation, true, ChatServices{*m_history, *m_completions, *m_keys, *m_endpoint, &m_attachments});
}

void TestChatSession::putsTheQuestionOnDiskBeforeItsRequestLeaves()
{
    m_history->holdWrites = true;
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    QCoreApplication::processEvents();
    QVERIFY(m_history->journal.contains(QStringLiteral("insert user")));
    QCOMPARE(int(m_completions->requests.size()), 0);
    QCOMPARE(m_session->turns().rowCount(), 2);
    QCOMPARE(m_session->state(), ChatSession::State::Waiting);

    m_history->answerWrites();
    waitForRequest();
    QVERIFY(m_history->journal.contains(QStringLiteral("request pending")));
    QCOMPARE(m_completions->requests.front().messages.last().text, QStringLiteral("Hello"));
    QCOMPARE(m_completions->requests.front().key, Secret("sk-test"));
}

void TestChatSession::keepsATitleThatIsGivenWhileItLoads()
{
    Conversation conversation;
    conversation.id = m_history->nextConversationId();
    conversation.title = QStringLiteral("Old");
    m_history->kept[conversation.id] = conversation;
    ChatSession session(conversation, false, {*m_history, *m_completions, *m_keys, *m_endpoint});
    QVERIFY(!session.isLoaded());
    session.setTitle(QStringLiteral("New"));
    QTRY_VERIFY(session.isLoaded());
    QCOMPARE(session.conversation().title, QStringLiteral("New"));
    QCOMPARE(m_history->kept.at(conversation.id).title, QStringLiteral("New"));
}

void TestChatSession::appendsTheAnswerAndKeepsItsFigures()
{
    QSignalSpy answered(m_session.get(), &ChatSession::answered);
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("Good "));
    m_completions->lastStream->say(QStringLiteral("day"));
    QCOMPARE(m_session->state(), ChatSession::State::Streaming);
    m_completions->lastStream->end(Ending::Complete);
    QCOMPARE(answered.count(), 1);
    QCOMPARE(m_session->state(), ChatSession::State::Idle);
    const Turn &turn = m_session->turns().turn(1);
    QCOMPARE(turn.text(), QStringLiteral("Good day"));
    QCOMPARE(turn.progress, Progress::Complete);
    QCOMPARE(turn.usage.cost, std::optional(Money{42}));
    QCOMPARE(m_history->turns.at(turn.id), turn);
    const RequestRecord &record = m_history->requests.begin()->second;
    QCOMPARE(record.outcome, RequestOutcome::Complete);
    QCOMPARE(record.costSource, CostSource::Reported);
    QCOMPARE(record.keyId, QStringLiteral("session"));
}

void TestChatSession::writesTheAnswerWhileItStreams()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("Half an ans"));
    QTRY_VERIFY(m_history->journal.contains(QStringLiteral("update")));
    const Turn &onDisk = m_history->turns.at(m_session->turns().summary(1).id);
    QCOMPARE(onDisk.text(), QStringLiteral("Half an ans"));
    QCOMPARE(onDisk.progress, Progress::Open);
}

void TestChatSession::stopKeepsWhatArrived()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("Half"));
    m_session->stop();
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    QCOMPARE(m_session->turns().turn(1).progress, Progress::Stopped);
    QCOMPARE(m_session->turns().turn(1).text(), QStringLiteral("Half"));
    QVERIFY(m_session->send(QStringLiteral("And then?")).ok());
    waitForRequest(2);
    QCOMPARE(m_completions->requests.back().messages.at(1).text, QStringLiteral("Half"));
}

void TestChatSession::stopBeforeTheRequestLeavesSendsNothing()
{
    m_history->holdWrites = true;
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    m_session->stop();
    m_history->answerWrites();
    QCoreApplication::processEvents();
    QCOMPARE(int(m_completions->requests.size()), 0);
    QCOMPARE(m_session->state(), ChatSession::State::Idle);
    QCOMPARE(m_session->turns().turn(1).progress, Progress::Stopped);
}

void TestChatSession::queuesOneMessageAndSendsItAfterwards()
{
    QVERIFY(m_session->send(QStringLiteral("One")).ok());
    waitForRequest();
    QVERIFY(m_session->send(QStringLiteral("Two")).ok());
    QCOMPARE(m_session->queuedMessage(), QStringLiteral("Two"));
    QCOMPARE(m_session->turns().rowCount(), 2);
    m_completions->lastStream->say(QStringLiteral("Answer"));
    m_completions->lastStream->end(Ending::Complete);
    waitForRequest(2);
    QVERIFY(m_session->queuedMessage().isEmpty());
    QCOMPARE(m_completions->requests.back().messages.size(), 3);
    QCOMPARE(m_completions->requests.back().messages.last().text, QStringLiteral("Two"));
}

void TestChatSession::keepsTheQueuedMessageAfterAFailure()
{
    QVERIFY(m_session->send(QStringLiteral("One")).ok());
    waitForRequest();
    QVERIFY(m_session->send(QStringLiteral("Two")).ok());
    m_completions->lastStream->end(Ending::Failed, Error{.kind = ErrorKind::RateLimited});
    QCoreApplication::processEvents();
    QCOMPARE(int(m_completions->requests.size()), 1);
    QCOMPARE(m_session->queuedMessage(), QStringLiteral("Two"));
    QCOMPARE(m_session->takeQueuedMessage(), QStringLiteral("Two"));
    QVERIFY(m_session->queuedMessage().isEmpty());
}

void TestChatSession::keepsWhatIsQueuedOnDisk()
{
    QVERIFY(m_session->send(QStringLiteral("One")).ok());
    waitForRequest();
    QVERIFY(m_session->send(QStringLiteral("Two")).ok());
    QCOMPARE(m_history->kept.at(m_session->conversation().id).draft, QStringLiteral("Two"));
}

void TestChatSession::aFailureBecomesPartOfTheAnswer()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    const Error error{.kind = ErrorKind::NoCredit, .userText = QStringLiteral("No credit")};
    m_completions->lastStream->end(Ending::Failed, error);
    QCOMPARE(m_session->turns().turn(0).text(), QStringLiteral("Hello"));
    QCOMPARE(m_session->turns().turn(1).progress, Progress::Failed);
    QCOMPARE(m_session->turns().turn(1).failure, std::optional(error));
    QCOMPARE(m_history->requests.begin()->second.errorKind, int(ErrorKind::NoCredit));
}

void TestChatSession::sendsAgainByItselfInSight()
{
    const Error busy{.kind = ErrorKind::RateLimited, .retryAfter = std::chrono::seconds(0)};
    QSignalSpy answered(m_session.get(), &ChatSession::answered);
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    for (int attempt = 1; attempt <= 3; ++attempt) {
        waitForRequest(attempt);
        QCOMPARE(m_completions->requests.back().messages, m_completions->requests.front().messages);
        QVERIFY(answered.isEmpty());
        QSignalSpy changed(m_session.get(), &ChatSession::stateChanged);
        m_completions->lastStream->end(Ending::Failed, busy);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(m_session->retryCountdown().isRunning(), attempt <= 2);
    }
    // Every attempt is a request of its own; the answer is one, and failed in the end.
    QCOMPARE(answered.size(), 1);
    QCOMPARE(int(m_history->requests.size()), 3);
    for (const auto &[id, record] : m_history->requests)
        QCOMPARE(record.outcome, RequestOutcome::Failed);
    QCOMPARE(m_session->turns().rowCount(), 2);
    QCOMPARE(m_session->turns().turn(1).failure, std::optional(busy));
    QCoreApplication::processEvents();
    QCOMPARE(int(m_completions->requests.size()), 3);
}

void TestChatSession::stopEndsTheCountdown()
{
    const Error busy{.kind = ErrorKind::ConnectionRefused, .retryAfter = std::chrono::seconds(0)};
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->end(Ending::Failed, busy);
    QVERIFY(m_session->isBusy());
    m_session->stop();
    QVERIFY(!m_session->isBusy());
    QCoreApplication::processEvents();
    QCOMPARE(int(m_completions->requests.size()), 1);
    QCOMPARE(m_session->turns().turn(1).failure, std::optional(busy));
}

void TestChatSession::retryMakesASibling()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->end(Ending::Failed, Error{.kind = ErrorKind::ServerFailed});
    const TurnId failed = m_session->turns().summary(1).id;
    QVERIFY(m_session->regenerate(failed).ok());
    waitForRequest(2);
    QCOMPARE(m_session->turns().rowCount(), 2);
    const TurnId second = m_session->turns().summary(1).id;
    QVERIFY(second != failed);
    QCOMPARE(m_history->turns.at(second).parent, m_history->turns.at(failed).parent);
    QVERIFY2(m_history->turns.contains(failed), "nothing is overwritten");
    QCOMPARE(m_completions->requests.back().messages.size(), 1);
}

void TestChatSession::continueBeginsWithTheOldText()
{
    QVERIFY(m_session->send(QStringLiteral("Count")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("1, 2, "));
    m_completions->lastStream->end(Ending::Cut, Error{.kind = ErrorKind::CutShort});
    m_session->continueAnswer();
    waitForRequest(2);
    const QList<WireMessage> messages = m_completions->requests.back().messages;
    QCOMPARE(messages.last().role, WireRole::Assistant);
    QCOMPARE(messages.last().text, QStringLiteral("1, 2, "));
    m_completions->lastStream->say(QStringLiteral("3"));
    m_completions->lastStream->end(Ending::Complete);
    QCOMPARE(m_session->turns().turn(1).text(), QStringLiteral("1, 2, 3"));
    QCOMPARE(m_session->turns().turn(1).progress, Progress::Complete);
}

void TestChatSession::refusesToSendWithoutAModel()
{
    m_session->setModel({});
    const Result<Done> taken = m_session->send(QStringLiteral("Hello"));
    QVERIFY(!taken.ok());
    QCOMPARE(taken.error().kind, ErrorKind::NoModel);
    QCOMPARE(m_session->turns().rowCount(), 0);
}

void TestChatSession::aMissingKeyBecomesPartOfTheAnswer()
{
    ApiKeys keyless(*m_store, *m_settings);
    Conversation conversation;
    conversation.id = m_history->nextConversationId();
    conversation.model = QStringLiteral("demo/quick");
    ChatSession session(conversation, true, {*m_history, *m_completions, keyless, *m_endpoint});
    QVERIFY(session.send(QStringLiteral("Hello")).ok());
    QTRY_COMPARE(session.state(), ChatSession::State::Idle);
    QCOMPARE(session.turns().turn(1).failure->kind, ErrorKind::NoKey);
    QVERIFY(session.turns().turn(1).failure->nextSteps.contains(NextStep::OpenKeys));
    QCOMPARE(int(m_completions->requests.size()), 0);
}

void TestChatSession::asksBeforeSendingWhatIsNotSaved()
{
    m_history->failWith =
        Error{.kind = ErrorKind::StorageFull, .userText = QStringLiteral("The disk is full.")};
    QSignalSpy storageFailed(m_session.get(), &ChatSession::storageFailed);
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    QVERIFY(storageFailed.count() > 0);
    QCOMPARE(int(m_completions->requests.size()), 0);
    QVERIFY(m_session->turns().turn(1).failure->nextSteps.contains(NextStep::SendUnsaved));

    m_session->sendUnsaved();
    waitForRequest();
    QCOMPARE(m_completions->requests.back().messages.last().text, QStringLiteral("Hello"));
    m_completions->lastStream->say(QStringLiteral("Hi"));
    m_completions->lastStream->end(Ending::Complete);
    QVERIFY(m_session->send(QStringLiteral("More")).ok());
    waitForRequest(2);
    QCOMPARE(m_completions->requests.back().messages.size(), 3);
    QCOMPARE(m_session->turns().turn(1).text(), QStringLiteral("Hi"));
}

void TestChatSession::retryingSendsOnceItIsSaved()
{
    m_history->failWith = Error{.kind = ErrorKind::StorageFull,
                                .userText = QStringLiteral("The disk is full."),
                                .nextSteps = {NextStep::Retry, NextStep::SendUnsaved}};
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    // Nothing is sent as long as it is not saved, and nobody said that it may be.
    const TurnId answer = m_session->turns().summary(1).id;
    QVERIFY(m_session->regenerate(answer).ok());
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    QCOMPARE(int(m_completions->requests.size()), 0);
    QVERIFY(m_session->turns().turn(1).failure->nextSteps.contains(NextStep::SendUnsaved));

    m_history->recover();
    QTRY_COMPARE(m_history->turns.size(), size_t(3));
    QVERIFY(m_session->regenerate(m_session->turns().summary(1).id).ok());
    waitForRequest();
    QCOMPARE(m_completions->requests.back().messages.last().text, QStringLiteral("Hello"));
}

void TestChatSession::sendsTheEditThatIsNotSaved()
{
    QVERIFY(m_session->send(QStringLiteral("Before")).ok());
    waitForRequest();
    m_completions->lastStream->end(Ending::Complete);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    m_session->sendUnsaved();
    waitForRequest(2);
    m_completions->lastStream->end(Ending::Complete);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);

    m_history->failWith = Error{.kind = ErrorKind::StorageFull, .nextSteps = {NextStep::Retry}};
    const TurnId question = m_session->turns().summary(0).id;
    QVERIFY(m_session->editQuestion(question, QStringLiteral("After"), true).ok());
    waitForRequest(3); // as long a path is on the disk, of the words before
    QCOMPARE(m_completions->requests.back().messages.last().text, QStringLiteral("After"));
}

void TestChatSession::sendsInstructionsAndTouchedParametersOnly()
{
    m_session->setInstructions(QStringLiteral(" Be brief. "));
    m_session->setParameters({.temperature = 0.5});
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    const CompletionRequest &request = m_completions->requests.front();
    QCOMPARE(request.messages.first().role, WireRole::System);
    QCOMPARE(request.messages.first().text, QStringLiteral("Be brief."));
    QCOMPARE(request.parameters.temperature, std::optional(0.5));
    QVERIFY(!request.parameters.maxTokens);
}

void TestChatSession::namesItselfAfterTheFirstMessage()
{
    QVERIFY(m_session->send(QStringLiteral("\n# How many rows?\nmore")).ok());
    QCOMPARE(m_session->conversation().title, QStringLiteral("How many rows?"));
}

void TestChatSession::keepsADraft()
{
    m_session->setDraft({});
    QVERIFY(!m_session->isOnDisk());
    m_session->setDraft(QStringLiteral("half a thou"));
    QTRY_VERIFY(m_history->kept.contains(m_session->conversation().id));
    QCOMPARE(m_history->kept.at(m_session->conversation().id).draft, QStringLiteral("half a thou"));
}

void TestChatSession::keepsWhatIsAttachedToTheDraft()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    const Attachment table = FakeAttachments::document(QStringLiteral("table.csv"));
    m_attachments.kept = {{notes.sha256, "text"}, {table.sha256, "text"}};
    const ConversationId id = m_session->conversation().id;
    m_session->setDraftAttachments({});
    QVERIFY(!m_session->isOnDisk());
    m_session->setDraftAttachments({notes});
    QVERIFY(m_history->kept.contains(id)); // the draft refers to its conversation
    QCOMPARE(m_history->draftAttachments.at(id), QList<Attachment>{notes});

    ChatSession again(m_session->conversation(), false,
                      {*m_history, *m_completions, *m_keys, *m_endpoint, &m_attachments});
    again.setDraftAttachments({table}); // quicker than the disk
    QTRY_VERIFY(again.isLoaded());
    QCOMPARE(again.draftAttachments(), (QList<Attachment>{notes, table}));

    // What waits in the queue is not sent yet.
    QVERIFY(again.send(QStringLiteral("First")).ok());
    waitForRequest();
    again.setDraftAttachments({});
    QVERIFY(again.send(QStringLiteral("Then"), {notes}).ok());
    QCOMPARE(m_history->draftAttachments.at(id), QList<Attachment>{notes});
    m_completions->lastStream->end(Ending::Complete);
    waitForRequest(2);
    QVERIFY(m_history->draftAttachments.at(id).isEmpty());
}

void TestChatSession::sendsWhatIsAttached()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    m_attachments.kept = {{notes.sha256, "text"}};
    QVERIFY(m_session->send({}, {notes}).ok());
    waitForRequest();
    QCOMPARE(m_session->conversation().title, QStringLiteral("notes.txt"));
    QCOMPARE(attachmentsOf({m_session->turns().turn(0)}), QList<Attachment>{notes});
    QCOMPARE(m_completions->requests.front().messages.last().parts.size(), 1);
}

void TestChatSession::aMissingAttachmentBecomesPartOfTheAnswer()
{
    m_attachments.kept.clear();
    Attachment picture = FakeAttachments::document(QStringLiteral("a"));
    picture.mediaType = QStringLiteral("image/png");
    picture.text.clear();
    QVERIFY(m_session->send(QStringLiteral("Look"), {picture}).ok());
    QTRY_COMPARE(m_session->state(), ChatSession::State::Idle);
    QCOMPARE(m_session->turns().turn(1).failure->kind, ErrorKind::AttachmentUnreadable);
    QCOMPARE(int(m_completions->requests.size()), 0);
}

void TestChatSession::queuesWhatIsAttached()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    m_attachments.kept = {{notes.sha256, "text"}};
    QVERIFY(m_session->send(QStringLiteral("First")).ok());
    waitForRequest();
    QSignalSpy queued(m_session.get(), &ChatSession::queuedMessageChanged);
    QVERIFY(m_session->send({}, {notes}).ok());
    QCOMPARE(queued.size(), 1);
    QCOMPARE(m_session->queuedAttachments(), QList<Attachment>{notes});
    m_completions->lastStream->end(Ending::Complete);
    waitForRequest(2);
    QVERIFY(m_session->queuedAttachments().isEmpty());
    QCOMPARE(m_completions->requests.back().messages.last().parts.size(), 1);
}

void TestChatSession::isFoundAgainAsItWas()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("Good day"));
    m_completions->lastStream->end(Ending::Complete);
    const Conversation before = m_session->conversation();

    ChatSession again(before, false, {*m_history, *m_completions, *m_keys, *m_endpoint});
    QVERIFY(QSignalSpy(&again, &ChatSession::loaded).wait());
    QCOMPARE(again.conversation(), before);
    QCOMPARE(again.turns().rowCount(), 2);
    QCOMPARE(again.turns().turn(1).text(), QStringLiteral("Good day"));
}

void TestChatSession::closingEndsARunningAnswer()
{
    QVERIFY(m_session->send(QStringLiteral("Hello")).ok());
    waitForRequest();
    m_completions->lastStream->say(QStringLiteral("Half"));
    const TurnId answer = m_session->turns().summary(1).id;
    m_session->flush();
    QVERIFY(!m_completions->lastStream);
    QCOMPARE(m_history->turns.at(answer).progress, Progress::Stopped);
    QCOMPARE(m_history->turns.at(answer).text(), QStringLiteral("Half"));
}

QTEST_GUILESS_MAIN(TestChatSession)
#include "tst_chatsession.moc"
