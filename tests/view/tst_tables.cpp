// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/copiedtext.h"
#include "conversation/tablefile.h"
#include "conversation/tablesort.h"
#include "sampleturns.h"
#include "savedfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

//! Tables as a person handles them: sorted, copied, saved.
class TestTables : public QObject {
    Q_OBJECT
private slots:
    void readsNumbers_data();
    void readsNumbers();
    void sorts_data();
    void sorts();
    void sortedRowsAreCopiedAsTheyAreSeen();
    void sortsOnlyTheTableThatIsMeant();
    void writesCsv();
    void saysWhyItWasNotSaved();
};

void TestTables::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("value");
    const auto row = [](const char *text, bool isNumber, double value) {
        QTest::newRow(text) << QString::fromUtf8(text) << isNumber << value;
    };
    row("12", true, 12);
    row(" 1,204 ", true, 1204);
    row("48 %", true, 48);
    row("$3.50", true, 3.5);
    row("€ 1 000", true, 1000);
    row("-7", true, -7);
    row("−7.5", true, -7.5);
    row("(12)", true, -12);
    row("1.5e3", true, 1500);
    row("", false, 0);
    row("-", false, 0);
    row("n/a", false, 0);
    row("3 apples", false, 0);
    row("2026-01-02", false, 0);
    row("1.2.3", false, 0);
}

void TestTables::readsNumbers()
{
    QFETCH(QString, text);
    QFETCH(bool, isNumber);
    QFETCH(double, value);
    const std::optional<double> number = cellNumber(text);
    QCOMPARE(number.has_value(), isNumber);
    QCOMPARE(number.value_or(0), value);
}

namespace {

const QString kTable = QStringLiteral("before\n\n| Name | Count |\n|------|------:|\n| north | 1,204 |\n"
                                      "| Äther | |\n| item 10 | 9 |\n| item 9 | 15,310 |\n\nafter");

QStringList column(const TurnContent &content, int header, int column)
{
    QStringList texts;
    for (int row = header + 1; row < content.tableEnd(header); ++row)
        texts.append(content.block(row).cells[column].text);
    return texts;
}

} // namespace

void TestTables::sorts_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("text") << 0 << false
                          << QStringList{QStringLiteral("Äther"), QStringLiteral("item 9"),
                                         QStringLiteral("item 10"), QStringLiteral("north")};
    QTest::newRow("text backwards") << 0 << true
                                    << QStringList{QStringLiteral("north"), QStringLiteral("item 10"),
                                                   QStringLiteral("item 9"), QStringLiteral("Äther")};
    QTest::newRow("numbers, empty last") << 1 << false
                                         << QStringList{QStringLiteral("item 10"), QStringLiteral("north"),
                                                        QStringLiteral("item 9"), QStringLiteral("Äther")};
    QTest::newRow("numbers backwards, empty last")
        << 1 << true
        << QStringList{QStringLiteral("item 9"), QStringLiteral("north"), QStringLiteral("item 10"),
                       QStringLiteral("Äther")};
    QTest::newRow("a column that is not there")
        << 9 << false
        << QStringList{QStringLiteral("north"), QStringLiteral("Äther"), QStringLiteral("item 10"),
                       QStringLiteral("item 9")};
}

void TestTables::sorts()
{
    QFETCH(int, by);
    QFETCH(bool, isDescending);
    QFETCH(QStringList, names);
    const Turn turn = sample::answer(1, kTable);
    TurnContent content(turn);
    const QStringList asWritten = column(content, 1, 0);
    TurnDisplay display;
    display.sorted[content.keyOf(1)] = {by, isDescending};
    content.setDisplay(display);
    QVERIFY(!content.update(turn).isEmpty);
    QStringList sorted = column(content, 1, 0);
    if (by == 0) // where an umlaut goes is the locale's business
        sorted.removeAll(QStringLiteral("Äther")), names.removeAll(QStringLiteral("Äther"));
    QCOMPARE(sorted, names);
    content.setDisplay({});
    content.update(turn);
    QCOMPARE(column(content, 1, 0), asWritten);
}

void TestTables::sortedRowsAreCopiedAsTheyAreSeen()
{
    const Turn turn = sample::answer(1, kTable);
    TurnDisplay display;
    display.sorted[{0, 1}] = {1, false};
    CopiedText copied;
    copied.add(turn, TurnContent(turn, display), {{1, 0}, {6, 0}});
    QCOMPARE(copied.markdown(), QStringLiteral("| Name | Count |\n|------|------:|\n| item 10 | 9 |\n"
                                               "| north | 1,204 |\n| item 9 | 15,310 |\n| Äther | |"));
    QCOMPARE(copied.plain(),
             QStringLiteral("Name\tCount\nitem 10\t9\nnorth\t1,204\nitem 9\t15,310\nÄther\t"));
    QVERIFY(copied.html().indexOf(QStringLiteral("item 10"))
            < copied.html().indexOf(QStringLiteral("north")));
}

void TestTables::sortsOnlyTheTableThatIsMeant()
{
    const QString two = QStringLiteral("| a |\n|---|\n| 2 |\n| 1 |\n\nx\n\n| b |\n|---|\n| 4 |\n| 3 |");
    const Turn turn = sample::answer(1, two);
    TurnDisplay display;
    display.sorted[{0, 4}] = {0, false};
    const TurnContent content(turn, display);
    QCOMPARE(column(content, 0, 0), (QStringList{QStringLiteral("2"), QStringLiteral("1")}));
    QCOMPARE(column(content, 4, 0), (QStringList{QStringLiteral("3"), QStringLiteral("4")}));
}

void TestTables::writesCsv()
{
    const Turn turn = sample::answer(1, QStringLiteral("| a \"q\" | b |\n|---|---|\n| 1,5 | **x** |"));
    const QString csv = csvOf(TurnContent(turn), 0);
    QCOMPARE(csv, QStringLiteral("\"a \"\"q\"\"\",b\r\n\"1,5\",x\r\n"));
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("t.csv"));
    QVERIFY(writeFile(path, csv.toUtf8()).contains(QStringLiteral("t.csv")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), csv.toUtf8());
}

void TestTables::saysWhyItWasNotSaved()
{
    const QString said = writeFile(QStringLiteral("/nonexistent/folder/t.csv"), "x");
    QVERIFY(said.contains(QStringLiteral("could not be saved")));
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
