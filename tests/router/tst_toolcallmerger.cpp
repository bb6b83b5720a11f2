// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "toolcallmerger.h"

#include <QJsonDocument>
#include <QTest>

using namespace tabletalk;

class TestToolCallMerger : public QObject {
    Q_OBJECT
private slots:
    void findsTheCall_data();
    void findsTheCall();
    void takesEachEntryOfAWholeMessageForACall();
    void stopsAtTooMany();
};

namespace {

QJsonArray array(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).array();
}

//! "id:name(arguments)" of each call, in order.
QString calls(const QList<ToolCallDelta> &deltas)
{
    QList<ToolCall> merged;
    for (const ToolCallDelta &delta : deltas) {
        while (merged.size() <= delta.call)
            merged.append(ToolCall{});
        ToolCall &call = merged[delta.call];
        if (!delta.id.isEmpty())
            call.id += delta.id;
        call.name += delta.name;
        call.arguments += delta.arguments;
    }
    QStringList texts;
    for (const ToolCall &call : merged)
        texts.append(QStringLiteral("%1:%2(%3)").arg(call.id, call.name, call.arguments));
    return texts.join(u' ');
}

} // namespace

void TestToolCallMerger::findsTheCall_data()
{
    QTest::addColumn<QByteArray>("fragments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("by index") << QByteArray(R"([{"index":0,"id":"a","function":{"name":"f","arguments":""}},
            {"index":1,"id":"b","function":{"name":"g","arguments":"{"}},
            {"index":0,"function":{"arguments":"{1"}},{"index":1,"function":{"arguments":"}"}},
            {"index":0,"function":{"arguments":"}"}}])")
                              << "a:f({1}) b:g({})";
    QTest::newRow("by id, whatever the index") << QByteArray(
        R"([{"index":0,"id":"a","function":{"name":"f"}},{"index":1,"id":"b","function":{"name":"g"}},
            {"index":1,"id":"a","function":{"arguments":"1"}},{"id":"b","function":{"arguments":"2"}}])")
                                               << "a:f(1) b:g(2)";
    QTest::newRow("a new id on a taken index is another call")
        << QByteArray(R"([{"index":0,"id":"a","function":{"name":"f","arguments":"1"}},
            {"index":0,"id":"b","function":{"name":"g","arguments":"2"}},{"index":0,"function":{"arguments":"3"}}])")
        << "a:f(1) b:g(23)";
    QTest::newRow("no index, new ids")
        << QByteArray(R"([{"id":"a","function":{"name":"f"}},{"id":"b","function":{"name":"g"}}])")
        << "a:f() b:g()";
    QTest::newRow("neither: the open one")
        << QByteArray(R"([{"id":"a","function":{"name":"f"}},{"function":{"arguments":"1"}},{"id":"b"},
            {"function":{"name":"g","arguments":"2"}}])")
        << "a:f(1) b:g(2)";
    QTest::newRow("nothing known at all") << QByteArray(R"([{"function":{"arguments":"1"}}])") << ":(1)";
    QTest::newRow("an id that comes late") << QByteArray(
        R"([{"index":0,"function":{"name":"f"}},{"index":0,"id":"a","function":{"arguments":"1"}}])")
                                           << "a:f(1)";
    QTest::newRow("names and ids repeated")
        << QByteArray(R"([{"index":0,"id":"a","function":{"name":"f","arguments":"1"}},
            {"index":0,"id":"a","function":{"name":"f","arguments":"2"}}])")
        << "a:f(12)";
    QTest::newRow("arguments as an object")
        << QByteArray(R"([{"id":"a","function":{"name":"f","arguments":{"x":1}}}])") << "a:f({\"x\":1})";
    QTest::newRow("nulls and nonsense")
        << QByteArray(R"([{"index":null,"id":null,"function":null},5,"x",{"index":"0","id":7}])")
        << ":() :()";
}

void TestToolCallMerger::findsTheCall()
{
    QFETCH(QByteArray, fragments);
    const QJsonArray all = array(fragments);
    QVERIFY(!all.isEmpty());
    ToolCallMerger atOnce;
    QTEST(calls(atOnce.readFragments(all)), "expected");
    ToolCallMerger oneByOne;
    QList<ToolCallDelta> deltas;
    for (const QJsonValue &fragment : all)
        deltas += oneByOne.readFragments({fragment});
    QTEST(calls(deltas), "expected");
}

void TestToolCallMerger::takesEachEntryOfAWholeMessageForACall()
{
    ToolCallMerger merger;
    QCOMPARE(calls(merger.readWhole(array(R"([{"function":{"name":"f"}},{"function":{"name":"f"}}])"))),
             QStringLiteral(":f() :f()"));
}

void TestToolCallMerger::stopsAtTooMany()
{
    constexpr int kMillion = 1'000'000;
    ToolCallMerger merger;
    qsizetype deltas = 0;
    for (int i = 0; i < kMillion && !merger.overflowed(); ++i)
        deltas += merger.readFragments({QJsonObject{{QStringLiteral("id"), QString::number(i)}}}).size();
    QVERIFY(merger.overflowed());
    QVERIFY(deltas < 1000);
}

QTEST_APPLESS_MAIN(TestToolCallMerger)
#include "tst_toolcallmerger.moc"
