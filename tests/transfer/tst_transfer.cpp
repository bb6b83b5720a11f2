// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exporter.h"
#include "importer.h"
#include "titlefilename.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace tabletalk;

namespace {

ConversationTree sampleTree()
{
    ConversationTree tree;
    Conversation &conversation = tree.conversation;
    conversation.id = {500};
    conversation.title = QStringLiteral("Größe / \"quoted\"");
    conversation.model = QStringLiteral("interactive/large");
    conversation.instructions = QStringLiteral("Be brief.");
    conversation.parameters.temperature = 0.25;
    conversation.draft = QStringLiteral("not sent");
    conversation.createdMs = 1'700'000'000'000;
    conversation.changedMs = 1'700'000'009'007;
    conversation.filing.isPinned = true;
    const Turn question = makeUserTurn({900}, {500}, {}, QStringLiteral("Why?"), 1'700'000'000'001);
    Turn answer;
    answer.id = {901};
    answer.conversation = {500};
    answer.parent = {900};
    answer.role = TurnRole::Answer;
    answer.createdMs = 9'007'199'254'740'993; // no double holds it
    answer.model = QStringLiteral("m");
    answer.progress = Progress::Failed;
    answer.finishReason = QStringLiteral("length");
    answer.failure = Error{
        .kind = ErrorKind::CutShort, .userText = QStringLiteral("Cut."), .nextSteps = {NextStep::Retry}};
    answer.usage = {1, std::nullopt, 3, 0, Money{1}};
    answer.steps = {
        Step{ReasoningStep{QStringLiteral("Hm."),
                           {QJsonObject{{QStringLiteral("signature"), QStringLiteral("x")}}},
                           12},
             {}},
        Step{ToolCallStep{QStringLiteral("c"), QStringLiteral("query"), QStringLiteral("{\"sql\":")},
             Progress::Stopped},
        Step{ToolResultStep{
                 QStringLiteral("c"), QStringLiteral("42 ```"),
                 QueryRecord{.why = QStringLiteral("why"), .sql = QStringLiteral("SELECT 42"), .rows = 1}},
             {}},
        Step{ChartStep{{{QStringLiteral("kind"), QStringLiteral("bar")}}}, {}},
        Step{AnnotationsStep{{QJsonObject{{QStringLiteral("a"), 1}}}}, {}},
        Step{PictureStep{QStringLiteral("image/png"), QByteArray("\x89PNG\0", 5)}, {}},
        Step{TextStep{QStringLiteral("Because.\n")}, Progress::Cut}};
    Turn second = answer;
    second.id = {902};
    second.steps = {Step{TextStep{QStringLiteral("Second version")}, {}}};
    second.failure.reset();
    tree.turns = {question, answer, second};
    tree.selected = {{TurnId{}, {900}}, {{900}, {901}}};
    RequestRecord record;
    record.id = {990};
    record.turn = {901};
    record.endpoint = QStringLiteral("https://router.example");
    record.keyId = QStringLiteral("session");
    record.usage.cost = Money{123'456'789};
    record.costSource = CostSource::Reported;
    record.outcome = RequestOutcome::Failed;
    record.httpStatus = 200;
    tree.requests = {record};
    return tree;
}

ConversationTree withAttachment(const QByteArray &sha256, qint64 size)
{
    ConversationTree tree = sampleTree();
    Attachment attachment;
    attachment.name = QStringLiteral("picture.png");
    attachment.mediaType = QStringLiteral("image/png");
    attachment.size = size;
    attachment.sha256 = sha256;
    attachment.pixels = {4, 3};
    tree.turns.first().steps.append(Step{AttachmentStep{attachment}, Progress::Complete});
    return tree;
}

NextId countingFrom(qint64 first)
{
    return [next = first]() mutable { return next++; };
}

QStringList pathTexts(const ConversationTree &tree)
{
    QStringList texts;
    TurnId at = tree.selected.value({});
    while (at.isValid()) {
        for (const Turn &turn : tree.turns) {
            if (turn.id == at)
                texts.append((turn.role == TurnRole::User ? u'U' : u'A') + turn.text());
        }
        at = tree.selected.value(at);
    }
    return texts;
}

} // namespace

