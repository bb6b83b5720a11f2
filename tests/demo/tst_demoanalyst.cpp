// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoanalyst.h"

#include <QJsonArray>
#include <QTest>

using namespace tabletalk;

namespace {

QJsonObject message(const char *role, const QString &content)
{
    return {{QStringLiteral("role"), QLatin1String(role)}, {QStringLiteral("content"), content}};
}

QJsonObject requestOf(QJsonArray messages, bool offers = true)
{
    messages.prepend(
        message("system", QStringLiteral("Query it.\nTable sales: \"sales.csv\", 3 rows, 2 columns.\n")));
    const QJsonObject tool{
        {QStringLiteral("function"), QJsonObject{{QStringLiteral("name"), QStringLiteral("run_sql")}}}};
    QJsonObject request{{QStringLiteral("messages"), messages}};
    if (offers)
        request.insert(QStringLiteral("tools"), QJsonArray{tool});
    return request;
}

const QString kSchema =
    QStringLiteral("  \"id\" INTEGER, -- 3 distinct\n  \"cou\"\"ntry\" TEXT, -- 2 distinct\n"
                   "  \"amount\" DECIMAL -- 1 to 3\n");

} // namespace

class TestDemoAnalyst : public QObject {
    Q_OBJECT
private slots:
    void doesNothingWithoutTools();
    void describesThenQueriesThenAnswers();
    void isWrongOnCue();
};

void TestDemoAnalyst::doesNothingWithoutTools()
{
    QVERIFY(!demoMove(requestOf({message("user", QStringLiteral("Hello"))}, false)));
}

void TestDemoAnalyst::describesThenQueriesThenAnswers()
{
    QJsonArray messages{message("user", QStringLiteral("Total by country?"))};
    std::optional<DemoMove> move = demoMove(requestOf(messages));
    QVERIFY(move);
    QCOMPARE(move->tool, QStringLiteral("describe"));
    QCOMPARE(move->arguments.value(QStringLiteral("table")).toString(), QStringLiteral("sales"));

    messages.append(message("tool", kSchema));
    move = demoMove(requestOf(messages));
    QCOMPARE(move->tool, QStringLiteral("run_sql"));
    QCOMPARE(
        move->arguments.value(QStringLiteral("sql")).toString(),
        QStringLiteral("SELECT \"cou\"\"ntry\", count(*) AS n, sum(\"amount\") AS total\nFROM \"sales\"\n"
                       "GROUP BY 1\nORDER BY 3 DESC"));

    messages.append(message(
        "tool", QStringLiteral("2 rows.\n<data-1a>\ncountry,n,total\nIT,2,1234.5\nDE,1,34\n</data-1a>")));
    move = demoMove(requestOf(messages));
    QVERIFY(move->tool.isEmpty());
    QVERIFY(move->text.startsWith(QLatin1String(
        "**IT** comes first with **1,234.50**, then **DE** with 34: a difference of 1,200.50.")));
}

void TestDemoAnalyst::isWrongOnCue()
{
    const std::optional<DemoMove> move =
        demoMove(requestOf({message("user", QStringLiteral("demo: wrong")), message("tool", kSchema),
                            message("tool", QStringLiteral("1 rows.\n<data-1a>\nn\n100\n</data-1a>"))}));
    QVERIFY(move->text.contains(QLatin1String("**117**")));
}

QTEST_GUILESS_MAIN(TestDemoAnalyst)
#include "tst_demoanalyst.moc"
