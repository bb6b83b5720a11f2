// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "transcripts.h"
#include "wireprobe.h"

#include <QJsonDocument>

using namespace tabletalk;
using namespace std::chrono_literals;
using Ending = CompletionOutcome::Ending;

namespace {

const QByteArray kPath = "/api/v1/chat/completions";
const HeaderLines kEventStream{{"Content-Type", "text/event-stream"}};

//! Served until the connection closes, so that a cut leaves no trace but the missing end.
Script stream(const QByteArray &body)
{
    return {script::Send{responseHead(200, kEventStream)}, script::Send{body}, script::Close{}};
}

QByteArray textEvent(const QByteArray &text)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

const QByteArray kStopEvent =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

} // namespace

class TestRouterCompletion : public QObject {
    Q_OBJECT
private slots:
    void streamsAnAnswer();
    void sendsWhatIsNeededAndNothingElse();
    void judgesBodies_data();
    void judgesBodies();
    void readsChunkedAndByteWise();
    void keepsAPrefixWhereverTheStreamIsCut();
    void tellsOfKeepAlives();
    void emitsAtMostOncePerFrame();
    void endsShortlyAfterTheFinishReason();
    void endsAtDoneThoughTheConnectionStaysOpen();
    void givesUpOnSilence_data();
    void givesUpOnSilence();
    void keepAlivesPostponeTheDeadline();
    void doesNotFollowRedirections_data();
    void doesNotFollowRedirections();
    void refusesCompressedReplies();
    void refusesEndlessReplies_data();
    void refusesEndlessReplies();
    void readsLittleOfALongErrorBody();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void sendsNoKeyToALocalServerThatNeedsNone();
    void cancellingClosesTheConnection();
    void cancellingIsNeverSynchronous();
    void cancellingLateChangesNothing();
    void deletingTheStreamClosesTheConnection();
    void deletingTheStreamWhileItTells();
    void quittingDoesNotWaitForAServer();
    void holdsBackASenderThatIsTooFast();
    void namesARefusedConnection();
    void namesAnUnknownHost();
};

void TestRouterCompletion::streamsAnAnswer()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(transcripts::plain));
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.outcomes().isEmpty());
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.text(), QString::fromUtf8(transcripts::plainText));
    const CompletionOutcome &outcome = probe.outcome();
    QCOMPARE(outcome.ending, Ending::Complete);
    QVERIFY(!outcome.error.has_value());
    QCOMPARE(outcome.finishReason, QStringLiteral("stop"));
    QCOMPARE(outcome.servedModel, QStringLiteral("openai/gpt-4o"));
    QCOMPARE(outcome.generationId, QStringLiteral("gen-1"));
    QCOMPARE(outcome.usage.promptTokens, 8);
    QCOMPARE(outcome.usage.completionTokens, 2);
    QCOMPARE(outcome.usage.cost, Money{30'000'000});
    QCOMPARE(outcome.httpStatus, 200);
    QVERIFY(outcome.startedMs > 0 && outcome.startedMs <= outcome.firstTokenMs);
    QVERIFY(outcome.firstTokenMs <= outcome.finishedMs);
}

void TestRouterCompletion::sendsWhatIsNeededAndNothingElse()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(transcripts::plain));
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest &request = server.requests().first();
    QCOMPARE(request.header("Authorization"), "Bearer " + kTestKey);
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.header("Accept-Encoding"), "identity");
    QVERIFY(request.header("User-Agent").startsWith("Tabletalk/"));
    QVERIFY(request.header("Cookie").isEmpty());
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    QCOMPARE(body[QLatin1String("model")].toString(), QStringLiteral("openai/gpt-4o"));
    QVERIFY(!request.body.contains(kTestKey));
}

