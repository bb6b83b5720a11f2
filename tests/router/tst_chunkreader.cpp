// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chunkreader.h"
#include "wirelimits.h"

#include <QJsonDocument>
#include <QTest>

using namespace tabletalk;

namespace {

using Events = QList<CompletionEvent>;

QJsonObject json(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    Q_ASSERT(document.isObject());
    return document.object();
}

//! A chunk whose only choice has this delta.
QByteArray delta(const QByteArray &content)
{
    return R"({"choices":[{"index":0,"delta":)" + content + "}]}";
}

} // namespace

Q_DECLARE_METATYPE(tabletalk::Usage)

class TestChunkReader : public QObject {
    Q_OBJECT
private slots:
    void makesEvents_data();
    void makesEvents();
    void showsReasoningOnce_data();
    void showsReasoningOnce();
    void keepsTheFinishReason_data();
    void keepsTheFinishReason();
    void findsUsage_data();
    void findsUsage();
    void tellsWhoServedOnce();
    void findsErrors_data();
    void findsErrors();
    void takesAWholeReply();
    void doesNotRepeatTheMessageAfterDeltas();
    void stopsAtTooMuch_data();
    void stopsAtTooMuch();
};

void TestChunkReader::makesEvents_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::addColumn<Events>("events");
    QTest::newRow("empty object") << QByteArray("{}") << Events{};
    QTest::newRow("content") << delta(R"({"content":"Hi"})") << Events{TextDelta{QStringLiteral("Hi")}};
    QTest::newRow("empty content") << delta(R"({"role":"assistant","content":""})") << Events{};
    QTest::newRow("null content") << delta(R"({"content":null})") << Events{};
    QTest::newRow("parts") << delta(R"({"content":[{"type":"text","text":"a"},{"type":"image_url"},"b"]})")
                           << Events{TextDelta{QStringLiteral("ab")}};
    QTest::newRow("content of a wrong type") << delta(R"({"content":{"text":5}})") << Events{};
    QTest::newRow("refusal") << delta(R"({"refusal":"No."})") << Events{RefusalDelta{QStringLiteral("No.")}};
    QTest::newRow("reasoning before content")
        << delta(R"({"content":"b","reasoning":"a"})")
        << Events{ReasoningDelta{QStringLiteral("a")}, TextDelta{QStringLiteral("b")}};
    QTest::newRow("another choice") << QByteArray(R"({"choices":[{"index":1,"delta":{"content":"x"}}]})")
                                    << Events{};
    QTest::newRow("a choice without index")
        << QByteArray(R"({"choices":[{"delta":{"content":"x"}}]})") << Events{TextDelta{QStringLiteral("x")}};
    QTest::newRow("no choices") << QByteArray(R"({"choices":[]})") << Events{};
    QTest::newRow("choices of a wrong type")
        << QByteArray(R"({"choices":"x","usage":7,"error":null})") << Events{};
    QTest::newRow("a tool call") << delta(
        R"({"content":null,"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]})")
                                 << Events{ToolCallDelta{0, QStringLiteral("a"), QStringLiteral("f"),
                                                         QStringLiteral("{")}};
    QTest::newRow("the older tool call")
        << delta(R"({"function_call":{"name":"f","arguments":"1"}})")
        << Events{ToolCallDelta{0, {}, QStringLiteral("f"), QStringLiteral("1")}};
    QTest::newRow("a whole message with a tool call")
        << QByteArray(R"({"choices":[{"message":{"tool_calls":[{"id":"a","function":{"name":"f"}}]}}]})")
        << Events{ToolCallDelta{0, QStringLiteral("a"), QStringLiteral("f"), {}}};
    const QJsonObject citation = json(R"({"type":"url_citation","url_citation":{"url":"https://e.org"}})");
    QTest::newRow("a citation") << delta(
        R"({"annotations":[{"type":"url_citation","url_citation":{"url":"https://e.org"}}]})")
                                << Events{AnnotationsArrived{{citation}}};
    QTest::newRow("citations beside the choices")
        << QByteArray(R"({"citations":["https://e.org",5],"choices":[]})")
        << Events{AnnotationsArrived{{citation}}};
    const Events picture{PictureArrived{QStringLiteral("image/png"), "abc"}};
    QTest::newRow("a picture") << delta(
        R"({"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,YWJj"}}]})")
                               << picture;
    QTest::newRow("a picture among the parts")
        << delta(R"({"content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,YWJj"}}]})")
        << picture;
    QTest::newRow("a picture elsewhere is a link")
        << delta(R"({"images":[{"image_url":{"url":"https://e.org"}}]})")
        << Events{AnnotationsArrived{{citation}}};
    QTest::newRow("no picture")
        << delta(R"({"images":[{"image_url":{"url":"data:image/png;base64,%%"}},5]})")
        << Events{AnnotationsArrived{
               {json(R"({"type":"url_citation","url_citation":{"url":"data:image/png;base64,%%"}})")}}};
    QTest::newRow("the endpoint before this one")
        << QByteArray(R"({"choices":[{"text":"a"}]})") << Events{TextDelta{QStringLiteral("a")}};
    QTest::newRow("unknown keys") << QByteArray(
        R"({"x":1,"choices":[{"y":2,"delta":{"z":[],"content":"a"}}]})")
                                  << Events{TextDelta{QStringLiteral("a")}};
}

void TestChunkReader::makesEvents()
{
    QFETCH(QByteArray, chunk);
    QFETCH(Events, events);
    QCOMPARE(ChunkReader().read(json(chunk)), events);
}

void TestChunkReader::showsReasoningOnce_data()
{
    QTest::addColumn<QList<QByteArray>>("chunks");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<int>("fragments");
    const QByteArray text = R"([{"type":"reasoning.text","text":"ab","index":0}])";
    const QByteArray both = delta(R"({"reasoning":"ab","reasoning_details":)" + text + "}");
    const QByteArray detailsOnly = delta(R"({"reasoning_details":)" + text + "}");
    const QByteArray signature =
        delta(R"({"reasoning_details":[{"type":"reasoning.text","signature":"s"}]})");
    using Chunks = QList<QByteArray>;
    QTest::newRow("plain") << Chunks{delta(R"({"reasoning":"ab"})")} << "ab" << 0;
    QTest::newRow("the other name") << Chunks{delta(R"({"reasoning_content":"ab"})")} << "ab" << 0;
    QTest::newRow("both names") << Chunks{delta(R"({"reasoning":"ab","reasoning_content":"ab"})")} << "ab"
                                << 0;
    QTest::newRow("with details") << Chunks{both, signature} << "ab" << 2;
    QTest::newRow("details alone") << Chunks{detailsOnly, signature, detailsOnly} << "abab" << 3;
    QTest::newRow("plain first, details after")
        << Chunks{delta(R"({"reasoning":"ab"})"), detailsOnly} << "ab" << 1;
    QTest::newRow("details first, plain after")
        << Chunks{detailsOnly, delta(R"({"reasoning":"ab"})")} << "ab" << 1;
    QTest::newRow("a summary") << Chunks{delta(
        R"({"reasoning_details":[{"type":"reasoning.summary","summary":"s"}]})")}
                               << "s" << 1;
    QTest::newRow("encrypted") << Chunks{delta(
        R"({"reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]})")}
                               << "" << 1;
    QTest::newRow("details at the choice")
        << Chunks{R"({"choices":[{"reasoning_details":)" + text + R"(,"delta":{"reasoning":"ab"}}]})"} << "ab"
        << 1;
}

void TestChunkReader::showsReasoningOnce()
{
    QFETCH(QList<QByteArray>, chunks);
    ChunkReader reader;
    QString shown;
    QJsonArray kept;
    for (const QByteArray &chunk : chunks) {
        for (const CompletionEvent &event : reader.read(json(chunk))) {
            if (const auto *text = std::get_if<ReasoningDelta>(&event))
                shown += text->text;
            if (const auto *arrived = std::get_if<ReasoningDetails>(&event)) {
                for (const QJsonValue &fragment : arrived->fragments)
                    kept.append(fragment);
            }
        }
    }
    QTEST(shown, "reasoning");
    QTEST(int(kept.size()), "fragments");
    QVERIFY(!reader.hasAnswer());
}

void TestChunkReader::keepsTheFinishReason_data()
{
    QTest::addColumn<QList<QByteArray>>("reasons");
    QTest::addColumn<QString>("kept");
    using Reasons = QList<QByteArray>;
    QTest::newRow("none") << Reasons{"null", "null"} << "";
    QTest::newRow("empty inside") << Reasons{R"("")", "null", R"("stop")"} << "stop";
    QTest::newRow("null after it") << Reasons{R"("length")", "null"} << "length";
    QTest::newRow("empty after it") << Reasons{R"("stop")", R"("")"} << "stop";
    QTest::newRow("a word of its own") << Reasons{R"("eos")"} << "eos";
    QTest::newRow("a wrong type") << Reasons{"5", "{}", "[]", "true"} << "";
    QTest::newRow("an object") << Reasons{R"({"type":"stop"})", "null"} << "stop";
    QTest::newRow("another object") << Reasons{R"({"reason":"Length"})"} << "length";
    QTest::newRow("in capitals") << Reasons{R"("STOP")"} << "stop";
    QTest::newRow("a null in quotes") << Reasons{R"("null")"} << "";
}

void TestChunkReader::keepsTheFinishReason()
{
    QFETCH(QList<QByteArray>, reasons);
    ChunkReader reader;
    for (const QByteArray &reason : reasons)
        reader.read(json(R"({"choices":[{"index":0,"delta":{},"finish_reason":)" + reason + "}]}"));
    QTEST(reader.finishReason(), "kept");
}

void TestChunkReader::findsUsage_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::addColumn<Usage>("usage");
    const Usage full{.promptTokens = 8,
                     .completionTokens = 2,
                     .reasoningTokens = 1,
                     .cachedTokens = 4,
                     .cost = Money::fromDecimal(u"0.00003")};
    const QByteArray usage = R"("usage":{"prompt_tokens":8,"completion_tokens":2,"cost":0.00003,)"
                             R"("prompt_tokens_details":{"cached_tokens":4},)"
                             R"("completion_tokens_details":{"reasoning_tokens":1}})";
    QTest::newRow("beside no choices") << QByteArray(R"({"choices":[],)" + usage + "}") << full;
    QTest::newRow("beside an empty delta")
        << QByteArray(R"({"choices":[{"delta":{"content":""},"finish_reason":null}],)" + usage + "}") << full;
    QTest::newRow("without choices") << QByteArray("{" + usage + "}") << full;
    QTest::newRow("inside the choice") << QByteArray(R"({"choices":[{"delta":{},)" + usage + "}]}") << full;
    QTest::newRow("inside the delta") << QByteArray(R"({"choices":[{"delta":{)" + usage + "}}]}") << full;
    QTest::newRow("inside the message") << QByteArray(R"({"choices":[{"message":{)" + usage + "}}]}") << full;
    QTest::newRow("under another name") << QByteArray(R"({"x_groq":{)" + usage + "}}") << full;
    QTest::newRow("in other words") << QByteArray(R"({"usage":{"input_tokens":8,"output_tokens":2}})")
                                    << Usage{.promptTokens = 8, .completionTokens = 2};
    QTest::newRow("as text and as double")
        << QByteArray(R"({"usage":{"prompt_tokens":"8","completion_tokens":2.0,"cost":"0.00003"}})")
        << Usage{.promptTokens = 8, .completionTokens = 2, .cost = full.cost};
    QTest::newRow("nulls and nonsense") << QByteArray(
        R"({"usage":{"prompt_tokens":null,"completion_tokens":"many","cost":null,"prompt_tokens_details":null}})")
                                        << Usage{};
    QTest::newRow("negative cost") << QByteArray(R"({"usage":{"cost":-1}})") << Usage{};
    QTest::newRow("beyond every number")
        << QByteArray(R"({"usage":{"prompt_tokens":1e300,"cost":1e300}})") << Usage{};
    QTest::newRow("a cost that no double holds exactly")
        << QByteArray(R"({"usage":{"cost":0.1234567}})") << Usage{.cost = Money{123'456'700'000}};
    QTest::newRow("usage of a wrong type") << QByteArray(R"({"usage":[1]})") << Usage{};
}

void TestChunkReader::findsUsage()
{
    QFETCH(QByteArray, chunk);
    QFETCH(Usage, usage);
    ChunkReader reader;
    reader.read(json(chunk));
    QVERIFY(reader.usage() == usage);
}

void TestChunkReader::tellsWhoServedOnce()
{
    ChunkReader reader;
    const QJsonObject chunk = json(R"({"id":"gen-1","model":"interactive/openai/gpt-4o","choices":[]})");
    const ServedBy expected{QStringLiteral("openai/gpt-4o"), QStringLiteral("gen-1")};
    QCOMPARE(reader.read(chunk), Events{expected});
    QCOMPARE(reader.read(chunk), Events{});
    QCOMPARE(reader.read(json(R"({"id":"other","model":"openai/gpt-4o"})")), Events{});
    QCOMPARE(reader.generationId(), QStringLiteral("gen-1"));
    QCOMPARE(reader.servedModel(), QStringLiteral("openai/gpt-4o"));
}

void TestChunkReader::findsErrors_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::addColumn<QString>("message");
    QTest::newRow("beside a choice") << QByteArray(
        R"({"error":{"code":"server_error","message":"m"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]})")
                                     << "m";
    QTest::newRow("without choices") << QByteArray(R"({"error":{"message":"m"}})") << "m";
    QTest::newRow("inside the choice")
        << QByteArray(R"({"choices":[{"error":{"code":502,"message":"m"}}]})") << "m";
    QTest::newRow("as text") << QByteArray(R"({"error":"m"})") << "m";
    QTest::newRow("finish reason alone") << QByteArray(R"({"choices":[{"finish_reason":"error"}]})") << "";
}

void TestChunkReader::findsErrors()
{
    QFETCH(QByteArray, chunk);
    ChunkReader reader;
    reader.read(json(chunk));
    QVERIFY(reader.error().has_value());
    QTEST(reader.error()->message, "message");
}

void TestChunkReader::takesAWholeReply()
{
    ChunkReader reader;
    const Events events = reader.read(json(
        R"({"id":"g","model":"m/x","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"all","reasoning":"why"}}]})"));
    QCOMPARE(events, (Events{ServedBy{QStringLiteral("m/x"), QStringLiteral("g")},
                             ReasoningDelta{QStringLiteral("why")}, TextDelta{QStringLiteral("all")}}));
    QCOMPARE(reader.finishReason(), QStringLiteral("stop"));
}

