// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerinfoclient.h"
#include "routerthread.h"
#include "scriptedserver.h"
#include "wireprobe.h"

#include <QFutureWatcher>
#include <QTest>

using namespace tabletalk;
using Verdict = KeyStatus::Verdict;

namespace {

//! The answer to a question, waited for in the event loop.
template <class T>
std::optional<Result<T>> answerOf(const QFuture<Result<T>> &future)
{
    QFutureWatcher<Result<T>> watcher;
    QSignalSpy finished(&watcher, &QFutureWatcher<Result<T>>::finished);
    watcher.setFuture(future);
    if (!watcher.isFinished() || finished.isEmpty())
        finished.wait(20'000);
    return future.resultCount() > 0 ? std::optional(future.result()) : std::nullopt;
}

Script reply(int status, const QByteArray &body)
{
    return {script::Send{response(status, "application/json", body)}};
}

} // namespace

class TestRouterInfoClient : public QObject {
    Q_OBJECT
private slots:
    void listsModels();
    void explainsWhyThereAreNoModels_data();
    void explainsWhyThereAreNoModels();
    void limitsTheList();
    void checksKeys_data();
    void checksKeys();
    void readsTheKeysLimits();
    void refusesKeysThatAreNone();
    void askingForSomethingNobodyAnswersEnds();

private:
    std::shared_ptr<RouterThread> m_thread = std::make_shared<RouterThread>();
    RouterInfoClient m_client{m_thread, shortLimits()};
};

void TestRouterInfoClient::listsModels()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("GET", "/api/v1/models", reply(200, R"({"data":[{"id":"interactive/a/b"}]})"));
    // Ended by closing the connection, as some gateways do.
    server.expect("GET", "/api/v1/models",
                  {script::Send{responseHead(200, {})},
                   script::Send{R"({"data":[{"id":"interactive/a/b"}]})"}, script::Close{}});
    const Endpoint endpoint = *Endpoint::parse(server.url());
    for (const Secret &key : {Secret(), Secret(kTestKey)}) {
        const auto models = answerOf(m_client.models(endpoint, key));
        QVERIFY(models && models->ok());
        QCOMPARE(models->value().size(), 1);
        QCOMPARE(models->value().first().id, QStringLiteral("a/b"));
    }
    QCOMPARE(server.requests().at(0).header("Authorization"), "");
    QCOMPARE(server.requests().at(1).header("Authorization"), "Bearer " + kTestKey);
}

void TestRouterInfoClient::explainsWhyThereAreNoModels_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("page") << 200 << QByteArray("<html>") << ErrorKind::NotTheRouter;
    QTest::newRow("text") << 200 << QByteArray("hello") << ErrorKind::NotTheRouter;
    QTest::newRow("nothing") << 200 << QByteArray() << ErrorKind::NotTheRouter;
    QTest::newRow("another object") << 200 << QByteArray("{}") << ErrorKind::MalformedReply;
    QTest::newRow("an error in a 200")
        << 200 << QByteArray(R"({"error":{"code":429,"message":"m"}})") << ErrorKind::RateLimited;
    QTest::newRow("401") << 401 << QByteArray() << ErrorKind::Unauthorized;
    QTest::newRow("404 page") << 404 << QByteArray("<html>") << ErrorKind::NotTheRouter;
    QTest::newRow("500") << 500 << QByteArray() << ErrorKind::ServerFailed;
    QTest::newRow("307") << 307 << QByteArray() << ErrorKind::Redirected;
}

void TestRouterInfoClient::explainsWhyThereAreNoModels()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("GET", "/api/v1/models", reply(status, body));
    const auto models = answerOf(m_client.models(*Endpoint::parse(server.url()), {}));
    QVERIFY(models && !models->ok());
    QTEST(models->error().kind, "kind");
}

