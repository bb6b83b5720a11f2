// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerreader.h"
#include "transcripts.h"

#include <QTest>

using namespace tabletalk;

namespace {

QString textOf(const AnswerReader::Arrival &arrival)
{
    QString text;
    for (const CompletionEvent &event : arrival.events) {
        if (const auto *delta = std::get_if<TextDelta>(&event))
            text += delta->text;
    }
    return text;
}

} // namespace

class TestAnswerReader : public QObject {
    Q_OBJECT
private slots:
    void recognisesShapes_data();
    void recognisesShapes();
    void readsTheSameWhereverItIsCut_data();
    void readsTheSameWhereverItIsCut();
    void keepsAPrefixWhereverItEnds();
    void isCompleteByDoneOrFinishReason_data();
    void isCompleteByDoneOrFinishReason();
    void stopsAtNonsense();
    void ignoresWhatIsNoChunk();
};

void TestAnswerReader::recognisesShapes_data()
{
    using Shape = AnswerReader::Shape;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Shape>("shape");
    QTest::newRow("nothing") << QByteArray() << Shape::Unknown;
    QTest::newRow("white space") << QByteArray(" \n\n ") << Shape::Unknown;
    QTest::newRow("half a mark") << QByteArray("\xEF\xBB") << Shape::Unknown;
    QTest::newRow("comment") << QByteArray(": x") << Shape::EventStream;
    QTest::newRow("data") << QByteArray("\ndata: x") << Shape::EventStream;
    QTest::newRow("marked data") << QByteArray("\xEF\xBB\xBF"
                                               "data: x")
                                 << Shape::EventStream;
    QTest::newRow("json after keep-alive blanks") << QByteArray("\n \n{\"a\":1}") << Shape::Json;
    QTest::newRow("marked json") << QByteArray("\xEF\xBB\xBF{}") << Shape::Json;
    QTest::newRow("page") << QByteArray("  <!DOCTYPE html>") << Shape::Foreign;
    QTest::newRow("half a field") << QByteArray("dat") << Shape::Unknown;
    QTest::newRow("text") << QByteArray("It works!") << Shape::Foreign;
    QTest::newRow("short text") << QByteArray("No.\n") << Shape::Foreign;
}

void TestAnswerReader::recognisesShapes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(AnswerReader::Shape, shape);
    AnswerReader reader{WireLimits{}};
    for (const char byte : bytes)
        reader.feed({&byte, 1});
    QCOMPARE(reader.shape(), shape);
}

void TestAnswerReader::readsTheSameWhereverItIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("stream") << transcripts::plain;
    QTest::newRow("one object") << QByteArray("\n {\"choices\":[{\"message\":{\"content\":\""
                                              + transcripts::plainText + "\"}}]}\n");
}

void TestAnswerReader::readsTheSameWhereverItIsCut()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        AnswerReader reader{WireLimits{}};
        QString text = textOf(reader.feed(QByteArrayView(bytes).first(cut)));
        text += textOf(reader.feed(QByteArrayView(bytes).sliced(cut)));
        text += textOf(reader.finish());
        QCOMPARE(text, QString::fromUtf8(transcripts::plainText));
        QVERIFY(reader.isComplete());
    }
}

void TestAnswerReader::keepsAPrefixWhereverItEnds()
{
    const QString whole = QString::fromUtf8(transcripts::plainText);
    const qsizetype finishAt = transcripts::plain.indexOf("stop\"}]}") + 8;
    for (qsizetype end = 0; end <= transcripts::plain.size(); ++end) {
        AnswerReader reader{WireLimits{}};
        QString text = textOf(reader.feed(QByteArrayView(transcripts::plain).first(end)));
        text += textOf(reader.finish());
        QVERIFY2(whole.startsWith(text), qPrintable(text));
        QCOMPARE(reader.isComplete(), end >= finishAt);
        QCOMPARE(text == whole, end >= finishAt);
        QVERIFY(!reader.isMalformed());
    }
}

void TestAnswerReader::isCompleteByDoneOrFinishReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isComplete");
    QTest::newRow("done") << QByteArray("data: [DONE]\n\n") << true;
    QTest::newRow("done without an end") << QByteArray("data: [DONE]") << true;
    QTest::newRow("done with blanks") << QByteArray("data:  [DONE] \n\n") << true;
    QTest::newRow("half of done") << QByteArray("data: [DON") << false;
    QTest::newRow("reason") << QByteArray("data: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n") << true;
    QTest::newRow("text only") << QByteArray("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n")
                               << false;
    QTest::newRow("json without choices") << QByteArray("{\"id\":1}") << false;
    QTest::newRow("half of json") << QByteArray("{\"choices\":[{\"message\":{\"content\":\"a\"}}") << false;
}

void TestAnswerReader::isCompleteByDoneOrFinishReason()
{
    QFETCH(QByteArray, bytes);
    AnswerReader reader{WireLimits{}};
    reader.feed(bytes);
    reader.finish();
    QTEST(reader.isComplete(), "isComplete");
}

void TestAnswerReader::stopsAtNonsense()
{
    AnswerReader reader{WireLimits{}};
    const AnswerReader::Arrival arrival =
        reader.feed("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
                    "data: {broken\n\n"
                    "data: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n");
    QCOMPARE(textOf(arrival), QStringLiteral("a"));
    QVERIFY(reader.isMalformed());
    QVERIFY(reader.isOver());
    QVERIFY(!reader.isComplete());
}

void TestAnswerReader::ignoresWhatIsNoChunk()
{
    AnswerReader reader{WireLimits{}};
    const AnswerReader::Arrival arrival =
        reader.feed("data:\n\ndata: ping\n\ndata: null\n\ndata: []\n\n"
                    "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
    QCOMPARE(textOf(arrival), QStringLiteral("a"));
    QVERIFY(!reader.isOver());
}

QTEST_APPLESS_MAIN(TestAnswerReader)
#include "tst_answerreader.moc"