class TestTransfer : public QObject {
    Q_OBJECT
private slots:
    void roundTripIsEqual();
    void everyRoundGivesTheSameBytes();
    void attachmentsGoAlong();
    void saysWhichAttachmentIsMissing();
    void markdownShowsTheSelectedPath();
    void fileNamesFitEverywhere_data();
    void fileNamesFitEverywhere();
    void readsWhatOthersWrote_data();
    void readsWhatOthersWrote();
    void keepsTheirVersions();
    void saysWhatWasLeftOut();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void survivesEveryCut();
};

void TestTransfer::roundTripIsEqual()
{
    const ConversationTree tree = sampleTree();
    const auto report = importConversations(exportJson({tree}), countingFrom(1));
    QVERIFY(report);
    QVERIFY(report->problems.isEmpty());
    QCOMPARE(report->trees.size(), 1);
    const ConversationTree &read = report->trees.first();
    Conversation expected = tree.conversation;
    expected.id = read.conversation.id;
    QVERIFY(read.conversation == expected);
    QCOMPARE(read.turns.size(), 3);
    for (int i = 0; i < 3; ++i) {
        Turn turn = tree.turns.at(i);
        turn.id = read.turns.at(i).id;
        turn.conversation = read.conversation.id;
        turn.parent = i == 0 ? TurnId{} : read.turns.first().id;
        QVERIFY2(read.turns.at(i) == turn, qPrintable(QString::number(i)));
    }
    QCOMPARE(read.selected.size(), 2);
    QCOMPARE(read.selected.value(read.turns.first().id), read.turns.at(1).id);
    RequestRecord record = tree.requests.first();
    record.id = read.requests.first().id;
    record.turn = read.turns.at(1).id;
    QVERIFY(read.requests.first() == record);
}

void TestTransfer::everyRoundGivesTheSameBytes()
{
    ConversationTree other = sampleTree();
    other.conversation.title.clear();
    const QByteArray first = exportJson({sampleTree(), other});
    const auto report = importConversations(first, countingFrom(7));
    QVERIFY(report);
    QCOMPARE(exportJson(report->trees), first);
    QCOMPARE(exportJson({}), exportJson({}));
}

void TestTransfer::attachmentsGoAlong()
{
    const QByteArray bytes("\x89PNG\0bytes", 10);
    const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const ConversationTree tree = withAttachment(sha256, bytes.size());
    const QByteArray first = exportJson({tree, tree}, {{sha256, bytes}});
    const auto report = importConversations(first, countingFrom(1));
    QVERIFY(report);
    QVERIFY2(report->problems.isEmpty(), qPrintable(report->problems.value(0)));
    QCOMPARE(report->attachments, AttachmentBytes({{sha256, bytes}}));
    QCOMPARE(attachmentsOf(report->trees.first().turns), attachmentsOf(tree.turns));
    QCOMPARE(exportJson(report->trees, report->attachments), first);
}

void TestTransfer::saysWhichAttachmentIsMissing()
{
    const QByteArray bytes("other bytes");
    const ConversationTree tree = withAttachment("00ff", bytes.size());
    const auto missing = importConversations(exportJson({tree}), countingFrom(1));
    QVERIFY(missing);
    QCOMPARE(missing->problems.size(), 1);
    QVERIFY(missing->problems.first().contains(QStringLiteral("picture.png")));
    const auto changed = importConversations(exportJson({tree}, {{"00ff", bytes}}), countingFrom(1));
    QVERIFY(changed);
    QVERIFY(changed->attachments.isEmpty());
    QCOMPARE(changed->problems.size(), 1);
    QCOMPARE(changed->trees.size(), 1);
}

void TestTransfer::markdownShowsTheSelectedPath()
{
    const QString text = exportMarkdown(sampleTree());
    QVERIFY(text.startsWith(QStringLiteral("# Größe / \"quoted\"\n\n")));
    QVERIFY(text.contains(QStringLiteral("## You, 2023-11-14 22:13\n\nWhy?")));
    QVERIFY(text.contains(QStringLiteral("Because.")));
    QVERIFY(text.contains(QStringLiteral("````\n42 ```\n````"))); // no fence ends early
    QVERIFY(text.contains(QStringLiteral("> Cut.")));
    QVERIFY(!text.contains(QStringLiteral("Second version")));
}

