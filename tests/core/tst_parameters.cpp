// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parameters.h"

#include <QJsonDocument>
#include <QTest>

using namespace tabletalk;

class TestParameters : public QObject {
    Q_OBJECT
private slots:
    void writesNothingForTheUntouched();
    void writesWhatTheWireExpectsAndReadsItBack();
    void leavesOutWhatMakesNoSense();
};

void TestParameters::writesNothingForTheUntouched()
{
    QCOMPARE(toJson(Parameters{}), QJsonObject{});
    QVERIFY(parametersFromJson({}).isUntouched());
}

void TestParameters::writesWhatTheWireExpectsAndReadsItBack()
{
    const QByteArray wire = R"({
        "temperature": 0, "max_tokens": 100, "max_completion_tokens": 90, "top_p": 0.5, "top_k": 0,
        "min_p": 0.1, "top_a": 0.2, "frequency_penalty": -1.5, "presence_penalty": 1, "repetition_penalty": 1.1,
        "seed": 9007199254740991, "stop": ["END", "\n\n"], "verbosity": "low",
        "response_format": {"type": "json_object"}, "models": ["a/b", "c/d"],
        "plugins": [{"id": "web"}], "reasoning": {"effort": "high", "max_tokens": 2000, "exclude": true},
        "provider": {"order": ["One"], "only": ["One", "Two"], "ignore": ["Three"], "quantizations": ["fp8"],
            "sort": "price", "allow_fallbacks": false, "require_parameters": true, "zdr": true,
            "data_collection": "deny", "max_price": {"prompt": 1, "completion": 2.5}},
        "safe_prompt": true, "logit_bias": {"50256": -100}})";
    const QJsonObject json = QJsonDocument::fromJson(wire).object();
    QVERIFY(!json.isEmpty());
    const Parameters parameters = parametersFromJson(json);
    QCOMPARE(parameters.temperature, std::optional(0.0));
    QCOMPARE(parameters.topK, std::optional(0));
    QCOMPARE(parameters.reasoningEffort, std::optional(ReasoningEffort::High));
    QCOMPARE(parameters.provider.allowDataCollection, std::optional(false));
    QCOMPARE(parameters.further.keys(),
             (QStringList{QStringLiteral("logit_bias"), QStringLiteral("safe_prompt")}));
    QCOMPARE(toJson(parameters), json);
}

void TestParameters::leavesOutWhatMakesNoSense()
{
    const QByteArray wire = R"({"temperature": "hot", "max_tokens": 1e300, "top_k": null, "stop": [1, "x"],
        "reasoning": {"effort": "much"}, "provider": 7, "models": {"a": 1}})";
    const Parameters parameters = parametersFromJson(QJsonDocument::fromJson(wire).object());
    QCOMPARE(toJson(parameters), (QJsonObject{{QStringLiteral("stop"), QJsonArray{QStringLiteral("x")}}}));
}

QTEST_APPLESS_MAIN(TestParameters)
#include "tst_parameters.moc"