void TestRouterCompletion::judgesBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<ErrorKind>("kind"); // Unknown: no error
    using K = ErrorKind;
    const QByteArray usage = "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":null}],"
                             "\"usage\":{\"prompt_tokens\":1}}\n\n";
    QTest::newRow("no [DONE]") << textEvent("a") + kStopEvent << "a" << Ending::Complete << K::Unknown;
    QTest::newRow("no finish reason")
        << QByteArray(textEvent("a") + "data: [DONE]\n\n") << "a" << Ending::Complete << K::Unknown;
    QTest::newRow("usage after it") << textEvent("a") + kStopEvent + usage << "a" << Ending::Complete
                                    << K::Unknown;
    QTest::newRow("cut") << textEvent("a") << "a" << Ending::Cut << K::CutShort;
    QTest::newRow("cut in an event") << textEvent("a") + textEvent("b").chopped(5) << "a" << Ending::Cut
                                     << K::CutShort;
    QTest::newRow("nothing") << QByteArray() << "" << Ending::Failed << K::ConnectionLost;
    QTest::newRow("keep-alives only")
        << QByteArray(": x\n\n: x\n\n") << "" << Ending::Failed << K::ConnectionLost;
    QTest::newRow("complete and empty") << kStopEvent << "" << Ending::Failed << K::EmptyAnswer;
    QTest::newRow("[DONE] alone") << QByteArray("data: [DONE]\n\n") << "" << Ending::Failed << K::EmptyAnswer;
    QTest::newRow("a refusal is an answer") << QByteArray(
        "data: {\"choices\":[{\"delta\":{\"refusal\":\"No.\"},\"finish_reason\":\"stop\"}]}\n\n")
                                            << "" << Ending::Complete << K::Unknown;
    QTest::newRow("error in mid-stream") << QByteArray(
        textEvent("a")
        + "data: {\"error\":{\"code\":\"server_error\",\"message\":\"m\"},\"choices\":[{\"delta\":"
          "{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n")
                                         << "a" << Ending::Failed << K::ProviderFailed;
    QTest::newRow("error without choices")
        << QByteArray(textEvent("a") + "data: {\"error\":{\"code\":429,\"message\":\"m\"}}\n\n") << "a"
        << Ending::Failed << K::RateLimited;
    QTest::newRow("finish reason error")
        << QByteArray("data: {\"choices\":[{\"finish_reason\":\"error\"}]}\n\n") << "" << Ending::Failed
        << K::ProviderFailed;
    QTest::newRow("error instead of a stream")
        << QByteArray("{\"error\":{\"code\":402,\"message\":\"m\"}}") << "" << Ending::Failed << K::NoCredit;
    QTest::newRow("a whole answer instead of a stream")
        << QByteArray("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}") << "a"
        << Ending::Complete << K::Unknown;
    QTest::newRow("a whole answer that failed")
        << QByteArray("{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"error\",\"error\":"
                      "{\"code\":502,\"message\":\"m\"}}]}")
        << "a" << Ending::Failed << K::ProviderFailed;
    QTest::newRow("half of an object")
        << QByteArray("{\"choices\":[") << "" << Ending::Failed << K::MalformedReply;
    QTest::newRow("an object of something else")
        << QByteArray("{\"ok\":true}") << "" << Ending::Failed << K::MalformedReply;
    QTest::newRow("a broken event") << QByteArray(textEvent("a") + "data: {\"choices\":[}\n\n"
                                                  + textEvent("b"))
                                    << "a" << Ending::Cut << K::MalformedReply;
    QTest::newRow("deep nesting") << QByteArray("data: " + QByteArray("{\"a\":").repeated(5000) + "\n\n")
                                  << "" << Ending::Failed << K::MalformedReply;
    QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html></html>") << "" << Ending::Failed
                                << K::NotTheRouter;
    QTest::newRow("some text") << QByteArray("It works!") << "" << Ending::Failed << K::NotTheRouter;
    QTest::newRow("invalid UTF-8") << textEvent("a\xFF"
                                                "b\xC3")
                                          + kStopEvent
                                   << QStringLiteral("a\uFFFDb\uFFFD") << Ending::Complete << K::Unknown;
    QTest::newRow("NUL bytes") << QByteArray(1000, '\0') << "" << Ending::Failed << K::NotTheRouter;
}

void TestRouterCompletion::judgesBodies()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(body));
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QTEST(probe.text(), "text");
    QTEST(probe.outcome().ending, "ending");
    QTEST(probe.errorKind(), "kind");
    QCOMPARE(probe.outcome().error.has_value(), probe.outcome().ending != Ending::Complete);
    QCOMPARE(probe.outcomes().size(), 1);
    QVERIFY(!probe.hadEventsAfterEnd());
    QCOMPARE(server.requests().size(), 1);
}

void TestRouterCompletion::readsChunkedAndByteWise()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    Script bytewise{script::Send{responseHead(200, {{"Transfer-Encoding", "chunked"}})}};
    for (const char byte : transcripts::plain)
        bytewise.append(script::Send{chunk(QByteArray(1, byte))});
    bytewise.append(script::Send{chunk({})});
    server.expect("POST", kPath, bytewise);
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.text(), QString::fromUtf8(transcripts::plainText));
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

