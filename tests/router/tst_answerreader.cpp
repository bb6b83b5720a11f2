// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerreader.h"
#include "transcripts.h"

#include <QTest>

#include <algorithm>

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

//! All that an arrival shows, each kind marked.
QString everythingIn(const AnswerReader::Arrival &arrival)
{
    QString shown;
    for (const CompletionEvent &event : arrival.events) {
        if (const auto *text = std::get_if<TextDelta>(&event))
            shown += QStringLiteral("T:") + text->text;
        else if (const auto *thought = std::get_if<ReasoningDelta>(&event))
            shown += QStringLiteral("R:") + thought->text;
        else if (const auto *call = std::get_if<ToolCallDelta>(&event))
            shown += QStringLiteral("C%1:").arg(call->call) + call->name + call->arguments;
        else if (const auto *refusal = std::get_if<RefusalDelta>(&event))
            shown += QStringLiteral("N:") + refusal->text;
        else if (const auto *picture = std::get_if<PictureArrived>(&event))
            shown += QStringLiteral("P:") + QString::fromLatin1(picture->bytes);
        else if (std::holds_alternative<AnnotationsArrived>(event))
            shown += QStringLiteral("A;");
    }
    return shown;
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
    void showsExactlyWhatCameWhole_data();
    void showsExactlyWhatCameWhole();
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

void TestAnswerReader::showsExactlyWhatCameWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << transcripts::plain;
    QTest::newRow("everything") << transcripts::everything;
    QTest::newRow("tools") << transcripts::tools;
    QTest::newRow("failing") << transcripts::failing;
}

void TestAnswerReader::showsExactlyWhatCameWhole()
{
    QFETCH(QByteArray, bytes);
    // An event has come whole with its last byte; the line break after it says nothing more.
    const QByteArray lineEnd = bytes.contains("\r\n") ? "\r\n" : bytes.contains('\r') ? "\r" : "\n";
    QList<qsizetype> ends{0};
    for (qsizetype at = bytes.indexOf(lineEnd + lineEnd); at >= 0;
         at = bytes.indexOf(lineEnd + lineEnd, at + 1))
        ends.append(at);
    for (qsizetype end = 0; end <= bytes.size(); ++end) {
        const QByteArray whole = bytes.first(*std::prev(std::ranges::upper_bound(ends, end)));
        AnswerReader expected{WireLimits{}};
        QString shown = everythingIn(expected.feed(whole));
        shown += everythingIn(expected.finish());
        AnswerReader reader{WireLimits{}};
        QString read = everythingIn(reader.feed(QByteArrayView(bytes).first(end)));
        read += everythingIn(reader.finish());
        QCOMPARE(read, shown);
        QCOMPARE(reader.isComplete(), expected.isComplete());
        QCOMPARE(reader.reply().error().has_value(), expected.reply().error().has_value());
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
