// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablewriter.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace tabletalk;

namespace {

constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr qint64 kMost = std::numeric_limits<qint64>::max();

QByteArray sampleBlock(qint64 rows)
{
    TableWriter writer;
    ColumnWriter &number = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &word = writer.addColumn({});
    ColumnWriter &sentence = writer.addColumn({});
    for (qint64 row = 0; row < rows; ++row) {
        if (row % 7 == 3) {
            number.appendNull();
            number.spellLast("n/a", row % 2 == 0);
        } else {
            number.appendValue(row * 1000 - 5);
        }
        word.appendText(row % 3 == 0 ? "red" : "grün");
        if (row % 11 == 0)
            sentence.appendNull();
        else
            sentence.appendText("sentence " + std::to_string(row));
    }
    return writer.finish(QStringLiteral("sample"),
                         {QStringLiteral("number"), QStringLiteral("word"), QStringLiteral("sentence")}, rows,
                         {.kind = TableKind::Delimited, .rowsRead = rows});
}

} // namespace

class TestTable : public QObject {
    Q_OBJECT
private slots:
    void givesBackWhatWasWritten_data();
    void givesBackWhatWasWritten();
    void packsExtremeValues();
    void fillsColumnsThatComeLate();
    void refusesWhatIsNoBlock();
    void survivesBlocksOfAHostileProcess();
};

void TestTable::givesBackWhatWasWritten_data()
{
    QTest::addColumn<qint64>("rows");
    QTest::newRow("none") << qint64(0);
    QTest::newRow("one") << qint64(1);
    QTest::newRow("a segment") << kSegmentRows;
    QTest::newRow("a segment and one") << kSegmentRows + 1;
    QTest::newRow("three segments") << 3 * kSegmentRows - 1;
}

void TestTable::givesBackWhatWasWritten()
{
    QFETCH(qint64, rows);
    const std::optional<Table> table = Table::open(sampleBlock(rows));
    QVERIFY(table);
    QCOMPARE(table->name(), QStringLiteral("sample"));
    QCOMPARE(table->rowCount(), rows);
    QCOMPARE(table->columnCount(), 3);
    QCOMPARE(table->report().rowsRead, rows);
    const Column &number = table->column(0);
    const Column &sentence = table->column(2);
    for (qint64 row = 0; row < rows; ++row) {
        const bool isNull = row % 7 == 3;
        QCOMPARE(number.isNull(row), isNull);
        QCOMPARE(number.shown(row), isNull ? "n/a" : std::to_string(row * 1000 - 5));
        QCOMPARE(number.isMisfit(row), isNull && row % 2 == 0);
        QCOMPARE(table->column(1).shown(row), std::string(row % 3 == 0 ? "red" : "grün"));
        QCOMPARE(sentence.isNull(row), row % 11 == 0);
        QCOMPARE(sentence.shown(row), row % 11 == 0 ? std::string() : "sentence " + std::to_string(row));
    }
    QVERIFY(number.isNull(rows));
    QVERIFY(number.isNull(-1));
    QCOMPARE(sentence.shown(rows), std::string());
    if (rows >= kSegmentRows)
        QCOMPARE(table->column(1).segments().front().width, quint8(1)); // of the dictionary, not the texts
}

void TestTable::packsExtremeValues()
{
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({.type = ColumnType::Integer});
    const std::vector<qint64> values{kLeast, kMost, 0, -1, 1};
    for (const qint64 value : values)
        column.appendValue(value);
    const std::optional<Table> table = Table::open(writer.finish({}, {}, qint64(values.size()), {}));
    QVERIFY(table);
    for (size_t i = 0; i < values.size(); ++i)
        QCOMPARE(table->column(0).raw(qint64(i)), values[i]);
    QCOMPARE(table->column(0).segments()[0].min, kLeast);
    QCOMPARE(table->column(0).segments()[0].max, kMost);
}

void TestTable::fillsColumnsThatComeLate()
{
    TableWriter writer;
    writer.addColumn({.type = ColumnType::Integer}).appendValue(1);
    ColumnWriter &late = writer.addColumn({});
    writer.column(0).appendValue(2);
    late.appendText("here");
    const std::optional<Table> table = Table::open(writer.finish({}, {}, 2, {}));
    QVERIFY(table);
    QVERIFY(table->column(1).isNull(0));
    QCOMPARE(table->column(1).shown(1), std::string("here"));
}

void TestTable::refusesWhatIsNoBlock()
{
    const QByteArray block = sampleBlock(100);
    QVERIFY(!Table::open({}));
    QVERIFY(!Table::open("TABLE\n"));
    QVERIFY(!Table::open(QByteArray(1000, '\0')));
    for (qsizetype length = 0; length < block.size(); length += 13)
        QVERIFY(!Table::open(block.first(length)));
}

void TestTable::survivesBlocksOfAHostileProcess()
{
    // Whatever bytes change, reading every cell stays within the block. The sanitizers watch it.
    const QByteArray block = sampleBlock(300);
    QRandomGenerator random(6);
    int opened = 0;
    for (int round = 0; round < 4000; ++round) {
        QByteArray changed = block;
        const int changes = 1 + int(random.bounded(4));
        for (int i = 0; i < changes; ++i) {
            // Half of them in the directory, which is at the end.
            const auto from = random.bounded(2) == 0 ? 0 : block.size() - 1500;
            changed[random.bounded(from, block.size())] = char(random.bounded(256));
        }
        const std::optional<Table> table = Table::open(changed);
        if (!table)
            continue;
        ++opened;
        size_t length = 0;
        for (int column = 0; column < table->columnCount(); ++column) {
            for (qint64 row = 0; row < std::min<qint64>(table->rowCount(), 400); ++row)
                length += table->column(column).shown(row).size() + table->column(column).plain(row).size();
            table->column(column).misfitCount();
        }
        QVERIFY(length < 100'000'000);
    }
    QVERIFY(opened > 100);
}

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
