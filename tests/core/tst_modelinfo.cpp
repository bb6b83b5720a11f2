// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelinfo.h"

#include <QTest>

#include <limits>

using namespace tabletalk;

class TestModelInfo : public QObject {
    Q_OBJECT
private slots:
    void pricesTokens_data();
    void pricesTokens();
    void knowsNoPriceWhereSomethingIsMissing_data();
    void knowsNoPriceWhereSomethingIsMissing();
    void oneModelHasOneSpelling();

private:
    static ModelInfo model(const QMap<QString, Money> &prices) { return {.pricePerToken = prices}; }
};

void TestModelInfo::pricesTokens_data()
{
    QTest::addColumn<QStringList>("kinds");
    QTest::addColumn<qint64>("cached");
    QTest::addColumn<qint64>("picoUsd");
    // Prices are 2, 10 and 1; 100 tokens in, 30 out.
    QTest::newRow("as the Router lists them")
        << QStringList{QStringLiteral("input"), QStringLiteral("output"), QStringLiteral("input_cached")}
        << qint64(40) << qint64(60 * 2 + 40 * 1 + 30 * 10);
    QTest::newRow("as OpenRouter does") << QStringList{QStringLiteral("prompt"), QStringLiteral("completion"),
                                                       QStringLiteral("input_cache_read")}
                                        << qint64(40) << qint64(60 * 2 + 40 * 1 + 30 * 10);
    QTest::newRow("cached at no price of its own")
        << QStringList{QStringLiteral("input"), QStringLiteral("output")} << qint64(40)
        << qint64(100 * 2 + 30 * 10);
    QTest::newRow("more cached than asked")
        << QStringList{QStringLiteral("input"), QStringLiteral("output"), QStringLiteral("input_cached")}
        << qint64(400) << qint64(100 * 1 + 30 * 10);
}

void TestModelInfo::pricesTokens()
{
    QFETCH(QStringList, kinds);
    QFETCH(qint64, cached);
    QFETCH(qint64, picoUsd);
    const std::array prices{Money{2}, Money{10}, Money{1}};
    QMap<QString, Money> listed;
    for (int i = 0; i < kinds.size(); ++i)
        listed.insert(kinds[i], prices.at(size_t(i)));
    const Usage usage{.promptTokens = 100, .completionTokens = 30, .cachedTokens = cached};
    QCOMPARE(model(listed).priceOf(usage), std::optional(Money{picoUsd}));
}

void TestModelInfo::knowsNoPriceWhereSomethingIsMissing_data()
{
    QTest::addColumn<qint64>("in");
    QTest::addColumn<qint64>("out");
    QTest::addColumn<bool>("hasOutputPrice");
    QTest::newRow("tokens in") << qint64(-1) << qint64(1) << true;
    QTest::newRow("tokens out") << qint64(1) << qint64(-1) << true;
    QTest::newRow("a price") << qint64(1) << qint64(1) << false;
    QTest::newRow("beyond all money") << std::numeric_limits<qint64>::max() << qint64(1) << true;
}

void TestModelInfo::knowsNoPriceWhereSomethingIsMissing()
{
    QFETCH(qint64, in);
    QFETCH(qint64, out);
    QFETCH(bool, hasOutputPrice);
    QMap<QString, Money> listed{{QStringLiteral("input"), Money{2}}};
    if (hasOutputPrice)
        listed.insert(QStringLiteral("output"), Money{2});
    Usage usage;
    if (in >= 0)
        usage.promptTokens = in;
    if (out >= 0)
        usage.completionTokens = out;
    QVERIFY(!model(listed).priceOf(usage));
}

void TestModelInfo::oneModelHasOneSpelling()
{
    QCOMPARE(canonicalModelId(QStringLiteral("interactive/openai/gpt-4o")), QStringLiteral("openai/gpt-4o"));
    QCOMPARE(canonicalModelId(QStringLiteral("openai/gpt-4o")), QStringLiteral("openai/gpt-4o"));
    QCOMPARE(canonicalModelId(QStringLiteral("interactive/agent")), QStringLiteral("interactive/agent"));
}

QTEST_GUILESS_MAIN(TestModelInfo)

#include "tst_modelinfo.moc"
