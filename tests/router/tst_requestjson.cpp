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

QTEST_APPLESS_MAIN(TestRequestJson)
#include "tst_requestjson.moc"
