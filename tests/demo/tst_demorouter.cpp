// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demorouter.h"

#include "demoanswers.h"
#include "demomodels.h"
#include "routercompletionservice.h"
#include "routerinfoclient.h"
#include "routerthread.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;
using Ending = CompletionOutcome::Ending;

//! The demo Router as the program meets it: through the real wire.
class TestDemoRouter : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void acceptsItsOwnKeyOnly();
    void listsItsModels();
    void tellsAboutItsKey();
    void streamsAnAnswer();
    void reasonsFirst();
    void answersWithoutStreaming();
    void keepsToTheMaximumOfTokens();
    void misbehavesOnCue_data();
    void misbehavesOnCue();
    void saysThatItIsADemonstration_data();
    void saysThatItIsADemonstration();
    void tokensJoinToTheText();
    void goesOnFromWhatWasSaid();
    void writesATitleWhenToldTo();
    void saysWhatWasAttached();

private:
    struct Answer {
        QString text;
        QString reasoning;
        CompletionOutcome outcome;
    };
    CompletionRequest request(const QString &message,
                              const QString &model = QStringLiteral("demo/quick")) const;
    Answer ask(const CompletionRequest &request);

    DemoRouter m_router;
    std::optional<Endpoint> m_endpoint;
    std::shared_ptr<RouterThread> m_thread = std::make_shared<RouterThread>();
};

void TestDemoRouter::initTestCase()
{
    m_endpoint = m_router.start();
    QVERIFY(m_endpoint.has_value());
    QVERIFY(m_endpoint->isLoopback());
    QVERIFY(m_router.key() != DemoRouter().key());
}

CompletionRequest TestDemoRouter::request(const QString &message, const QString &model) const
{
    CompletionRequest request;
    request.endpoint = *m_endpoint;
    request.key = m_router.key();
    request.model = model;
    request.messages = {{WireRole::User, message, {}}};
    return request;
}

