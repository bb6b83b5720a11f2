// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpreplyparser.h"

#include <QTest>

using namespace tabletalk;
using State = HttpReplyParser::State;

namespace {

constexpr qsizetype kLongestHead = 1000;

struct Reading {
    QByteArray body;
    State state = State::Head;
    int status = 0;
    HttpHeaders headers;

    bool operator==(const Reading &) const = default;
};

Reading read(const QList<QByteArray> &pieces, bool isClosed = true)
{
    HttpReplyParser parser(kLongestHead);
    Reading reading;
    for (const QByteArray &piece : pieces)
        reading.body += parser.feed(piece);
    if (isClosed)
        parser.finish();
    reading.state = parser.state();
    reading.status = parser.head().status;
    reading.headers = parser.head().headers;
    return reading;
}

} // namespace

class TestHttpReplyParser : public QObject {
    Q_OBJECT
private slots:
    void readsReplies_data();
    void readsReplies();
    void readsTheSameWhereverItIsCut_data() { readsReplies_data(); }
    void readsTheSameWhereverItIsCut();
    void readsHeaders();
    void tellsNothingOfAHeadBeforeItIsWhole();
    void endsWithoutTheConnectionsEnd_data();
    void endsWithoutTheConnectionsEnd();
    void stopsAtAHeadThatIsTooLong_data();
    void stopsAtAHeadThatIsTooLong();
};

void TestHttpReplyParser::readsReplies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<State>("state");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &body, State state) {
        QTest::newRow(name) << bytes << body << state;
    };
    row("until closed", ok + "\r\nabc", "abc", State::Whole);
    row("until closed, nothing", ok + "\r\n", "", State::Whole);
    row("a length", ok + "Content-Length: 3\r\n\r\nabc", "abc", State::Whole);
    row("a length of nothing", ok + "Content-Length: 0\r\n\r\n", "", State::Whole);
    row("more than the length", ok + "Content-Length: 3\r\n\r\nabcdef", "abc", State::Whole);
    row("less than the length", ok + "Content-Length: 4\r\n\r\nabc", "abc", State::Body);
    row("a length twice", ok + "Content-Length: 3\r\ncontent-length: 3\r\n\r\nabc", "abc", State::Whole);
    row("two lengths", ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "", State::Damaged);
    row("no number of a length", ok + "Content-Length: +3\r\n\r\nabc", "", State::Damaged);
    row("a huge length", ok + "Content-Length: 99999999999999999999\r\n\r\nabc", "", State::Damaged);
    row("chunks", chunked + "3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n", "abcd", State::Whole);
    row("chunks count, not the length",
        ok + "Content-Length: 99\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
        "0123456789", State::Whole);
    row("lines after the last chunk", chunked + "1\r\na\r\n0\r\nX: y\r\n\r\n", "a", State::Whole);
    row("cut in a chunk", chunked + "3\r\nab", "ab", State::Body);
    row("cut after a chunk", chunked + "3\r\nabc\r\n", "abc", State::Body);
    row("cut before the last line", chunked + "1\r\na\r\n0\r\n", "a", State::Body);
    row("a chunk of no size", chunked + "1\r\na\r\nzzzz\r\nb", "a", State::Damaged);
    row("a chunk of a negative size", chunked + "-1\r\na", "", State::Damaged);
    row("a chunk beyond all numbers", chunked + "ffffffffffffffff\r\na", "", State::Damaged);
    row("a chunk longer than it says", chunked + "1\r\nab\r\n", "a", State::Damaged);
    row("a size without end", chunked + QByteArray(2000, '0'), "", State::Damaged);
    row("a coding that nobody asked for", ok + "Transfer-Encoding: gzip, chunked\r\n\r\nabc", "",
        State::Damaged);
    row("no content", "HTTP/1.1 204 No Content\r\n\r\nabc", "", State::Whole);
    row("an interim head", "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" + ok + "\r\nabc", "abc", State::Whole);
    row("an interim head alone", "HTTP/1.1 103 Early Hints\r\n\r\n", "", State::Head);
    row("another protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\nabc", "", State::Damaged);
    row("bare line feeds", "HTTP/1.0 200 OK\nContent-Length: 3\n\nabc", "abc", State::Whole);
    row("no reason", "HTTP/1.1 200\r\n\r\nabc", "abc", State::Whole);
    row("a line without a colon", ok + "what\r\nContent-Length: 3\r\n\r\nabc", "abc", State::Whole);
    row("nothing", "", "", State::Head);
    row("cut in the head", ok + "Content-", "", State::Head);
    row("another version", "HTTP/2 200 OK\r\n\r\nabc", "", State::NotHttp);
    row("a status of two digits", "HTTP/1.1 20 OK\r\n\r\nabc", "", State::NotHttp);
    row("a status of four digits", "HTTP/1.1 2000 OK\r\n\r\nabc", "", State::NotHttp);
    row("a status below any", "HTTP/1.1 099 OK\r\n\r\nabc", "", State::NotHttp);
    row("a web page alone", "<!DOCTYPE html>", "", State::NotHttp);
    row("an encrypted alert", QByteArray("\x15\x03\x01\x00\x02", 5), "", State::NotHttp);
}