void TestTransfer::fileNamesFitEverywhere_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QStringLiteral("Sales in März") << QStringLiteral("Sales in März");
    QTest::newRow("path") << QStringLiteral("../a\\b:c") << QStringLiteral("-a-b-c");
    QTest::newRow("nothing") << QStringLiteral(" . ") << QStringLiteral("conversation");
    QTest::newRow("controls") << QStringLiteral("a\x01"
                                                "b\n")
                              << QStringLiteral("a-b");
    QTest::newRow("long") << QString(500, u'語') << QString(80, u'語');
}

void TestTransfer::fileNamesFitEverywhere()
{
    QFETCH(const QString, title);
    QFETCH(const QString, name);
    QCOMPARE(fileNameForTitle(title), name);
}

void TestTransfer::readsWhatOthersWrote_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("title");
    QTest::addColumn<qint64>("createdMs"); // of the last turn
    QTest::newRow("ChatGPT") << QByteArray(
        R"([{"title":"T","create_time":1700000000.5,"current_node":"b","mapping":{
        "root":{"message":null,"parent":null},
        "sys":{"parent":"root","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":["Be kind."]}}},
        "a":{"parent":"sys","message":{"author":{"role":"user"},"create_time":1700000001,"content":{"content_type":"text","parts":["Hello"]}}},
        "b":{"parent":"a","message":{"author":{"role":"assistant"},"create_time":1700000002,"content":{"content_type":"text","parts":["Hi"]},"metadata":{"model_slug":"gpt-4o"}}}}}])")
                             << int(ImportFormat::ChatGpt) << QStringLiteral("T")
                             << qint64(1'700'000'002'000);
    QTest::newRow("Claude") << QByteArray(
        R"([{"uuid":"x","name":"T","created_at":"2023-11-14T22:13:20Z","chat_messages":[
        {"uuid":"1","sender":"human","text":"Hello","created_at":"2023-11-14T22:13:21Z"},
        {"uuid":"2","sender":"assistant","text":"","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Hi"}],"created_at":"2023-11-14T22:13:22.000Z"}]}])")
                            << int(ImportFormat::Claude) << QStringLiteral("T") << qint64(1'700'000'002'000);
    QTest::newRow("Open WebUI") << QByteArray(
        R"([{"title":"T","created_at":1700000000,"chat":{"history":{"currentId":"b","messages":{
        "a":{"id":"a","parentId":null,"role":"user","content":"Hello","timestamp":1700000001},
        "b":{"id":"b","parentId":"a","role":"assistant","content":"Hi","model":"m","timestamp":1700000002}}}}}])")
                                << int(ImportFormat::OpenWebUi) << QStringLiteral("T")
                                << qint64(1'700'000'002'000);
    QTest::newRow("LibreChat") << QByteArray(R"({"title":"T","options":{"model":"m"},"messages":[
        {"messageId":"a","parentMessageId":"00000000-0000-0000-0000-000000000000","isCreatedByUser":true,"text":"Hello","createdAt":"2023-11-14T22:13:21Z",
         "children":[{"messageId":"b","parentMessageId":"a","isCreatedByUser":false,"text":"Hi","createdAt":"2023-11-14T22:13:22Z"}]}]})")
                               << int(ImportFormat::LibreChat) << QStringLiteral("T")
                               << qint64(1'700'000'002'000);
    QTest::newRow("messages") << QByteArray(
        R"([{"role":"system","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"Hello"}]},{"role":"assistant","content":"Hi"}])")
                              << int(ImportFormat::MessageArray) << QStringLiteral("Hello") << qint64(0);
    QTest::newRow("a request's body") << QByteArray(
        R"({"model":"m","messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"}]})")
                                      << int(ImportFormat::MessageArray) << QStringLiteral("Hello")
                                      << qint64(0);
}

