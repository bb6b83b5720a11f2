// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modellistreader.h"

#include <QTest>

using namespace tabletalk;

class TestModelListReader : public QObject {
    Q_OBJECT
private slots:
    void readsTheRoutersShape();
    void readsOpenRoutersShape();
    void readsThePlainShape();
    void keepsTheOrderAndSkipsWhatIsBroken();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void takesAnEmptyList();
};

void TestModelListReader::readsTheRoutersShape()
{
    const auto models =
        readModelList(R"({"object":"list","data":[{"id":"interactive/openai/gpt-4o","object":"model",
        "created":1700000000,"provider":"OpenAI","marketing_name":"GPT-4o","description":"Does\n\u0000 much.",
        "prices":{"input":"0.0000025","output":"1e-5","input-cached":0.00000125,"odd":"?"}}]})");
    QVERIFY(models.has_value());
    const ModelInfo expected{.id = QStringLiteral("openai/gpt-4o"),
                             .name = QStringLiteral("GPT-4o"),
                             .provider = QStringLiteral("OpenAI"),
                             .description = QStringLiteral("Does much."),
                             .pricePerToken = {{QStringLiteral("input"), {2'500'000}},
                                               {QStringLiteral("input-cached"), {1'250'000}},
                                               {QStringLiteral("output"), {10'000'000}}},
                             .createdSecs = 1700000000};
    QCOMPARE(models->size(), 1);
    QVERIFY(models->first() == expected);
}

void TestModelListReader::readsOpenRoutersShape()
{
    const auto models =
        readModelList(R"({"data":[{"id":"a/b","name":"A: B","created":1.7e9,"context_length":128000,
        "pricing":{"prompt":"0.000001","completion":"0.000002","request":"0","image":"-1"},
        "architecture":{"input_modalities":["text","image",5],"output_modalities":["text"]},
        "supported_parameters":["tools","seed"],"top_provider":{"max_completion_tokens":4096}}]})");
    QVERIFY(models.has_value());
    const ModelInfo &model = models->first();
    QCOMPARE(model.name, QStringLiteral("A: B"));
    QCOMPARE(model.contextLength, 128000);
    QCOMPARE(model.longestAnswer, 4096);
    QCOMPARE(model.inputs, QStringList({QStringLiteral("text"), QStringLiteral("image")}));
    QCOMPARE(model.outputs, QStringList{QStringLiteral("text")});
    QCOMPARE(model.parameters, QStringList({QStringLiteral("tools"), QStringLiteral("seed")}));
    QCOMPARE(model.createdSecs, 1'700'000'000);
    QCOMPARE(model.pricePerToken.keys(),
             QStringList({QStringLiteral("input"), QStringLiteral("output"), QStringLiteral("request")}));
}

void TestModelListReader::readsThePlainShape()
{
    const auto models = readModelList(
        R"({"object":"list","data":[{"id":"llama3","object":"model","created":0,"owned_by":"library"}]})");
    QVERIFY(models.has_value());
    QCOMPARE(models->first().id, QStringLiteral("llama3"));
    QCOMPARE(models->first().name, QStringLiteral("llama3"));
    QCOMPARE(models->first().provider, QStringLiteral("library"));
    QVERIFY(models->first().pricePerToken.isEmpty());
}

void TestModelListReader::keepsTheOrderAndSkipsWhatIsBroken()
{
    const auto models = readModelList(R"([{"id":"z/z"},{"name":"no id"},5,null,"x",{"id":7},{"id":"a/a"},
        {"id":"interactive/z/z"},{"id":"interactive/agent"},{"id":"m","prices":"free","created":"x"}])");
    QVERIFY(models.has_value());
    QStringList ids;
    for (const ModelInfo &model : *models)
        ids.append(model.id);
    QCOMPARE(ids, QStringList({QStringLiteral("z/z"), QStringLiteral("a/a"),
                               QStringLiteral("interactive/agent"), QStringLiteral("m")}));
}

void TestModelListReader::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("page") << QByteArray("<html></html>");
    QTest::newRow("no data") << QByteArray("{\"object\":\"list\"}");
    QTest::newRow("data of a wrong type") << QByteArray("{\"data\":{}}");
    QTest::newRow("nothing usable in it") << QByteArray("{\"data\":[1,2]}");
    QTest::newRow("cut") << QByteArray("{\"data\":[{\"id\":\"a\"},");
}

void TestModelListReader::refusesWhatIsNoList()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readModelList(body).has_value());
}

void TestModelListReader::takesAnEmptyList()
{
    const auto models = readModelList("{\"data\":[]}");
    QVERIFY(models.has_value());
    QVERIFY(models->isEmpty());
}

QTEST_APPLESS_MAIN(TestModelListReader)
#include "tst_modellistreader.moc"