void TestRouterCompletion::keepsAPrefixWhereverTheStreamIsCut()
{
    const QString whole = QString::fromUtf8(transcripts::plainText);
    const qsizetype finishAt = transcripts::plain.indexOf("stop\"}]}") + 8;
    ScriptedServer server;
    QVERIFY(server.listen());
    for (qsizetype end = 0; end <= transcripts::plain.size(); ++end) {
        server.expect("POST", kPath, stream(transcripts::plain.first(end)));
        WireProbe probe(requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
        QVERIFY2(whole.startsWith(probe.text()), qPrintable(probe.text()));
        const Ending expected = end >= finishAt          ? Ending::Complete
                                : probe.text().isEmpty() ? Ending::Failed
                                                         : Ending::Cut;
        QCOMPARE(probe.outcome().ending, expected);
        QCOMPARE(server.requests().size(), end + 1);
    }
}

void TestRouterCompletion::tellsOfKeepAlives()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{responseHead(200, kEventStream)}, script::Send{": LLMROUTER PROCESSING\n\n"},
                   script::Pause{}, script::Send{transcripts::plain}, script::Close{}});
    WireProbe probe(requestTo(server.url()));
    QTRY_COMPARE(probe.keepAlives(), 1);
    QVERIFY(probe.text().isEmpty());
    server.proceed();
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

void TestRouterCompletion::emitsAtMostOncePerFrame()
{
    constexpr int kEvents = 500;
    ScriptedServer server;
    QVERIFY(server.listen());
    Script burst{script::Send{responseHead(200, kEventStream)}};
    for (int i = 0; i < kEvents; ++i)
        burst.append(script::Send{textEvent("x")});
    burst += {script::Send{kStopEvent}, script::Close{}};
    server.expect("POST", kPath, burst);
    WireProbe probe(requestTo(server.url()));
    QSignalSpy received(&probe, &WireProbe::received);
    const qint64 startedMs = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(probe.waitForEnd());
    const qint64 frames = (QDateTime::currentMSecsSinceEpoch() - startedMs) / 33 + 2;
    QCOMPARE(probe.text().size(), kEvents);
    QVERIFY(received.size() <= frames);
}

void TestRouterCompletion::endsShortlyAfterTheFinishReason()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{responseHead(200, kEventStream)}, script::Send{textEvent("a") + kStopEvent},
                   script::Pause{}});
    WireLimits limits = shortLimits();
    limits.afterFinish = 100ms;
    WireProbe probe(requestTo(server.url(), {.idle = 1h}), limits);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

void TestRouterCompletion::endsAtDoneThoughTheConnectionStaysOpen()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect(
        "POST", kPath,
        {script::Send{responseHead(200, kEventStream)}, script::Send{transcripts::plain}, script::Pause{}});
    WireLimits limits = shortLimits();
    limits.afterFinish = 1h;
    WireProbe probe(requestTo(server.url(), {.idle = 1h}), limits);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void TestRouterCompletion::givesUpOnSilence_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Ending>("ending");
    const script::Send head{responseHead(200, kEventStream)};
    QTest::newRow("no reply") << Script{} << Ending::Failed;
    QTest::newRow("half a head") << Script{script::Send{"HTTP/1.1 200 OK\r\nContent-Ty"}, script::Pause{}}
                                 << Ending::Failed;
    QTest::newRow("after the head") << Script{head, script::Pause{}} << Ending::Failed;
    QTest::newRow("in the text") << Script{head, script::Send{textEvent("a")}, script::Pause{}}
                                 << Ending::Cut;
    QTest::newRow("a length that is a lie")
        << Script{script::Send{responseHead(200, {{"Content-Length", "9999"}})}, script::Send{textEvent("a")},
                  script::Pause{}}
        << Ending::Cut;
}

void TestRouterCompletion::givesUpOnSilence()
{
    QFETCH(Script, script);
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, script);
    WireProbe probe(requestTo(server.url(), {.firstByte = 200ms, .idle = 200ms}));
    QVERIFY(probe.waitForEnd());
    QTEST(probe.outcome().ending, "ending");
    QCOMPARE(probe.errorKind(), ErrorKind::Timeout);
    QCOMPARE(server.requests().size(), 1);
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void TestRouterCompletion::keepAlivesPostponeTheDeadline()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    Script patient{script::Send{responseHead(200, kEventStream)}};
    for (int i = 0; i < 10; ++i)
        patient += {script::Send{": still here\n\n"}, script::Wait{100ms}};
    patient += {script::Send{transcripts::plain}, script::Close{}};
    server.expect("POST", kPath, patient);
    // Below the second that passes before the first token.
    WireProbe probe(requestTo(server.url(), {.idle = 900ms}));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