void TestTransfer::readsWhatOthersWrote()
{
    QFETCH(const QByteArray, file);
    QFETCH(const int, format);
    QFETCH(const QString, title);
    QFETCH(const qint64, createdMs);
    const auto report = importConversations(file, countingFrom(10));
    QVERIFY2(report, report ? "" : qPrintable(report.error().userText));
    QCOMPARE(int(report->format), format);
    QCOMPARE(report->trees.size(), 1);
    const ConversationTree &tree = report->trees.first();
    QCOMPARE(tree.conversation.title, title);
    QCOMPARE(pathTexts(tree), QStringList({QStringLiteral("UHello"), QStringLiteral("AHi")}));
    QCOMPARE(tree.turns.last().createdMs, createdMs);
    const QByteArray exported = exportJson(report->trees);
    const auto again = importConversations(exported, countingFrom(99));
    QVERIFY(again);
    QCOMPARE(exportJson(again->trees), exported);
    if (file.contains("kind."))
        QCOMPARE(tree.conversation.instructions, QStringLiteral("Be kind."));
}

void TestTransfer::keepsTheirVersions()
{
    const QByteArray file = R"({"title":"T","current_node":"old","mapping":{
        "a":{"parent":"gone","message":{"author":{"role":"user"},"create_time":1,"content":{"parts":["Hello"]}}},
        "tool":{"parent":"a","message":{"author":{"role":"tool"},"create_time":2,"content":{"parts":["internal"]}}},
        "new":{"parent":"tool","message":{"author":{"role":"assistant"},"create_time":9,"content":{"parts":["new"]}}},
        "old":{"parent":"tool","message":{"author":{"role":"assistant"},"create_time":3,"content":{"parts":["old"]}}},
        "x":{"parent":"y","message":{"author":{"role":"user"},"create_time":1,"content":{"parts":["in a circle"]}}},
        "y":{"parent":"x","message":{"author":{"role":"user"},"create_time":1,"content":{"parts":["with it"]}}}}})";
    const auto report = importConversations(file, countingFrom(1));
    QVERIFY(report);
    const ConversationTree &tree = report->trees.first();
    QCOMPARE(tree.turns.size(), 5);
    QCOMPARE(pathTexts(tree), QStringList({QStringLiteral("UHello"), QStringLiteral("Aold")}));
    QList<TurnId> seen{TurnId{}};
    for (const Turn &turn : tree.turns) {
        QVERIFY(seen.contains(turn.parent)); // as the history wants them
        seen.append(turn.id);
    }
}

void TestTransfer::saysWhatWasLeftOut()
{
    const QByteArray file =
        R"([{"title":"Pictures","mapping":{"a":{"message":{"author":{"role":"user"},"content":{"parts":[
        {"content_type":"image_asset_pointer"},"Look"]}}}}},{"title":"Strange","other":1},{"title":"Empty","mapping":{}}])";
    const auto report = importConversations(file, countingFrom(1));
    QVERIFY(report);
    QCOMPARE(report->trees.size(), 1);
    QCOMPARE(report->problems.size(), 3);
    QVERIFY(report->problems[0].contains(QStringLiteral("image_asset_pointer")));
    QVERIFY(report->problems[1].startsWith(QStringLiteral("Strange: ")));
    QVERIFY(report->problems[2].startsWith(QStringLiteral("Empty: ")));
}

void TestTransfer::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a text") << QByteArray("Hello");
    QTest::newRow("half") << exportJson({sampleTree()}).chopped(20);
    QTest::newRow("an empty list") << QByteArray("[]");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("numbers") << QByteArray("[1,[2],null]");
    QTest::newRow("ours, empty") << exportJson({});
    QTest::newRow("ours, newer") << exportJson({sampleTree()}).replace("\"version\": 1", "\"version\": 2");
    QTest::newRow("ours, a child first")
        << exportJson({sampleTree()}).replace("\"parent\": 0", "\"parent\": 3");
    QTest::newRow("ours, a number twice") << exportJson({sampleTree()}).replace("\"turn\": 3", "\"turn\": 1");
    QTest::newRow("ours, an unknown step") << exportJson({sampleTree()}).replace("\"chart\"", "\"hologram\"");
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestTransfer::refusesWhatIsNone()
{
    QFETCH(const QByteArray, file);
    const auto report = importConversations(file, countingFrom(1));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::BadRequest);
    QVERIFY(!report.error().userText.isEmpty());
}

void TestTransfer::survivesEveryCut()
{
    const QByteArray whole = exportJson({sampleTree()});
    for (int length = 0; length < whole.size(); ++length)
        QVERIFY(!importConversations(whole.first(length).trimmed() == whole.trimmed() ? QByteArray()
                                                                                      : whole.first(length),
                                     countingFrom(1)));
}

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
