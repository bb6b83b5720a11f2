// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace tabletalk;

class TestRequestJson : public QObject {
    Q_OBJECT
private slots:
    void holdsOnlyWhatIsSet_data();
    void holdsOnlyWhatIsSet();
    void sendsReasoningDetailsBack();
    void sendsParts();
    void sendsToolsAndTheirResults();
    void letsNobodyOverrideWhatIsOurs();
};

void TestRequestJson::holdsOnlyWhatIsSet_data()
{
    QTest::addColumn<CompletionRequest>("request");
    QTest::addColumn<QByteArray>("json");
    CompletionRequest request;
    request.model = QStringLiteral("openai/gpt-4o");
    request.messages = {{WireRole::System, QStringLiteral("Be brief.")},
                        {WireRole::User, QStringLiteral("é \"x\"")}};
    const QByteArray messages =
        R"("messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"é \"x\""}])";
    const QByteArray common = R"("model":"openai/gpt-4o",)" + messages + R"(,"usage":{"include":true})";

    QTest::newRow("nothing touched")
        << request << QByteArray("{" + common + R"(,"stream":true,"stream_options":{"include_usage":true}})");
    request.stream = false;
    QTest::newRow("not streamed") << request << QByteArray("{" + common + R"(,"stream":false})");
    request.parameters = {.temperature = 0.5, .maxTokens = 100, .reasoningEffort = ReasoningEffort::XHigh};
    QTest::newRow("everything touched")
        << request
        << QByteArray(
               "{" + common
               + R"(,"stream":false,"temperature":0.5,"max_tokens":100,"reasoning":{"effort":"xhigh"}})");
}

void TestRequestJson::holdsOnlyWhatIsSet()
{
    QFETCH(CompletionRequest, request);
    QFETCH(QByteArray, json);
    QCOMPARE(toJson(request), QJsonDocument::fromJson(json).object());
}

void TestRequestJson::sendsReasoningDetailsBack()
{
    const QJsonArray details =
        QJsonDocument::fromJson(R"([{"type":"reasoning.text","signature":"s"},{"x":[1]}])").array();
    CompletionRequest request;
    request.messages = {{WireRole::User, QStringLiteral("q"), details},
                        {WireRole::Assistant, QStringLiteral("a"), details},
                        {WireRole::Assistant, QStringLiteral("b"), {}}};
    const QJsonArray messages = toJson(request)[QLatin1String("messages")].toArray();
    const QLatin1String key("reasoning_details");
    QVERIFY(!messages[0].toObject().contains(key));
    QCOMPARE(messages[1][key].toArray(), details);
    QVERIFY(!messages[2].toObject().contains(key));
}

void TestRequestJson::sendsParts()
{
    CompletionRequest request;
    request.messages = {
        {.role = WireRole::User,
         .text = QStringLiteral("What is this?"),
         .parts = {TextPart{QStringLiteral("a file's text")},
                   ImagePart{QStringLiteral("image/png"), "abc", QStringLiteral("low")},
                   FilePart{QStringLiteral("a.pdf"), QStringLiteral("application/pdf"), "abc"}}},
        {.role = WireRole::User, .parts = {ImagePart{QStringLiteral("image/gif"), "abc", {}}}}};
    const QByteArray expected = R"([
        {"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"text","text":"a file's text"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,YWJj","detail":"low"}},
            {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,YWJj"}}]},
        {"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/gif;base64,YWJj"}}]}])";
    QCOMPARE(toJson(request)[QLatin1String("messages")].toArray(), QJsonDocument::fromJson(expected).array());
}

void TestRequestJson::sendsToolsAndTheirResults()
{
    const auto query = QStringLiteral("query");
    CompletionRequest request;
    request.messages = {
        {.role = WireRole::Assistant, .toolCalls = {{QStringLiteral("a"), query, {}}}},
        {.role = WireRole::Tool, .text = QStringLiteral("3"), .toolCallId = QStringLiteral("a")}};
    request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::Required};
    request.parallelToolCalls = false;
    QVERIFY(!toJson(request).contains(u"tool_choice")); // means nothing without tools
    request.tools = {{.name = query,
                      .description = QStringLiteral("Asks the table"),
                      .parameters = {{QStringLiteral("type"), QStringLiteral("object")}},
                      .isStrict = true}};
    const QByteArray expected = R"({"model":"","stream":true,"stream_options":{"include_usage":true},
        "usage":{"include":true},"messages":[
            {"role":"assistant","content":null,"tool_calls":[
                {"id":"a","type":"function","function":{"name":"query","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"a","content":"3"}],
        "tools":[{"type":"function","function":{"name":"query","description":"Asks the table",
            "parameters":{"type":"object"},"strict":true}}],
        "tool_choice":"required","parallel_tool_calls":false})";
    QCOMPARE(toJson(request), QJsonDocument::fromJson(expected).object());
    request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::One, .name = query};
    QCOMPARE(toJson(request)[QLatin1String("tool_choice")][QLatin1String("function")][QLatin1String("name")],
             QJsonValue(query));
}

void TestRequestJson::letsNobodyOverrideWhatIsOurs()
{
    CompletionRequest request;
    request.model = QStringLiteral("a/b");
    const QJsonObject plain = toJson(request);
    for (const auto &name : plain.keys()
                                + QStringList{QStringLiteral("n"), QStringLiteral("prompt"),
                                              QStringLiteral("debug"), QStringLiteral("tools")})
        request.parameters.further.insert(name, QStringLiteral("evil"));
    QCOMPARE(toJson(request), plain);
}

QTEST_APPLESS_MAIN(TestRequestJson)
#include "tst_requestjson.moc"
