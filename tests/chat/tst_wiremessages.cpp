// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wiremessages.h"

#include <QTest>

using namespace tabletalk;

class TestWireMessages : public QObject {
    Q_OBJECT
private slots:
    void putsResultsBehindTheirCalls();
    void leavesOutCallsWithoutResult();
    void sendsReasoningWhereItGoesOn();
    void namesFilesThatWereRead();
    void sendsWhatWasAttached();
    void sendsNoFileOfATable();
};

namespace {

Turn answer(const QList<Step> &steps)
{
    Turn turn;
    turn.role = TurnRole::Answer;
    turn.steps = steps;
    return turn;
}

Step text(const QString &words)
{
    return {TextStep{words}};
}

Step reasoning(const QString &signature)
{
    ReasoningStep step;
    step.details = {QJsonObject{{QStringLiteral("signature"), signature}}};
    return {step};
}

Step call(const QString &id)
{
    return {ToolCallStep{id, QStringLiteral("query"), QStringLiteral("{}")}};
}

Step result(const QString &id)
{
    return {ToolResultStep{id, id + QStringLiteral(" done")}};
}

Turn question()
{
    return makeUserTurn({}, {}, {}, QStringLiteral("q"), 0);
}

} // namespace

void TestWireMessages::putsResultsBehindTheirCalls()
{
    const auto a = QStringLiteral("a");
    const auto b = QStringLiteral("b");
    const auto messages = wireMessages(QStringLiteral(" Be brief. "),
                                       {question(),
                                        answer({text(QStringLiteral("first")), call(a), call(b), result(b),
                                                result(a), text(QStringLiteral("then"))}),
                                        question()});
    QCOMPARE(messages.size(), 7);
    QCOMPARE(messages.at(0).role, WireRole::System);
    QCOMPARE(messages.at(2).text, QStringLiteral("first"));
    QCOMPARE(messages.at(2).toolCalls.size(), 2);
    QCOMPARE(messages.at(3).role, WireRole::Tool);
    QCOMPARE(messages.at(3).toolCallId, a);
    QCOMPARE(messages.at(3).text, QStringLiteral("a done"));
    QCOMPARE(messages.at(4).toolCallId, b);
    QCOMPARE(messages.at(5).text, QStringLiteral("then"));
    QVERIFY(messages.at(5).toolCalls.isEmpty());
}

void TestWireMessages::leavesOutCallsWithoutResult()
{
    const auto messages = wireMessages({}, {question(), answer({call(QStringLiteral("a"))}), question()});
    QCOMPARE(messages.size(), 2); // an answer with nothing to say is none
    const auto spoken =
        wireMessages({}, {question(), answer({text(QStringLiteral("x")), call(QStringLiteral("a"))})});
    QCOMPARE(spoken.size(), 2);
    QVERIFY(spoken.last().toolCalls.isEmpty());
}

void TestWireMessages::sendsReasoningWhereItGoesOn()
{
    const auto a = QStringLiteral("a");
    const Turn called = answer({reasoning(QStringLiteral("1")), call(a), result(a),
                                reasoning(QStringLiteral("2")), text(QStringLiteral("x"))});
    const auto before = wireMessages({}, {called, question()});
    QCOMPARE(before.size(), 4);
    QCOMPARE(before.at(0).reasoningDetails.size(), 1);
    QVERIFY(before.at(2).reasoningDetails.isEmpty());
    const auto trailing = wireMessages({}, {question(), called});
    QCOMPARE(trailing.last().reasoningDetails.size(), 1);
}

void TestWireMessages::namesFilesThatWereRead()
{
    const QJsonObject file{{QStringLiteral("type"), QStringLiteral("file")}};
    const QJsonObject source{{QStringLiteral("type"), QStringLiteral("url_citation")}};
    const auto messages = wireMessages(
        {},
        {question(), answer({text(QStringLiteral("x")), Step{AnnotationsStep{{source, file}}}}), question()});
    QCOMPARE(messages.at(1).annotations, QJsonArray{file});
}

void TestWireMessages::sendsWhatWasAttached()
{
    Attachment picture;
    picture.mediaType = QStringLiteral("image/png");
    picture.sha256 = "aa";
    Attachment scan;
    scan.name = QStringLiteral("scan.pdf");
    scan.mediaType = QStringLiteral("application/pdf");
    scan.sha256 = "bb";
    Attachment report = scan;
    report.name = QStringLiteral("report.pdf");
    report.text = QStringLiteral("All went well.");
    const Turn asked = makeUserTurn({1}, {1}, {}, QStringLiteral("Look"), 0, {picture, scan, report});
    const QList<WireMessage> messages = wireMessages({}, {asked}, {{"aa", "pixels"}, {"bb", "pages"}});
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0].text, QStringLiteral("Look"));
    QCOMPARE(messages[0].parts.size(), 3);
    QCOMPARE(std::get<ImagePart>(messages[0].parts[0]),
             (ImagePart{QStringLiteral("image/png"), "pixels", {}}));
    QCOMPARE(std::get<FilePart>(messages[0].parts[1]),
             (FilePart{QStringLiteral("scan.pdf"), QStringLiteral("application/pdf"), "pages"}));
    const QString text = std::get<TextPart>(messages[0].parts[2]).text;
    QVERIFY(text.contains(QStringLiteral("report.pdf")));
    QVERIFY(text.contains(QStringLiteral("All went well.")));
}

void TestWireMessages::sendsNoFileOfATable()
{
    // Its private columns and the form that was chosen are in the text alone.
    Attachment table;
    table.name = QStringLiteral("pay.csv");
    table.mediaType = QStringLiteral("text/csv");
    table.sha256 = "aa";
    table.text = QStringLiteral("schema");
    table.table = AttachedTable{.rows = 2, .columns = 2};
    const Turn asked = makeUserTurn({1}, {1}, {}, {}, 0, {table});
    const QList<WireMessage> messages = wireMessages({}, {asked}, {{"aa", "salary"}}, true);
    QVERIFY(std::get<TextPart>(messages[0].parts[0]).text.contains(QStringLiteral("schema")));
    QVERIFY(!isEitherWay(table));
}

QTEST_APPLESS_MAIN(TestWireMessages)
#include "tst_wiremessages.moc"
