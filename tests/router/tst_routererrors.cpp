// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routererrors.h"

#include <QTest>

using namespace tabletalk;

namespace {

RouterErrors errors()
{
    return RouterErrors(Endpoint::routerDefault());
}

QByteArray routerError(int code, const QByteArray &message, const QByteArray &metadata = "{}")
{
    return R"({"error":{"code":)" + QByteArray::number(code) + R"(,"message":")" + message
           + R"(","metadata":)" + metadata + "}}";
}

//! What holds for every error there is.
void checkSentence(const Error &error)
{
    QVERIFY(!error.nextSteps.isEmpty());
    QVERIFY2(error.userText.size() > 20, qPrintable(error.userText));
    QVERIFY2(!error.userText.contains(u'%'), qPrintable(error.userText));
    QVERIFY2(!error.userText.contains(u"://"), qPrintable(error.userText));
    QVERIFY(error.userText.size() < 1000);
}

} // namespace

class TestRouterErrors : public QObject {
    Q_OBJECT
private slots:
    void namesReplies_data();
    void namesReplies();
    void quotesEveryShape_data();
    void quotesEveryShape();
    void quotesPlainlyAndShortly();
    void neverQuotesTheKey();
    void readsRetryHintsFromEverywhere_data();
    void readsRetryHintsFromEverywhere();
    void namesErrorsInsideAnAnswer_data();
    void namesErrorsInsideAnAnswer();
    void namesNetworkTrouble_data();
    void namesNetworkTrouble();
    void namesDeadlines_data();
    void namesDeadlines();
    void tellsOnlyTheHostOfARedirection();
    void everythingElseHasASentence();
};

void TestRouterErrors::namesReplies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorSource>("source");
    QTest::addColumn<NextStep>("step");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const QByteArray &body, ErrorKind kind, NextStep step,
                        const char *words, ErrorSource source = ErrorSource::Router) {
        QTest::newRow(name) << status << body << kind << source << step << QString::fromUtf8(words);
    };
    using K = ErrorKind;
    using S = NextStep;
    const QByteArray page = "<!DOCTYPE html><html><body>nginx</body></html>";

    row("400", 400, routerError(400, "bad temperature"), K::BadRequest, S::EditMessage, "bad temperature");
    row("400 max_tokens", 400, routerError(400, "max_tokens is too small"), K::BadRequest, S::LowerMaxTokens,
        "max_tokens");
    row("400 too long", 400, routerError(400, "maximum context length is 8192"), K::TooLarge, S::EditMessage,
        "too long");
    row("400 too long by type", 400, routerError(400, "no", R"({"error_type":"context_length_exceeded"})"),
        K::TooLarge, S::EditMessage, "too long");
    row("401", 401, routerError(401, "User not found."), K::Unauthorized, S::OpenKeys, "refused the key");
    row("401 word code", 401, R"({"error":{"code":"invalid_api_key","message":"bad key"}})", K::Unauthorized,
        S::OpenKeys, "bad key");
    row("401 without body", 401, "", K::Unauthorized, S::OpenKeys, "refused the key");
    row("402", 402, routerError(402, "Insufficient credits"), K::NoCredit, S::AddCredit, "credit");
    row("402 answer too long", 402,
        routerError(402, "requires more credits, or fewer max_tokens. can only afford 9"), K::NoCredit,
        S::LowerMaxTokens, "maximum of tokens");
    row("402 with what it is enough for", 402,
        routerError(402, "You requested up to 65536 tokens, but can only afford 912."), K::NoCredit,
        S::LowerMaxTokens, "enough for 912 tokens");
    row("402 key limit", 402, routerError(402, "Key limit exceeded (monthly limit)"), K::NoCredit,
        S::AddCredit, "spending limit");
    row("403 moderation", 403,
        routerError(
            403, "flagged",
            R"({"reasons":["violence","self-harm"],"flagged_input":"I … you","provider_name":"OpenAI"})"),
        K::Moderated, S::EditMessage, "violence, self-harm", ErrorSource::Provider);
    row("403 otherwise", 403, routerError(403, "not allowed"), K::Moderated, S::EditMessage, "did not allow");
    row("404", 404, routerError(404, "No endpoints found"), K::NotFound, S::ChooseModel,
        "does not know this model");
    row("405", 405, "", K::BadRequest, S::EditMessage, "(405)");
    row("408", 408, routerError(408, "timed out"), K::Timeout, S::Retry, "too long for the Router");
    row("413", 413, "", K::TooLarge, S::EditMessage, "too long");
    row("418", 418, "short and stout", K::BadRequest, S::EditMessage, "short and stout");
    row("422", 422, R"({"detail":[{"loc":["x"],"msg":"field required"}]})", K::BadRequest, S::EditMessage,
        "field required");
    row("429", 429, routerError(429, "Rate limited"), K::RateLimited, S::Retry, "how often");
    row("429 of a provider", 429,
        routerError(429, "Provider returned error", R"({"provider_name":"Groq","raw":"slow down"})"),
        K::RateLimited, S::Retry, "The provider Groq", ErrorSource::Provider);
    row("429 with a page", 429, page, K::RateLimited, S::Retry, "how often");
    row("500", 500, routerError(500, "Internal"), K::ServerFailed, S::Retry, "The Router failed (500)");
    row("502 with raw", 502,
        routerError(502, "Provider returned error",
                    R"({"provider_name":"Azure","raw":"{\"error\":{\"message\":\"out of GPUs\"}}"})"),
        K::ServerFailed, S::Retry, "out of GPUs", ErrorSource::Provider);
    row("502 with a page", 502, page, K::ServerFailed, S::Retry, "gateway");
    row("503", 503, routerError(503, "No provider meets your routing requirements"), K::NoProvider, S::Retry,
        "no provider");
    row("504", 504, "", K::ServerFailed, S::Retry, "in time");
    row("524", 524, page, K::ServerFailed, S::Retry, "gateway");
    row("529", 529, "", K::ServerFailed, S::Retry, "overloaded");
    row("599", 599, "", K::ServerFailed, S::Retry, "(599)");
    row("page with 404", 404, page, K::NotTheRouter, S::OpenEndpoint, "not a Router");
    row("page with 403", 403, page, K::NotTheRouter, S::OpenEndpoint, "not a Router");
    row("page with 400", 400, "  <html>", K::NotTheRouter, S::OpenEndpoint, "not a Router");
    row("1xx", 103, "", K::MalformedReply, S::Retry, "could not be read");
    row("301", 301, "", K::Redirected, S::OpenEndpoint, "not followed");
    row("307", 307, page, K::Redirected, S::OpenEndpoint, "not followed");
    row("308", 308, "", K::Redirected, S::OpenEndpoint, "not followed");
}