void TestChunkReader::doesNotRepeatTheMessageAfterDeltas()
{
    ChunkReader reader;
    reader.read(json(delta(R"({"content":"all"})")));
    QCOMPARE(reader.read(json(R"({"choices":[{"message":{"content":"all"},"finish_reason":"stop"}]})")),
             Events{});
}

void TestChunkReader::stopsAtTooMuch_data()
{
    QTest::addColumn<QByteArray>("chunk");
    QTest::newRow("tool calls") << delta(R"({"tool_calls":[{},{"id":"a"},{"id":"b"}]})");
    QTest::newRow("annotations") << delta(R"({"annotations":[{},{}]})");
    QTest::newRow("pictures") << delta(R"({"images":[{"image_url":{"url":"data:image/png;base64,YWJj"}}]})");
}

void TestChunkReader::stopsAtTooMuch()
{
    QFETCH(QByteArray, chunk);
    constexpr int kEnough = 100'000;
    ChunkReader reader;
    qsizetype events = 0;
    for (int i = 0; i < kEnough && !reader.overflowed(); ++i) {
        // Ids that were never seen before.
        const QByteArray number = QByteArray::number(i);
        events += reader
                      .read(json(QByteArray(chunk)
                                     .replace(R"("a")", '"' + number + "a\"")
                                     .replace(R"("b")", '"' + number + "b\"")))
                      .size();
    }
    QVERIFY(reader.overflowed());
    QVERIFY(events <= kMostAnnotations);
}

QTEST_APPLESS_MAIN(TestChunkReader)
#include "tst_chunkreader.moc"