void TestRouterInfoClient::limitsTheList()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("GET", "/api/v1/models", reply(200, "{\"data\":[" + QByteArray(200'000, ' ') + "]}"));
    WireLimits limits = shortLimits();
    limits.longestInfo = 100'000;
    RouterInfoClient client(m_thread, limits);
    const auto models = answerOf(client.models(*Endpoint::parse(server.url()), {}));
    QVERIFY(models && !models->ok());
    QCOMPARE(models->error().kind, ErrorKind::ReplyTooLarge);
}

void TestRouterInfoClient::checksKeys_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("verdict"); // -1: an error
    QTest::newRow("accepted") << 200 << QByteArray(R"({"data":{"label":"x"}})") << int(Verdict::Accepted);
    QTest::newRow("401") << 401 << QByteArray(R"({"error":{"message":"no"}})") << int(Verdict::Refused);
    QTest::newRow("403") << 403 << QByteArray() << int(Verdict::Refused);
    QTest::newRow("403 page") << 403 << QByteArray("<html>") << int(Verdict::NotTold);
    QTest::newRow("404") << 404 << QByteArray(R"({"error":{"message":"no"}})") << int(Verdict::NotTold);
    QTest::newRow("page") << 200 << QByteArray("<html>") << int(Verdict::NotTold);
    QTest::newRow("other text") << 200 << QByteArray("ok") << int(Verdict::NotTold);
    QTest::newRow("other JSON") << 200 << QByteArray(R"({"ok":true})") << int(Verdict::NotTold);
    QTest::newRow("500") << 500 << QByteArray() << -1;
    QTest::newRow("429") << 429 << QByteArray() << -1;
    QTest::newRow("302") << 302 << QByteArray() << -1;
}

void TestRouterInfoClient::checksKeys()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect("GET", "/api/v1/key", reply(status, body));
    const auto checked = answerOf(m_client.checkKey(*Endpoint::parse(server.url()), Secret(kTestKey)));
    QVERIFY(checked.has_value());
    QTEST(checked->ok() ? int(checked->value().verdict) : -1, "verdict");
}

void TestRouterInfoClient::readsTheKeysLimits()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect(
        "GET", "/api/v1/key",
        reply(200,
              R"({"data":{"label":"sk-or…abc","limit":100,"limit_remaining":"99.5","limit_reset":null}})"));
    const auto checked = answerOf(m_client.checkKey(*Endpoint::parse(server.url()), Secret(kTestKey)));
    QVERIFY(checked && checked->ok());
    const KeyStatus expected{.verdict = Verdict::Accepted,
                             .label = QStringLiteral("sk-or…abc"),
                             .limit = Money::fromDecimal(u"100"),
                             .remaining = Money::fromDecimal(u"99.5")};
    QVERIFY(checked->value() == expected);
}

void TestRouterInfoClient::refusesKeysThatAreNone()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    const Endpoint endpoint = *Endpoint::parse(server.url());
    QCOMPARE(answerOf(m_client.checkKey(endpoint, {}))->error().kind, ErrorKind::NoKey);
    QCOMPARE(answerOf(m_client.checkKey(endpoint, Secret("a\r\nb")))->error().kind, ErrorKind::InvalidKey);
    QCOMPARE(answerOf(m_client.models(endpoint, Secret("a\r\nb")))->error().kind, ErrorKind::InvalidKey);
    QCOMPARE(server.connectionCount(), 0);
}

void TestRouterInfoClient::askingForSomethingNobodyAnswersEnds()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    auto thread = std::make_shared<RouterThread>();
    const auto future = RouterInfoClient(thread, shortLimits()).models(*Endpoint::parse(server.url()), {});
    QTRY_COMPARE(server.requests().size(), 1);
    thread.reset(); // the program quits
    QVERIFY(future.isCanceled());
    QVERIFY(future.isFinished());
}

QTEST_GUILESS_MAIN(TestRouterInfoClient)
#include "tst_routerinfoclient.moc"