void TestRouterErrors::namesReplies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Error error = errors().fromReply({.status = status}, body);
    QTEST(error.kind, "kind");
    QTEST(error.source, "source");
    QTEST(error.nextSteps.value(0, NextStep::SendUnsaved), "step");
    QFETCH(QString, words);
    QVERIFY2(error.userText.contains(words), qPrintable(error.userText));
    checkSentence(error);
}

void TestRouterErrors::quotesEveryShape_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("router") << routerError(400, "the reason") << "the reason";
    QTest::newRow("null code") << QByteArray(R"({"error":{"code":null,"message":"the reason","param":null}})")
                               << "the reason";
    QTest::newRow("error as text") << QByteArray(R"({"error":"the reason"})") << "the reason";
    QTest::newRow("error as text beside a message")
        << QByteArray(R"({"error":"Bad Request","message":"the reason"})") << "the reason";
    QTest::newRow("message") << QByteArray(R"({"message":"the reason"})") << "the reason";
    QTest::newRow("detail.error with fields") << QByteArray(
        R"({"detail":{"error":{"message":"Invalid","details":{"schema_errors":[{"path":"a.b","message":"the reason"}]}}}})")
                                              << "a.b: the reason";
    QTest::newRow("success false") << QByteArray(
        R"({"success":false,"error":{"code":"X","message":"the reason"}})")
                                   << "the reason";
    QTest::newRow("detail as text") << QByteArray(R"({"detail":"the reason"})") << "the reason";
    QTest::newRow("tRPC") << QByteArray(R"({"error":{"json":{"message":"the reason"}}})") << "the reason";
    QTest::newRow("data.message") << QByteArray(R"({"data":{"message":"the reason"}})") << "the reason";
    QTest::newRow("in a list") << QByteArray(R"([{"error":{"message":"the reason"}}])") << "the reason";
    QTest::newRow("raw object") << routerError(
        400, "Provider returned error", R"({"provider_name":"P","raw":{"error":{"message":"the reason"}}})")
                                << "the reason";
    QTest::newRow("raw text") << routerError(400, "", R"({"raw":"the reason"})") << "the reason";
    QTest::newRow("plain text") << QByteArray("the reason\n") << "the reason";
    QTest::newRow("cut JSON") << QByteArray(R"({"error":{"message":"the reason)") << "the reason";
}

void TestRouterErrors::quotesEveryShape()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    const Error error = errors().fromReply({.status = 400}, body);
    QCOMPARE(error.kind, ErrorKind::BadRequest);
    QVERIFY2(error.userText.contains(words), qPrintable(error.userText));
    checkSentence(error);
}