void TestRouterCompletion::doesNotFollowRedirections_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void TestRouterCompletion::doesNotFollowRedirections()
{
    QFETCH(int, status);
    ScriptedServer other;
    QVERIFY(other.listen());
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{responseHead(
                      status, {{"Location", other.url().toUtf8() + "/steal"}, {"Content-Length", "0"}})}});
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Failed);
    QCOMPARE(probe.errorKind(), ErrorKind::Redirected);
    QCOMPARE(probe.outcome().httpStatus, status);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(other.connectionCount(), 0);
}

void TestRouterCompletion::refusesCompressedReplies()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{response(200, "text/event-stream", "\x1f\x8b\x08rubbish",
                                         {{"Content-Encoding", "gzip"}})}});
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Failed);
    QCOMPARE(probe.errorKind(), ErrorKind::MalformedReply);
}

//! As many events, each with this delta; %1 in it is the event's number.
static QByteArray many(const char *delta, int count)
{
    QByteArray events;
    for (int i = 0; i < count; ++i) {
        events += R"(data: {"choices":[{"delta":{)" + QByteArray(delta).replace("%1", QByteArray::number(i))
                  + "}}]}\n\n";
    }
    return events;
}

void TestRouterCompletion::refusesEndlessReplies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Ending>("ending");
    QTest::newRow("many events") << textEvent("x").repeated(5000) << Ending::Cut;
    QTest::newRow("one event") << QByteArray("data: \"" + QByteArray(200'000, 'x')) << Ending::Failed;
    QTest::newRow("one object") << QByteArray("{\"a\":\"" + QByteArray(200'000, 'x')) << Ending::Failed;
    QTest::newRow("many tool calls") << many(R"("tool_calls":[{"id":"c%1","function":{"name":"f"}}])", 200)
                                     << Ending::Cut;
    QTest::newRow("many pictures") << many(
        R"("images":[{"image_url":{"url":"data:image/png;base64,%1AAA"}}])", 200)
                                   << Ending::Cut;
}

void TestRouterCompletion::refusesEndlessReplies()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(body));
    WireLimits limits = shortLimits();
    limits.longestAnswer = 100'000;
    limits.longestEvent = 50'000;
    WireProbe probe(requestTo(server.url()), limits);
    QVERIFY(probe.waitForEnd());
    QTEST(probe.outcome().ending, "ending");
    QCOMPARE(probe.errorKind(), ErrorKind::ReplyTooLarge);
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void TestRouterCompletion::readsLittleOfALongErrorBody()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{responseHead(500, {{"Content-Length", "100000000"}})},
                   script::Send{QByteArray(300'000, 'x')}, script::Pause{}});
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::ServerFailed);
    QVERIFY(probe.outcome().error->userText.size() < 500);
}

void TestRouterCompletion::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("model");
    QTest::addColumn<ErrorKind>("kind");
    const QString model = QStringLiteral("a/b");
    QTest::newRow("a second header in the key")
        << QByteArray("sk-x\r\nX-Evil: 1") << model << ErrorKind::InvalidKey;
    QTest::newRow("a second request in the key")
        << QByteArray("sk-x\r\nContent-Length: 0\r\n\r\nGET / HTTP/1.1\r\n") << model
        << ErrorKind::InvalidKey;
    QTest::newRow("a line feed in the key") << QByteArray("sk-x\ny") << model << ErrorKind::InvalidKey;
    QTest::newRow("letters beyond ASCII") << QByteArray("sk-é") << model << ErrorKind::InvalidKey;
    QTest::newRow("NUL in the key") << QByteArray("sk-a\0b", 6) << model << ErrorKind::InvalidKey;
    QTest::newRow("a project key") << QByteArray("pk-lf-1") << model << ErrorKind::WrongKeyFamily;
    QTest::newRow("no model") << kTestKey << QString() << ErrorKind::NoModel;
}

void TestRouterCompletion::refusesWhatCannotBeSent()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, model);
    ScriptedServer server;
    QVERIFY(server.listen());
    CompletionRequest request = requestTo(server.url());
    request.key = Secret(key);
    request.model = model;
    WireProbe probe(request);
    QVERIFY(probe.outcomes().isEmpty()); // never from within start()
    QVERIFY(probe.waitForEnd());
    QTEST(probe.errorKind(), "kind");
    QCOMPARE(probe.outcome().ending, Ending::Failed);
    QCOMPARE(server.connectionCount(), 0);
}

