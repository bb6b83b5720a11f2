// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nextrequest.h"

#include "chatfixture.h"
#include "fakeattachments.h"

#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

namespace {

Attachment table(TableForm form)
{
    Attachment attachment = FakeAttachments::document(QStringLiteral("sales.csv"));
    attachment.table = {.rows = 1000, .columns = 3, .form = form, .order = {.name = attachment.name}};
    return attachment;
}

} // namespace

class TestNextRequest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void countsWhatIsWritten();
    void countsTablesByTheirForm();
    void countsEarlierTurns();
    void isTheRequestThatIsSent();
    void needsNoBytesOfATable();
    void fitsWhereNothingIsKnown();

private:
    NextRequest::Preview preview();

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<FakeAttachments> m_files;
    std::unique_ptr<ChatSession> m_session;
    std::unique_ptr<NextRequest> m_next;
};

void TestNextRequest::init()
{
    m_next.reset();
    m_session.reset();
    m_fixture = std::make_unique<ChatFixture>();
    m_files = std::make_unique<FakeAttachments>();
    ChatServices services = m_fixture->services();
    services.attachments = m_files.get();
    Conversation conversation;
    conversation.id = m_fixture->history.nextConversationId();
    conversation.model = QStringLiteral("demo/quick");
    conversation.instructions = QStringLiteral("Be brief.");
    m_session = std::make_unique<ChatSession>(conversation, true, services);
    m_next = std::make_unique<NextRequest>(services);
    m_next->setSession(*m_session);
}

NextRequest::Preview TestNextRequest::preview()
{
    const QFuture<Result<NextRequest::Preview>> future = m_next->preview();
    ChatFixture::runUntil([&] { return future.isFinished(); });
    return future.isFinished() && future.result() ? *future.result() : NextRequest::Preview{};
}

void TestNextRequest::countsWhatIsWritten()
{
    QVERIFY(!m_next->summary());
    m_next->setMessage(QStringLiteral("What is the largest city of Italy?"), {});
    QTRY_VERIFY(m_next->summary());
    QVERIFY(m_next->summary()->tokens > 8 && m_next->summary()->tokens < 30);
    QCOMPARE(m_next->summary()->earlierTurns, 0);
    m_next->setMessage(QStringLiteral("  "), {});
    QTRY_VERIFY(!m_next->summary());
}

void TestNextRequest::countsTablesByTheirForm()
{
    Attachment secret = table(TableForm::Csv);
    secret.table->order.privateColumns = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    m_next->setMessage({}, {table(TableForm::Schema), table(TableForm::Schema), table(TableForm::Csv), secret,
                            FakeAttachments::document(QStringLiteral("notes.txt"))});
    QTRY_VERIFY(m_next->summary());
    QCOMPARE(m_next->summary()->schemas, 2);
    QCOMPARE(m_next->summary()->tables, 2);
    QCOMPARE(m_next->summary()->documents, 1);
    // Three samples of each schema, and nothing of a table that is private as a whole.
    QCOMPARE(m_next->summary()->rows, 1006);
}

void TestNextRequest::countsEarlierTurns()
{
    QVERIFY(m_session->send(QStringLiteral("Hello"), {table(TableForm::Schema)}));
    QVERIFY(m_fixture->answer(QStringLiteral("Good morning, what can be done?")));
    QTRY_VERIFY(!m_session->isBusy());
    m_next->setMessage(QStringLiteral("More"), {});
    QTRY_VERIFY(m_next->summary() && m_next->summary()->earlierTurns == 2);
    QCOMPARE(m_next->summary()->schemas, 1);
    QVERIFY(m_next->summary()->tokens > 15);
}

void TestNextRequest::isTheRequestThatIsSent()
{
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    QVERIFY(m_session->send(QStringLiteral("Hello")));
    QVERIFY(m_fixture->answer(QStringLiteral("Good morning")));
    QTRY_VERIFY(!m_session->isBusy());
    m_next->setMessage(QStringLiteral("Read this"), {notes});
    const CompletionRequest seen = preview().request;
    QVERIFY(seen.key.isEmpty());
    QCOMPARE(seen.messages.size(), 4);

    QVERIFY(m_session->send(QStringLiteral("Read this"), {notes}));
    QTRY_COMPARE(m_fixture->completions.requests.size(), std::size_t(2));
    const CompletionRequest &sent = m_fixture->completions.requests.back();
    QCOMPARE(seen.messages, sent.messages);
    QCOMPARE(seen.model, sent.model);
    QVERIFY(seen.parameters == sent.parameters);
    QCOMPARE(seen.stream, sent.stream);
    QCOMPARE(seen.tools, sent.tools);
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);
}

void TestNextRequest::needsNoBytesOfATable()
{
    // FakeAttachments has none: asking for them would fail.
    m_next->setMessage(QStringLiteral("Sum it up"), {table(TableForm::Schema)});
    QCOMPARE(preview().request.messages.size(), 2);
    QVERIFY(m_session->send(QStringLiteral("Sum it up"), {table(TableForm::Schema)}));
    QTRY_COMPARE(m_fixture->completions.requests.size(), std::size_t(1));
    m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Complete);
}

void TestNextRequest::fitsWhereNothingIsKnown()
{
    // Nothing is known of the model: it may fit.
    m_next->setMessage(QString(400'000, u'x'), {});
    QTRY_VERIFY(m_next->summary());
    QVERIFY(m_next->summary()->fits);
    QVERIFY(preview().fits);
}

QTEST_MAIN(TestNextRequest)
#include "tst_nextrequest.moc"
