// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "eventstreamparser.h"
#include "transcripts.h"

#include <QTest>

using namespace tabletalk;

namespace {

constexpr qsizetype kRoomy = qsizetype{1024} * 1024;

QList<StreamItem> parsed(const QList<QByteArray> &pieces)
{
    EventStreamParser parser(kRoomy);
    QList<StreamItem> items;
    for (const QByteArray &piece : pieces)
        items += parser.feed(piece);
    return items + parser.finish();
}

StreamItem data(const QByteArray &text)
{
    return {StreamItem::Kind::Data, text};
}

StreamItem comment(const QByteArray &text)
{
    return {StreamItem::Kind::Comment, text};
}

} // namespace

class TestEventStreamParser : public QObject {
    Q_OBJECT
private slots:
    void readsItems_data();
    void readsItems();
    void readsTheSameWhereverItIsCut_data();
    void readsTheSameWhereverItIsCut();
    void readsTheSameByteByByte_data() { readsTheSameWhereverItIsCut_data(); }
    void readsTheSameByteByByte();
    void emitsAnEventOnlyWhenItIsWhole();
    void stopsAtAnEventThatIsTooLong_data();
    void stopsAtAnEventThatIsTooLong();
};

void TestEventStreamParser::readsItems_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<StreamItem>>("items");
    using Items = QList<StreamItem>;
    QTest::newRow("nothing") << QByteArray() << Items{};
    QTest::newRow("one event") << QByteArray("data: a\n\n") << Items{data("a")};
    QTest::newRow("no space after the colon") << QByteArray("data:a\n\n") << Items{data("a")};
    QTest::newRow("only one space belongs to the syntax") << QByteArray("data:  a\n\n") << Items{data(" a")};
    QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << Items{data("a"), data("b")};
    QTest::newRow("CR") << QByteArray("data: a\r\rdata: b\r\r") << Items{data("a"), data("b")};
    QTest::newRow("mixed line ends") << QByteArray("data: a\r\n\ndata: b\r\r\ndata: c\n\r")
                                     << Items{data("a"), data("b"), data("c")};
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "data: a\n\n")
                                     << Items{data("a")};
    QTest::newRow("a mark in the middle is text") << QByteArray("data: \xEF\xBB\xBF"
                                                                "a\n\n")
                                                  << Items{data("\xEF\xBB\xBF"
                                                                "a")};
    QTest::newRow("several data lines") << QByteArray("data: a\ndata\ndata: b\n\n") << Items{data("a\n\nb")};
    QTest::newRow("empty data") << QByteArray("data:\n\n") << Items{data("")};
    QTest::newRow("comments") << QByteArray(": one\n:two\n\n:\n")
                              << Items{comment("one"), comment("two"), comment("")};
    QTest::newRow("a comment within an event")
        << QByteArray("data: a\n: c\ndata: b\n\n") << Items{comment("c"), data("a\nb")};
    QTest::newRow("other fields") << QByteArray("event: x\nid: 1\nretry: 5\ndata: a\nDATA: b\ndatum: c\n\n")
                                  << Items{data("a")};
    QTest::newRow("no data, no event") << QByteArray("event: x\n\n\n\n") << Items{};
    QTest::newRow("no final blank line") << QByteArray("data: a\n") << Items{data("a")};
    QTest::newRow("no final line end") << QByteArray("data: a") << Items{data("a")};
    QTest::newRow("invalid UTF-8") << QByteArray("data: a\xFFz\n\n") << Items{data("a\xEF\xBF\xBDz")};
    QTest::newRow("NUL is text") << QByteArray("data: a\0b\n\n", 11) << Items{data(QByteArray("a\0b", 3))};
}

void TestEventStreamParser::readsItems()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<StreamItem>, items);
    QCOMPARE(parsed({bytes}), items);
}

void TestEventStreamParser::readsTheSameWhereverItIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("line feeds") << transcripts::plain;
    QTest::newRow("carriage returns and line feeds") << QByteArray(transcripts::plain).replace("\n", "\r\n");
    QTest::newRow("carriage returns") << QByteArray(transcripts::plain).replace('\n', '\r');
    QTest::newRow("with a mark, without an end")
        << QByteArray("\xEF\xBB\xBF" + transcripts::plain.chopped(2));
    QTest::newRow("invalid UTF-8") << QByteArray("data: \xC3\xC3\xA9\xF0\x9F\x99\n\n:\xFF\n\n");
}

void TestEventStreamParser::readsTheSameWhereverItIsCut()
{
    QFETCH(QByteArray, bytes);
    const QList<StreamItem> whole = parsed({bytes});
    QVERIFY(!whole.isEmpty());
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        QCOMPARE(parsed({bytes.first(cut), bytes.sliced(cut)}), whole);
}

void TestEventStreamParser::readsTheSameByteByByte()
{
    QFETCH(QByteArray, bytes);
    QList<QByteArray> pieces;
    for (const char byte : bytes)
        pieces.append(QByteArray(1, byte));
    QCOMPARE(parsed(pieces), parsed({bytes}));
}

void TestEventStreamParser::emitsAnEventOnlyWhenItIsWhole()
{
    EventStreamParser parser(kRoomy);
    QCOMPARE(parser.feed("data: a\n"), {});
    QCOMPARE(parser.feed("data: b\n"), {});
    QCOMPARE(parser.feed("\n"), {data("a\nb")});
    QCOMPARE(parser.finish(), {});
}

void TestEventStreamParser::stopsAtAnEventThatIsTooLong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one line") << QByteArray("data: " + QByteArray(100, 'x') + "\n\n");
    QTest::newRow("a line without an end") << QByteArray(100, 'x');
    QTest::newRow("many lines") << QByteArray("data: xxxx\n").repeated(30);
    QTest::newRow("a comment") << QByteArray(':' + QByteArray(100, 'x') + "\n\n");
}

void TestEventStreamParser::stopsAtAnEventThatIsTooLong()
{
    QFETCH(QByteArray, bytes);
    EventStreamParser parser(64);
    QCOMPARE(parser.feed("data: short\n\n"), {data("short")});
    QVERIFY(!parser.overflowed());
    QCOMPARE(parser.feed(bytes), {});
    QVERIFY(parser.overflowed());
    QCOMPARE(parser.feed("\n\ndata: later\n\n"), {});
    QCOMPARE(parser.finish(), {});
}

QTEST_APPLESS_MAIN(TestEventStreamParser)
#include "tst_eventstreamparser.moc"
