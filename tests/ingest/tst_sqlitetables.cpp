// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablereading.h"

#include <QRandomGenerator>
#include <QTest>

#include <sqlite3.h>

using namespace tabletalk;

namespace {

//! The bytes of a database that statements make.
QByteArray database(const char *sql)
{
    sqlite3 *made = nullptr;
    sqlite3_open(":memory:", &made);
    char *error = nullptr;
    if (sqlite3_exec(made, sql, nullptr, nullptr, &error) != SQLITE_OK)
        qFatal("%s", error);
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(made, "main", &size, 0);
    const QByteArray copy(reinterpret_cast<const char *>(bytes), qsizetype(size));
    sqlite3_free(bytes);
    sqlite3_close(made);
    return copy;
}

ReadTable readBytes(const QByteArray &bytes, const char *table = nullptr)
{
    ReadingChoices choices;
    if (table)
        choices.sheet = QString::fromUtf8(table);
    return readTable({{QStringLiteral("t"), {}, choices}, bytes});
}

Table read(const QByteArray &bytes, const char *table = nullptr)
{
    const ReadTable result = readBytes(bytes, table);
    return result.problem == ReadingProblem::None ? Table::open(result.block).value_or(Table()) : Table();
}

QString rowOf(const Table &table, qint64 row)
{
    QStringList cells;
    for (int i = 0; i < table.columnCount(); ++i)
        cells.append(QString::fromStdString(table.column(i).plain(row)));
    return cells.join(u'|');
}

const char *const kSales =
    "CREATE TABLE empty(a);"
    "CREATE TABLE sales(id INTEGER PRIMARY KEY, \"who \"\"is\"\"\", amount REAL, day TEXT, code TEXT, raw "
    "BLOB);"
    "INSERT INTO sales VALUES(1, 'Ann', 2.5, '2024-05-01', '007', x'00ff'),"
    "(2, NULL, 0.1, '2024-05-02', '008', NULL), (9007199254740993, 'Bob', 3, '2024-05-03', '009', NULL);"
    "CREATE VIEW big AS SELECT upper(\"who \"\"is\"\"\") AS w FROM sales WHERE amount > 2;"
    "CREATE TABLE other(x); INSERT INTO other VALUES(7);";

} // namespace

class TestSqliteTables : public QObject {
    Q_OBJECT
private slots:
    void readsTheFirstThatHoldsAnything();
    void readsTheOneThatIsChosen();
    void readsWhatKeepsALog();
    void runsNothingOfTheFile_data();
    void runsNothingOfTheFile();
    void survivesDamage();
};

void TestSqliteTables::readsTheFirstThatHoldsAnything()
{
    const Table table = read(database(kSales));
    QCOMPARE(table.report().kind, TableKind::Database);
    QCOMPARE(table.report().sheets, QStringList({QStringLiteral("empty"), QStringLiteral("sales"),
                                                 QStringLiteral("other"), QStringLiteral("big")}));
    QCOMPARE(table.report().sheet, QStringLiteral("sales"));
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.column(1).name(), QStringLiteral("who \"is\""));
    QCOMPARE(table.column(0).format().type, ColumnType::Integer);
    QCOMPARE(table.column(2).format().type, ColumnType::Decimal);
    QCOMPARE(table.column(3).format().type, ColumnType::Date);
    QCOMPARE(table.column(4).format().type, ColumnType::Text);
    QCOMPARE(rowOf(table, 0), QStringLiteral("1|Ann|2.5|2024-05-01|007|X'00ff'"));
    QCOMPARE(rowOf(table, 1), QStringLiteral("2||0.1|2024-05-02|008|"));
    QCOMPARE(table.column(0).shown(2), std::string("9007199254740993"));
}

void TestSqliteTables::readsTheOneThatIsChosen()
{
    const QByteArray bytes = database(kSales);
    QCOMPARE(rowOf(read(bytes, "other"), 0), QStringLiteral("7"));
    QCOMPARE(rowOf(read(bytes, "big"), 0), QStringLiteral("ANN"));
    QCOMPARE(readBytes(bytes, "empty").problem, ReadingProblem::Empty);
    QCOMPARE(readBytes(bytes, "none").problem, ReadingProblem::Empty);
}

void TestSqliteTables::readsWhatKeepsALog()
{
    QByteArray bytes = database(kSales);
    bytes[18] = bytes[19] = 2;
    QCOMPARE(read(bytes).rowCount(), 3);
}

void TestSqliteTables::runsNothingOfTheFile_data()
{
    QTest::addColumn<QByteArray>("view");
    QTest::newRow("reads a file") << QByteArray("SELECT load_extension('x') AS a");
    QTest::newRow("masses of memory") << QByteArray("SELECT zeroblob(1000000000) AS a");
    QTest::newRow("loops in a function") << QByteArray("SELECT printf('%.*c', 999999999, 'x') AS a");
    QTest::newRow("of what is not there") << QByteArray("SELECT a FROM gone");
}

void TestSqliteTables::runsNothingOfTheFile()
{
    QFETCH(QByteArray, view);
    const QByteArray bytes =
        database(("CREATE TABLE t(a); INSERT INTO t VALUES(1); CREATE VIEW v AS " + view).constData());
    QCOMPARE(readBytes(bytes, "v").problem, ReadingProblem::Unsupported);
    // The others can still be read.
    QCOMPARE(rowOf(read(bytes), 0), QStringLiteral("1"));
}

void TestSqliteTables::survivesDamage()
{
    const QByteArray whole = database(kSales);
    QRandomGenerator random(5);
    for (int i = 0; i < 500; ++i) {
        QByteArray bytes = whole;
        for (int changes = random.bounded(1, 20); changes > 0; --changes)
            bytes[random.bounded(100, int(bytes.size()))] = char(random.bounded(256));
        bytes.truncate(random.bounded(2) ? bytes.size() : random.bounded(int(bytes.size())));
        const ReadTable result = readBytes(bytes);
        if (result.problem == ReadingProblem::None)
            QVERIFY(Table::open(result.block));
    }
    QCOMPARE(readBytes(whole.first(600)).problem, ReadingProblem::Damaged);
}

QTEST_GUILESS_MAIN(TestSqliteTables)
#include "tst_sqlitetables.moc"
