// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialectdetector.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTest>

using namespace tabletalk;

class TestDialectDetector : public QObject {
    Q_OBJECT
private slots:
    void findsTheDialect_data();
    void findsTheDialect();
    void tellsTablesFromOtherText_data();
    void tellsTablesFromOtherText();
    void isRightForTheCollection_data();
    void isRightForTheCollection();
};

void TestDialectDetector::findsTheDialect_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<char>("quote");
    const auto row = [](const char *name, const char *text, char delimiter, char quote = '"') {
        QTest::newRow(name) << QByteArray(text) << delimiter << quote;
    };
    row("nothing", "", ',');
    row("one column", "name\nAnna\nBert\n", ',');
    row("commas", "id,name,amount\n1,Anna,2.50\n2,Bert,3.00\n", ',');
    row("semicolons and decimal commas", "id;name;amount\n1;Anna;2,50\n2;Bert;3,00\n3;Carl;1.234,56\n", ';');
    row("tabs", "id\tname\n1\tAnna, the first\n2\tBert, the second\n", '\t');
    row("bars", "id|name|day\n1|Anna|2024-01-31\n2|Bert|2024-02-01\n", '|');
    row("quoted commas", "name,text\n\"Doe, Jane\",\"a; b; c\"\n\"Roe, Rick\",\"d; e; f\"\n", ',');
    row("quoted line breaks", "a,b\n\"x\ny, z\",1\n\"u\nv, w\",2\n", ',');
    row("single quotes", "id,name\n1,'Doe, Jane'\n2,'Roe, Rick'\n3,'Poe, Pat'\n", ',', '\'');
    row("apostrophes", "id,name\n1,O'Hara\n2,D'Arc\n3,rock 'n' roll\n", ',');
    row("times are no columns", "start,end\n12:30:00,13:30:00\n14:00:00,15:00:00\n", ',');
    row("colons", "root:x:0\nbin:x:1\nmail:x:8\n", ':');
    row("a title above", "Sales of the year\n\nid;amount\n1;2\n2;3\n3;4\n", ';');
    row("two columns of prose", "text,label\nit was good; really,yes\nnot so good; at all,no\n", ',');
}

void TestDialectDetector::findsTheDialect()
{
    QFETCH(QByteArray, text);
    const Dialect dialect = detectDialect(text.toStdString());
    QTEST(dialect.delimiter, "delimiter");
    QTEST(dialect.quote, "quote");
}

void TestDialectDetector::tellsTablesFromOtherText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isTable");
    QTest::newRow("table") << QByteArray("id,name,amount\n1,Anna,2.50\n2,Bert,3.00\n3,Carl,1.00\n") << true;
    QTest::newRow("cells") << QByteArray("Berlin\t3.7\nRome\t2.8\nParis\t2.1\n") << true;
    QTest::newRow("prose") << QByteArray(
        "Well, I went there.\nIt was, as you know, closed.\nSo I left, sadly, "
        "and came home.\nNothing else, really.\n")
                           << false;
    QTest::newRow("code") << QByteArray(
        "int add(int a, int b)\n{\n    return a + b;\n}\nfoo(1, 2);\nbar(3, 4);\n")
                          << false;
    QTest::newRow("JSON") << QByteArray("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": [1, 2]\n}\n") << false;
    QTest::newRow("log") << QByteArray("12:00:01 started\n12:00:02 listening on port 80\n12:00:09 stopped\n")
                         << false;
    QTest::newRow("one line") << QByteArray("a, b, c") << false;
    QTest::newRow("list") << QByteArray("milk\nbread\nbutter\n") << false;
}

void TestDialectDetector::tellsTablesFromOtherText()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isTable);
    const double likeness = tableLikeness(text.toStdString());
    QVERIFY2((likeness > 0.6) == isTable, qPrintable(QString::number(likeness)));
}

void TestDialectDetector::isRightForTheCollection_data()
{
    QTest::addColumn<bool>("isHeldOut");
    QTest::addColumn<double>("floor");
    // What it reached, when it had been tuned with those that are not held out.
    QTest::newRow("tuned with") << false << 0.97;
    QTest::newRow("held out") << true << 0.97;
}

void TestDialectDetector::isRightForTheCollection()
{
    QFETCH(bool, isHeldOut);
    QFETCH(double, floor);
    const QDir folder(QStringLiteral(TABLETALK_DIALECTS));
    QFile list(folder.filePath(QStringLiteral("truth.tsv")));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QHash<QByteArray, char> delimiters{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'},
                                             {"pipe", '|'},  {"colon", ':'},     {"caret", '^'},
                                             {"tilde", '~'}, {"hash", '#'},      {"ampersand", '&'},
                                             {"space", ' '}, {"unit", '\x1f'}};
    int right = 0;
    int all = 0;
    while (!list.atEnd()) {
        const QList<QByteArray> truth = list.readLine().trimmed().split('\t');
        constexpr qsizetype kFields = 5;
        if (truth.size() != kFields || (truth[4] == "yes") != isHeldOut)
            continue;
        QFile file(folder.filePath(QString::fromUtf8(truth[0])));
        QVERIFY2(file.open(QIODevice::ReadOnly), truth[0].constData());
        const Dialect expected{delimiters.value(truth[1]), truth[2] == "single" ? '\'' : '"',
                               truth[3] == "backslash" ? '\\' : '\0'};
        const Dialect found = detectDialect(file.readAll().toStdString());
        ++all;
        right += found == expected ? 1 : 0;
        if (found != expected)
            qInfo("%s: %c%c", truth[0].constData(), found.delimiter, found.quote);
    }
    QVERIFY(all >= 50);
    qInfo("%d of %d", right, all);
    QVERIFY(right >= floor * all);
}

QTEST_GUILESS_MAIN(TestDialectDetector)
#include "tst_dialectdetector.moc"