TestDemoRouter::Answer TestDemoRouter::ask(const CompletionRequest &request)
{
    Answer answer;
    const auto stream = RouterCompletionService(m_thread).start(request);
    connect(stream.get(), &CompletionStream::received, this, [&answer](const QList<CompletionEvent> &events) {
        for (const CompletionEvent &event : events) {
            if (const auto *text = std::get_if<TextDelta>(&event))
                answer.text += text->text;
            if (const auto *reasoning = std::get_if<ReasoningDelta>(&event))
                answer.reasoning += reasoning->text;
        }
    });
    QSignalSpy finished(stream.get(), &CompletionStream::finished);
    if (finished.wait(60'000))
        answer.outcome = finished.first().first().value<CompletionOutcome>();
    return answer;
}

void TestDemoRouter::acceptsItsOwnKeyOnly()
{
    CompletionRequest strange = request(QStringLiteral("Hello"));
    strange.key = Secret("sk-other-0123456789");
    const Answer answer = ask(strange);
    QCOMPARE(answer.outcome.httpStatus, 401);
    QCOMPARE(answer.outcome.error->kind, ErrorKind::Unauthorized);
}

void TestDemoRouter::listsItsModels()
{
    QFutureWatcher<Result<QList<ModelInfo>>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcher<Result<QList<ModelInfo>>>::finished);
    watcher.setFuture(RouterInfoClient(m_thread).models(*m_endpoint, {}));
    QVERIFY(finished.wait(20'000));
    const auto models = watcher.result();
    QVERIFY(models.ok());
    QCOMPARE(models->size(), demoModels().size());
    QCOMPARE(models->first().id, QStringLiteral("demo/quick"));
    QCOMPARE(models->first().name, QStringLiteral("Demo Quick"));
    QCOMPARE(models->first().pricePerToken.value(QStringLiteral("input")), Money{150'000});
    QVERIFY(!models->last().isForChat());
}

void TestDemoRouter::tellsAboutItsKey()
{
    QFutureWatcher<Result<KeyStatus>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcher<Result<KeyStatus>>::finished);
    watcher.setFuture(RouterInfoClient(m_thread).checkKey(*m_endpoint, m_router.key()));
    QVERIFY(finished.wait(20'000));
    QVERIFY(watcher.result().ok());
    QCOMPARE(watcher.result()->verdict, KeyStatus::Verdict::Accepted);
    QVERIFY(watcher.result()->limit.has_value());
}

void TestDemoRouter::streamsAnAnswer()
{
    const Answer answer = ask(request(QStringLiteral("What is a plan?")));
    QCOMPARE(answer.outcome.ending, Ending::Complete);
    QCOMPARE(answer.text, demoAnswer(QStringLiteral("What is a plan?"), 1));
    QVERIFY(answer.text.contains(u"What is a plan?"));
    QCOMPARE(answer.outcome.finishReason, QStringLiteral("stop"));
    QCOMPARE(answer.outcome.servedModel, QStringLiteral("demo/quick"));
    QVERIFY(answer.outcome.generationId.startsWith(u"gen-demo-"));
    const Usage &usage = answer.outcome.usage;
    QCOMPARE(usage.completionTokens, demoTokens(answer.text).size());
    QVERIFY(usage.cost.has_value());
    QCOMPARE(*usage.cost, demoCost(demoModels().first(), *usage.promptTokens, *usage.completionTokens));
}

void TestDemoRouter::reasonsFirst()
{
    const Answer answer =
        ask(request(QStringLiteral("A list"), QStringLiteral("interactive/demo/reasoning")));
    QCOMPARE(answer.outcome.ending, Ending::Complete);
    QCOMPARE(answer.reasoning, demoReasoning(QStringLiteral("A list")));
    QVERIFY(answer.outcome.usage.reasoningTokens > 0);
}

void TestDemoRouter::answersWithoutStreaming()
{
    CompletionRequest whole = request(QStringLiteral("Some code"));
    whole.stream = false;
    const Answer answer = ask(whole);
    QCOMPARE(answer.outcome.ending, Ending::Complete);
    QCOMPARE(answer.text, demoAnswer(QStringLiteral("Some code"), 1));
    QVERIFY(answer.outcome.usage.cost.has_value());
}

void TestDemoRouter::keepsToTheMaximumOfTokens()
{
    CompletionRequest shortened = request(QStringLiteral("Hello"));
    shortened.parameters.maxTokens = 20;
    const Answer answer = ask(shortened);
    QCOMPARE(answer.outcome.finishReason, QStringLiteral("length"));
    QCOMPARE(answer.outcome.usage.completionTokens, 20);
}

void TestDemoRouter::misbehavesOnCue_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<ErrorKind>("kind");
    using K = ErrorKind;
    QTest::newRow("400") << "demo: error 400" << Ending::Failed << K::BadRequest;
    QTest::newRow("401") << "demo: error 401" << Ending::Failed << K::Unauthorized;
    QTest::newRow("402") << "demo: error 402" << Ending::Failed << K::NoCredit;
    QTest::newRow("403") << "demo: error 403" << Ending::Failed << K::Moderated;
    QTest::newRow("429") << "Please, Demo: error 429!" << Ending::Failed << K::RateLimited;
    QTest::newRow("502") << "demo:error 502" << Ending::Failed << K::ServerFailed;
    QTest::newRow("503") << "demo: error 503" << Ending::Failed << K::NoProvider;
    QTest::newRow("cut") << "demo: cut" << Ending::Cut << K::CutShort;
    QTest::newRow("mid") << "demo: error mid" << Ending::Failed << K::ProviderFailed;
    QTest::newRow("html") << "demo: html" << Ending::Failed << K::NotTheRouter;
    QTest::newRow("empty") << "demo: empty" << Ending::Failed << K::EmptyAnswer;
}

void TestDemoRouter::misbehavesOnCue()
{
    QFETCH(QString, message);
    const Answer answer = ask(request(message));
    QTEST(answer.outcome.ending, "ending");
    QVERIFY(answer.outcome.error.has_value());
    QTEST(answer.outcome.error->kind, "kind");
    QCOMPARE(answer.text.isEmpty(), message != u"demo: cut" && message != u"demo: error mid");
}

void TestDemoRouter::saysThatItIsADemonstration_data()
{
    QTest::addColumn<QString>("message");
    for (const char *message : {"hello", "a table", "some code", "a list", "_*[x](y)`", ""})
        QTest::newRow(message) << QString::fromLatin1(message);
}

void TestDemoRouter::saysThatItIsADemonstration()
{
    QFETCH(QString, message);
    for (int turn = 1; turn <= 5; ++turn) {
        const QString answer = demoAnswer(message, turn);
        QVERIFY(answer.contains(u"This is a demonstration."));
        QVERIFY(answer.contains(u"No model was asked"));
    }
    QVERIFY(demoLongAnswer(message).size() > 50'000);
}

void TestDemoRouter::tokensJoinToTheText()
{
    for (const QString &text :
         {QString(), QStringLiteral("a"), QStringLiteral("  two  words\n\n"),
          QStringLiteral("🙂🙂🙂🙂🙂🙂🙂 longwordwithoutspaces"), demoLongAnswer(QString())}) {
        const QStringList tokens = demoTokens(text);
        QCOMPARE(tokens.join(QString()), text);
        for (const QString &token : tokens)
            QVERIFY(!token.isEmpty() && !token.front().isLowSurrogate());
    }
}

void TestDemoRouter::goesOnFromWhatWasSaid()
{
    CompletionRequest asked = request(QStringLiteral("demo: cut please"));
    const QString whole = demoAnswer(QStringLiteral("demo: cut please"), 1);
    asked.messages.append({WireRole::Assistant, whole.first(40), {}});
    const Answer answer = ask(asked);
    QCOMPARE(answer.outcome.ending, Ending::Complete);
    QCOMPARE(answer.text, whole.sliced(40));
}

void TestDemoRouter::writesATitleWhenToldTo()
{
    CompletionRequest asked = request(QStringLiteral("Which of these regions grew the most?"));
    asked.messages.prepend({WireRole::System, QStringLiteral("Write a title for this."), {}});
    QCOMPARE(ask(asked).text, QStringLiteral("About: Which of these regions grew"));
}

void TestDemoRouter::saysWhatWasAttached()
{
    CompletionRequest asked = request(QStringLiteral("Look"));
    asked.messages.last().parts = {
        ImagePart{QStringLiteral("image/png"), "pixels", {}},
        FilePart{QStringLiteral("a.pdf"), QStringLiteral("application/pdf"), "pages!"},
        TextPart{QStringLiteral("Content of the attached file \"b\"")}};
    const auto answer = ask(asked);
    // What is attached is paid for like the words beside it.
    QVERIFY(answer.outcome.usage.promptTokens
            > ask(request(QStringLiteral("Look"))).outcome.usage.promptTokens);
    const QString text = answer.text;
    QVERIFY(text.contains(QStringLiteral("a picture (image/png, 6 bytes)")));
    QVERIFY(text.contains(QStringLiteral("the file a.pdf (application/pdf, 6 bytes)")));
    QVERIFY(text.contains(QStringLiteral("a text of 32 characters")));
    asked.messages.last().text.clear();
    QVERIFY(ask(asked).text.contains(QStringLiteral("a text of 32 characters")));
}

QTEST_GUILESS_MAIN(TestDemoRouter)
#include "tst_demorouter.moc"