void TestRouterErrors::quotesPlainlyAndShortly()
{
    const QByteArray hostile = "line\\none\\u0007\\u202e<b>bold</b>" + QByteArray(5000, 'x');
    const Error error = errors().fromReply({.status = 500}, routerError(500, hostile));
    QVERIFY(error.userText.contains(u"line one<b>bold</b>xxx"));
    QVERIFY(error.userText.contains(u'…'));
    QVERIFY(!error.userText.contains(QChar(0x202e)));
    QVERIFY(error.userText.size() < 500);
    QVERIFY(!error.detail.contains(QChar(0x202e)));
    QVERIFY(error.detail.size() > 2000 && error.detail.size() < 3000); // everything, within reason
}

void TestRouterErrors::neverQuotesTheKey()
{
    const Secret key("sk-test-0123456789abcdef");
    const Error error = withoutKey(
        errors().fromReply({.status = 401}, routerError(401, "Incorrect API key: " + key.reveal())), key);
    QVERIFY(!error.userText.contains(QString::fromLatin1(key.reveal())));
    QVERIFY(!error.detail.contains(QString::fromLatin1(key.reveal())));
    QVERIFY(error.userText.contains(u"Incorrect API key: […]"));
    QCOMPARE(withoutKey(error, {}), error);
}

void TestRouterErrors::readsRetryHintsFromEverywhere_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("seconds");
    const QByteArray plain = routerError(429, "x");
    QTest::newRow("header") << HttpHeaders{{"Retry-After", "30"}} << plain << 30;
    QTest::newRow("metadata.headers")
        << HttpHeaders{} << routerError(429, "x", R"({"headers":{"retry-after":"31"}})") << 31;
    QTest::newRow("metadata.headers as a number")
        << HttpHeaders{} << routerError(429, "x", R"({"headers":{"Retry-After":32}})") << 32;
    QTest::newRow("metadata.retry_after")
        << HttpHeaders{} << routerError(429, "x", R"({"retry_after":33})") << 33;
    QTest::newRow("availability") << HttpHeaders{}
                                  << QByteArray(R"({"error":{"availability":{"retry_after":34}}})") << 34;
}

void TestRouterErrors::readsRetryHintsFromEverywhere()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, seconds);
    const Error error = errors().fromReply({.status = 429, .headers = headers}, body);
    QVERIFY(error.retryAfter.has_value());
    QCOMPARE(int(error.retryAfter->count()), seconds);
    QCOMPARE(error.nextSteps.first(), NextStep::RetryLater);
    QVERIFY(error.userText.contains(QString::number(seconds)));
}

void TestRouterErrors::namesErrorsInsideAnAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    using K = ErrorKind;
    QTest::newRow("server_error") << QByteArray(R"({"error":{"code":"server_error","message":"m"}})")
                                  << K::ProviderFailed;
    QTest::newRow("502") << routerError(502, "m") << K::ProviderFailed;
    QTest::newRow("without anything") << QByteArray("{}") << K::ProviderFailed;
    QTest::newRow("429") << routerError(429, "m") << K::RateLimited;
    QTest::newRow("429 as text") << QByteArray(R"({"error":{"code":"429","message":"m"}})") << K::RateLimited;
    QTest::newRow("rate limit by word")
        << QByteArray(R"({"error":{"code":"rate_limit_exceeded"}})") << K::RateLimited;
    QTest::newRow("402") << routerError(402, "m") << K::NoCredit;
    QTest::newRow("quota by word") << QByteArray(R"({"error":{"type":"insufficient_quota"}})") << K::NoCredit;
    QTest::newRow("401") << routerError(401, "m") << K::Unauthorized;
    QTest::newRow("401 of a provider")
        << routerError(401, "m", R"({"provider_name":"P"})") << K::ProviderFailed;
    QTest::newRow("too long") << QByteArray(R"({"error":{"code":"context_length_exceeded"}})") << K::TooLarge;
    QTest::newRow("400") << routerError(400, "m") << K::ProviderFailed;
    QTest::newRow("404") << routerError(404, "m") << K::NotFound;
    QTest::newRow("moderation") << routerError(403, "m", R"({"reasons":["r"]})") << K::Moderated;
}

void TestRouterErrors::namesErrorsInsideAnAnswer()
{
    QFETCH(QByteArray, body);
    const Error error = errors().fromAnswer(ErrorBody::fromBytes(body));
    QTEST(error.kind, "kind");
    checkSentence(error);
}