void TestRouterCompletion::sendsNoKeyToALocalServerThatNeedsNone()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(transcripts::plain));
    CompletionRequest request = requestTo(server.url());
    request.key = {};
    WireProbe probe(request);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QVERIFY(server.requests().first().header("Authorization").isEmpty());

    request.endpoint = Endpoint::routerDefault();
    WireProbe keyless(request);
    QVERIFY(keyless.waitForEnd());
    QCOMPARE(keyless.errorKind(), ErrorKind::NoKey);
}

void TestRouterCompletion::cancellingClosesTheConnection()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect(
        "POST", kPath,
        {script::Send{responseHead(200, kEventStream)}, script::Send{textEvent("a")}, script::Pause{}});
    WireProbe probe(requestTo(server.url()));
    QTRY_COMPARE(probe.text(), QStringLiteral("a"));
    probe.stream()->cancel();
    probe.stream()->cancel();
    QVERIFY(probe.outcomes().isEmpty());
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Cancelled);
    QVERIFY(!probe.outcome().error.has_value());
    QTRY_COMPARE(server.openConnectionCount(), 0);
    QCOMPARE(probe.outcomes().size(), 1);
}

void TestRouterCompletion::cancellingIsNeverSynchronous()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    WireProbe probe(requestTo(server.url()));
    probe.stream()->cancel();
    QVERIFY(probe.outcomes().isEmpty());
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Cancelled);
}

void TestRouterCompletion::cancellingLateChangesNothing()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(transcripts::plain));
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    probe.stream()->cancel();
    QTRY_COMPARE(server.openConnectionCount(), 0);
    QCOMPARE(probe.outcomes().size(), 1);
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

void TestRouterCompletion::deletingTheStreamClosesTheConnection()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect(
        "POST", kPath,
        {script::Send{responseHead(200, kEventStream)}, script::Send{textEvent("a")}, script::Pause{}});
    WireProbe probe(requestTo(server.url()));
    QTRY_COMPARE(probe.text(), QStringLiteral("a"));
    probe.takeStream().reset();
    QTRY_COMPARE(server.openConnectionCount(), 0);
    QVERIFY(probe.outcomes().isEmpty());
}

void TestRouterCompletion::deletingTheStreamWhileItTells()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(transcripts::plain));
    WireProbe probe(requestTo(server.url()));
    QSignalSpy received(&probe, &WireProbe::received);
    connect(&probe, &WireProbe::received, &probe, [&probe] { probe.takeStream().reset(); });
    QVERIFY(received.wait(20'000));
    QTRY_COMPARE(server.openConnectionCount(), 0);
    QVERIFY(probe.outcomes().isEmpty());
}

void TestRouterCompletion::quittingDoesNotWaitForAServer()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    auto probe = std::make_unique<WireProbe>(requestTo(server.url()));
    QTRY_COMPARE(server.requests().size(), 1);
    probe.reset(); // the last owner of the router thread: would hang here
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void TestRouterCompletion::holdsBackASenderThatIsTooFast()
{
    constexpr int kEvents = 60;
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("POST", kPath, stream(textEvent(QByteArray(100'000, 'x')).repeated(kEvents) + kStopEvent));
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(probe.text().size(), kEvents * 100'000);
}

void TestRouterCompletion::namesARefusedConnection()
{
    QString url;
    {
        ScriptedServer server;
        QVERIFY(server.listen());
        url = server.url();
    }
    WireProbe probe(requestTo(url));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::ConnectionRefused);
    QCOMPARE(probe.outcome().httpStatus, 0);
}

void TestRouterCompletion::namesAnUnknownHost()
{
    WireProbe probe(requestTo(QStringLiteral("https://no-such-host.invalid/api/v1")));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Failed);
    if (probe.errorKind() == ErrorKind::ProxyRefused)
        QSKIP("a proxy stands between this machine and the resolver");
    QCOMPARE(probe.errorKind(), ErrorKind::HostNotFound);
}

QTEST_GUILESS_MAIN(TestRouterCompletion)
#include "tst_routercompletion.moc"