void TestHttpReplyParser::readsReplies()
{
    QFETCH(const QByteArray, bytes);
    const Reading reading = read({bytes});
    QTEST(reading.body, "body");
    QTEST(reading.state, "state");
}

void TestHttpReplyParser::readsTheSameWhereverItIsCut()
{
    QFETCH(const QByteArray, bytes);
    const Reading whole = read({bytes});
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        QVERIFY2(read({bytes.first(cut), bytes.sliced(cut)}) == whole, QByteArray::number(cut).constData());
    QList<QByteArray> single;
    for (const char byte : bytes)
        single.append(QByteArray(1, byte));
    QVERIFY(read(single) == whole);
}

void TestHttpReplyParser::readsHeaders()
{
    const Reading reading = read({"HTTP/1.1 429 Too Many Requests\r\nRetry-After:  7 \r\nX-Empty:\r\n"
                                  "X-Long: a\r\n  b\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\n"});
    const HttpHeaders expected{
        {"Retry-After", "7"}, {"X-Empty", ""}, {"X-Long", "a b"}, {"X-Twice", "1"}, {"X-Twice", "2"}};
    QCOMPARE(reading.status, 429);
    QCOMPARE(reading.headers, expected);
}

void TestHttpReplyParser::tellsNothingOfAHeadBeforeItIsWhole()
{
    HttpReplyParser parser(kLongestHead);
    parser.feed("HTTP/1.1 200 OK\r\nX: y\r\n");
    QCOMPARE(parser.head().status, 0);
    QVERIFY(parser.head().headers.isEmpty());
    parser.feed("\r\n");
    QCOMPARE(parser.head().status, 200);
    QCOMPARE(parser.state(), State::Body);
}

void TestHttpReplyParser::endsWithoutTheConnectionsEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isOver");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("a length") << ok + "Content-Length: 1\r\n\r\na" << true;
    QTest::newRow("chunks") << ok + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" << true;
    QTest::newRow("neither") << ok + "\r\na" << false;
}

void TestHttpReplyParser::endsWithoutTheConnectionsEnd()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, isOver);
    QCOMPARE(read({bytes}, false).state == State::Whole, isOver);
}

void TestHttpReplyParser::stopsAtAHeadThatIsTooLong_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("one line") << QByteArray(100, 'x');
    QTest::newRow("many lines") << QByteArray("X: yyyyyyyyyyyyyyyyyyyyyyyyy\r\n");
    QTest::newRow("many interim heads") << QByteArray("\r\nHTTP/1.1 102 Processing\r\n");
}

void TestHttpReplyParser::stopsAtAHeadThatIsTooLong()
{
    QFETCH(const QByteArray, piece);
    HttpReplyParser parser(kLongestHead);
    parser.feed("HTTP/1.1 102 Processing\r\n");
    for (int i = 0; i < 2 * kLongestHead / piece.size(); ++i)
        QCOMPARE(parser.feed(piece), QByteArray());
    QCOMPARE(parser.state(), State::HeadTooLong);
    QCOMPARE(parser.head().status, 0);
}

QTEST_APPLESS_MAIN(TestHttpReplyParser)
#include "tst_httpreplyparser.moc"