void TestRouterErrors::namesNetworkTrouble_data()
{
    QTest::addColumn<QAbstractSocket::SocketError>("error");
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorKind>("kind");
    using S = QAbstractSocket;
    using K = ErrorKind;
    QTest::newRow("refused") << S::ConnectionRefusedError << "" << K::ConnectionRefused;
    QTest::newRow("closed") << S::RemoteHostClosedError << "" << K::ConnectionLost;
    QTest::newRow("unknown host") << S::HostNotFoundError << "" << K::HostNotFound;
    QTest::newRow("slow connection") << S::SocketTimeoutError << "" << K::Timeout;
    QTest::newRow("tls") << S::SslHandshakeFailedError << "" << K::TlsRefused;
    QTest::newRow("encryption broke later") << S::SslInternalError << "" << K::ConnectionLost;
    QTest::newRow("dead proxy") << S::ProxyConnectionRefusedError << "" << K::ProxyRefused;
    QTest::newRow("proxy hangs up") << S::ProxyConnectionClosedError << "" << K::ProxyRefused;
    QTest::newRow("proxy unknown") << S::ProxyNotFoundError << "" << K::ProxyRefused;
    QTest::newRow("no proxy") << S::ProxyProtocolError << "" << K::ProxyRefused;
    QTest::newRow("proxy wants a password")
        << S::ProxyAuthenticationRequiredError << "" << K::ProxyUnauthorized;
    QTest::newRow("no network") << S::NetworkError << "Network unreachable" << K::Offline;
    QTest::newRow("network trouble") << S::NetworkError << "Input/output error" << K::ConnectionLost;
    QTest::newRow("anything else") << S::UnknownSocketError << "" << K::ConnectionLost;
}

void TestRouterErrors::namesNetworkTrouble()
{
    QFETCH(QAbstractSocket::SocketError, error);
    QFETCH(QString, text);
    const Error named = errors().fromEnd(
        {.cause = HttpEnd::Cause::NetworkFailed, .socketError = error, .socketText = text}, false);
    QTEST(named.kind, "kind");
    const bool isProxys = named.kind == ErrorKind::ProxyRefused || named.kind == ErrorKind::ProxyUnauthorized;
    QCOMPARE(named.source, isProxys ? ErrorSource::Proxy : ErrorSource::Network);
    QVERIFY(named.userText.contains(u"app.interactive.ai"));
    checkSentence(named);
}

void TestRouterErrors::namesDeadlines_data()
{
    QTest::addColumn<HttpEnd::Cause>("cause");
    QTest::addColumn<bool>("answerBegan");
    QTest::addColumn<QString>("words");
    QTest::newRow("connecting") << HttpEnd::Cause::ConnectTimedOut << false << "could not be reached in time";
    QTest::newRow("first byte") << HttpEnd::Cause::FirstByteTimedOut << false << "did not answer in time";
    QTest::newRow("idle before text") << HttpEnd::Cause::IdleTimedOut << false << "did not answer in time";
    QTest::newRow("idle in text") << HttpEnd::Cause::IdleTimedOut << true << "What arrived is kept";
}

void TestRouterErrors::namesDeadlines()
{
    QFETCH(HttpEnd::Cause, cause);
    QFETCH(bool, answerBegan);
    QFETCH(QString, words);
    const Error error = errors().fromEnd({.cause = cause}, answerBegan);
    QCOMPARE(error.kind, ErrorKind::Timeout);
    QVERIFY2(error.userText.contains(words), qPrintable(error.userText));
    QCOMPARE(error.nextSteps.first(), answerBegan ? NextStep::Continue : NextStep::Retry);
    checkSentence(error);
}

void TestRouterErrors::tellsOnlyTheHostOfARedirection()
{
    const HttpHead head{.status = 302,
                        .headers = {{"location", "https://user:pw@elsewhere.example/p?token=t"}}};
    const Error error = errors().fromReply(head, {});
    QVERIFY(error.userText.contains(u"elsewhere.example"));
    for (const QString &text : {error.userText, error.detail}) {
        for (const QStringView hidden : {u"pw", u"token", u"user"})
            QVERIFY2(!text.contains(hidden), qPrintable(text));
    }
}

void TestRouterErrors::everythingElseHasASentence()
{
    const RouterErrors all = errors();
    for (const Error &error : {all.notTheRouter(), all.malformedReply(), all.replyTooLarge(),
                               all.emptyAnswer({}), all.emptyAnswer(QStringLiteral("length")), all.noKey(),
                               all.noModel(), all.fromEnd({.cause = HttpEnd::Cause::Closed}, true),
                               all.fromEnd({.cause = HttpEnd::Cause::Closed}, false),
                               all.fromEnd({.cause = HttpEnd::Cause::TooLong}, false),
                               all.fromEnd({.cause = HttpEnd::Cause::NotHttp}, false),
                               all.fromEnd({.cause = HttpEnd::Cause::Compressed}, false)})
        checkSentence(error);
}

QTEST_APPLESS_MAIN(TestRouterErrors)
#include "tst_routererrors.moc"
