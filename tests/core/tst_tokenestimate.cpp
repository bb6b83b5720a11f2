// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokenestimate.h"

#include <QTest>

using namespace tabletalk;

class TestTokenEstimate : public QObject {
    Q_OBJECT
private slots:
    void isNearARealTokenizer_data();
    void isNearARealTokenizer();
    void takesAnything_data();
    void takesAnything();
    void samplesWhatIsVeryLong();
    void countsAllThatGoesAlong();
    void countsAttachmentsByTheirKind();
};

//! The counts are those of o200k, of texts written for this test.
void TestTokenEstimate::isNearARealTokenizer_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tokens");
    QTest::newRow("English") << QStringLiteral(
        "The quarterly report shows that sales in the northern region rose by twelve percent, while costs "
        "stayed where they were. We don't expect the trend to hold through winter, but the warehouse has "
        "enough stock to cover an unusually busy December.")
                             << 45;
    QTest::newRow("German") << QStringLiteral(
        "Der Vierteljahresbericht zeigt, dass der Umsatz in der nördlichen Region um zwölf Prozent gestiegen "
        "ist, während die Kosten gleich geblieben sind. Wir erwarten nicht, dass sich die Entwicklung über "
        "den Winter fortsetzt, doch das Lager ist gut gefüllt.")
                            << 53;
    QTest::newRow("Russian") << QStringLiteral(
        "Квартальный отчёт показывает, что продажи в северном регионе выросли на двенадцать процентов, а "
        "расходы остались прежними. Мы не ожидаем, что эта тенденция сохранится зимой, но на складе "
        "достаточно товара.") << 49;
    QTest::newRow("Chinese") << QStringLiteral("季度报告显示，北部地区的销售额增长了百分之十二，而成本保持不"
                                               "变。我们预计这一趋势不会持续到冬季，但仓库里有足够的存货。")
                             << 41;
    QTest::newRow("Japanese") << QStringLiteral(
        "四半期報告によると、北部地域の売上は十二パーセント増加し、費用は変わりませんでした。この傾向が冬まで"
        "続くとは思いませんが、倉庫には十分な在庫があります。")
                              << 58;
    QTest::newRow("C++") << QStringLiteral(
        "for (const Step &step : answer.steps) {\n    if (const auto *result = "
        "std::get_if<ToolResultStep>(&step.content))\n        m_results.insert(result->callId, "
        "result->content);\n}\nreturn m_results.size() > kMostResults ? std::nullopt : "
        "std::optional(m_results);\n")
                         << 66;
    QTest::newRow("table") << QStringLiteral(
        "id,date,region,product,units,price\n10001,2024-03-01,North,Widget,120,19.90\n10002,2024-03-01,South,"
        "Gadget,75,4.25\n10003,2024-03-02,East,Widget,310,19.90\n10004,2024-03-02,West,Sprocket,12,149.00\n")
                           << 92;
    QTest::newRow("JSON") << QStringLiteral(
        "{\"id\": 10001, \"date\": \"2024-03-01\", \"region\": \"North\", \"items\": [{\"product\": "
        "\"Widget\", \"units\": 120, \"price\": 19.9}, {\"product\": \"Gadget\", \"units\": 75, \"price\": "
        "4.25}], \"paid\": true}")
                          << 73;
}

void TestTokenEstimate::isNearARealTokenizer()
{
    QFETCH(const QString, text);
    QFETCH(const int, tokens);
    const qint64 estimate = estimatedTokens(text);
    QVERIFY2(std::abs(double(estimate) - tokens) <= std::max(2.0, 0.25 * tokens),
             qPrintable(QString::number(estimate)));
}

void TestTokenEstimate::takesAnything_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");
    QTest::newRow("nothing") << QString() << 0 << 0;
    QTest::newRow("one letter") << QStringLiteral("a") << 1 << 1;
    QTest::newRow("line breaks alone") << QString(100, u'\n') << 1 << 100;
    QTest::newRow("half a character") << QString(QChar(0xd83d)) << 1 << 2;
    QTest::newRow("signs without end") << QString(10'000, u'-') << 300 << 10'000;
    QTest::newRow("a word without end") << QString(10'000, u'x') << 1000 << 10'000;
    QTest::newRow("NUL") << QString(10, QChar(0)) << 1 << 10;
}

void TestTokenEstimate::takesAnything()
{
    QFETCH(const QString, text);
    QFETCH(const int, atLeast);
    QFETCH(const int, atMost);
    const qint64 estimate = estimatedTokens(text);
    QVERIFY2(estimate >= atLeast && estimate <= atMost, qPrintable(QString::number(estimate)));
}

void TestTokenEstimate::samplesWhatIsVeryLong()
{
    const QString line = QStringLiteral("2024-03-01,North,Widget,120,19.90\n");
    const qint64 some = estimatedTokens(line.repeated(1000));
    const qint64 many = estimatedTokens(line.repeated(100'000));
    QVERIFY2(std::abs(double(many) / double(some) - 100) < 2, qPrintable(QString::number(many)));
}

void TestTokenEstimate::countsAllThatGoesAlong()
{
    const QString words = QStringLiteral("the quick brown fox ").repeated(50);
    const qint64 alone = estimatedTokens(words);
    Turn answer;
    const qint64 empty = estimatedTokens(answer);
    QVERIFY(empty > 0); // a message has a frame
    answer.steps = {{TextStep{words}}, {ToolCallStep{{}, {}, words}}, {ToolResultStep{{}, words}}};
    QCOMPARE(estimatedTokens(answer), empty + 3 * alone);
    answer.steps.append({ReasoningStep{words, {}, 0}});
    QCOMPARE(estimatedTokens(answer), empty + 3 * alone);
    answer.steps.append({AttachmentStep{{.mediaType = QStringLiteral("text/plain"), .text = words}}});
    QCOMPARE(estimatedTokens(answer), empty + 4 * alone);
    QVERIFY(roughTokens(answer) > 2 * alone && roughTokens(answer) < 8 * alone);
}

void TestTokenEstimate::countsAttachmentsByTheirKind()
{
    const QString words = QStringLiteral("the quick brown fox ").repeated(50);
    QCOMPARE(estimatedTokens(Attachment{.mediaType = QStringLiteral("text/plain"), .text = words}),
             estimatedTokens(words));
    QCOMPARE(estimatedTokens(Attachment{.mediaType = QStringLiteral("image/png"), .pixels = {750, 100}}),
             101);
    QCOMPARE(estimatedTokens(Attachment{.mediaType = QStringLiteral("application/pdf"), .pages = 3}), 4500);
}

QTEST_APPLESS_MAIN(TestTokenEstimate)
#include "tst_tokenestimate.moc"
