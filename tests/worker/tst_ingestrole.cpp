// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablereader.h"
#include "workerpool.h"
#include "zipsample.h"

#include <QTest>

#include <sqlite3.h>

using namespace tabletalk;

namespace {

QByteArray smallDatabase()
{
    sqlite3 *made = nullptr;
    sqlite3_open(":memory:", &made);
    sqlite3_exec(made, "CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, NULL)", nullptr,
                 nullptr, nullptr);
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(made, "main", &size, 0);
    const QByteArray copy(reinterpret_cast<const char *>(bytes), qsizetype(size));
    sqlite3_free(bytes);
    sqlite3_close(made);
    return copy;
}

} // namespace

class TestIngestRole : public QObject {
    Q_OBJECT
private slots:
    void readsATable_data();
    void readsATable();
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void endsWhenGivenUp();

private:
    Result<Table> read(const TableOrder &order, const QByteArray &bytes, qint64 rows = 0);

    WorkerPool m_pool{QStringLiteral(TABLETALK_WORKER)};
    TableReader m_reader{m_pool};
};

Result<Table> TestIngestRole::read(const TableOrder &order, const QByteArray &bytes, qint64 rows)
{
    const QFuture<Result<Table>> future = m_reader.read(order, bytes, rows);
    [&future] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000); }();
    return future.resultCount() > 0 ? future.result() : Result<Table>(Error{});
}

void TestIngestRole::readsATable_data()
{
    QTest::addColumn<TableOrder>("order");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("CSV") << TableOrder{.name = QStringLiteral("t")} << QByteArray("a,b\n1,x\n2,y\n")
                         << qint64(0) << qint64(2);
    QTest::newRow("Latin 1") << TableOrder{.name = QStringLiteral("t")}
                             << QByteArray("Stra\xdf"
                                           "e;H\xf6he\nM\xfchlgasse;5\nHauptstra\xdf"
                                           "e;7\n")
                             << qint64(0) << qint64(2);
    QTest::newRow("HTML") << TableOrder{.name = QStringLiteral("t"), .mediaType = QStringLiteral("text/html")}
                          << QByteArray("<table><tr><td>a<td>b<tr><td>1<td>2</table>") << qint64(0)
                          << qint64(1);
    // Whatever they need of the system, they have it where nothing else is allowed.
    QTest::newRow("JSON lines") << TableOrder{.name = QStringLiteral("t")}
                                << QByteArray("{\"a\":1}\n{\"a\":2.5}\n") << qint64(0) << qint64(2);
    QTest::newRow("packed") << TableOrder{.name = QStringLiteral("t")}
                            << QByteArray::fromBase64("H4sIAAAAAAACA0vUSeIy1DHiMtIx5gIARxgrOQwAAAA=")
                            << qint64(0) << qint64(2);
    const QByteArray cell =
        "<table:table-cell office:value-type='float' office:value='1.5'><text:p>1,5</text:p>"
        "</table:table-cell>";
    QTest::newRow("a spreadsheet")
        << TableOrder{.name = QStringLiteral("t")}
        << sample::zip(
               {{"content.xml", "<office:spreadsheet><table:table><table:table-row "
                                "table:number-rows-repeated='3000'>"
                                    + cell + cell + "</table:table-row></table:table></office:spreadsheet>"}})
        << qint64(0) << qint64(3000);
    QTest::newRow("a database") << TableOrder{.name = QStringLiteral("t")} << smallDatabase() << qint64(0)
                                << qint64(3);
    QTest::newRow("a preview") << TableOrder{.name = QStringLiteral("t")}
                               << "n\n" + QByteArray("7\n").repeated(5000) << qint64(200) << qint64(200);
    QTest::newRow("many rows") << TableOrder{.name = QStringLiteral("t")}
                               << "n,w\n" + QByteArray("7,seven\n").repeated(500'000) << qint64(0)
                               << qint64(500'000);
}

void TestIngestRole::readsATable()
{
    QFETCH(TableOrder, order);
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, rows);
    const Result<Table> table = read(order, bytes, rows);
    QVERIFY2(table.ok(), table.ok() ? "" : qPrintable(table.error().userText));
    QTEST(table->rowCount(), "expected");
    QVERIFY(!table->column(0).name().contains(QChar(QChar::ReplacementCharacter)));
}

void TestIngestRole::saysWhyThereIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << QByteArray("\n\n") << QStringLiteral("no rows");
    QTest::newRow("wide") << QByteArray("x,").repeated(200'000) << QStringLiteral("columns");
    QTest::newRow("a program") << QByteArray("\1\2\3\4\0\5", 6).repeated(400) << QStringLiteral("no text");
    QTest::newRow("cut off") << QByteArray("PK\3\4 and no more") << QStringLiteral("damaged");
    QTest::newRow("a database") << QByteArray("SQLite format 3") << QStringLiteral("damaged");
}

void TestIngestRole::saysWhyThereIsNone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const Result<Table> table = read({.name = QStringLiteral("odd.csv")}, bytes);
    QVERIFY(!table);
    QCOMPARE(table.error().kind, ErrorKind::AttachmentUnreadable);
    QVERIFY2(table.error().userText.contains(reason), qPrintable(table.error().userText));
    QVERIFY(table.error().userText.contains(QLatin1String("odd.csv")));
}

void TestIngestRole::endsWhenGivenUp()
{
    QFuture<Result<Table>> future =
        m_reader.read({.name = QStringLiteral("t")}, "n,w\n" + QByteArray("7,seven\n").repeated(1'000'000));
    future.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
    // The next one is not held up by it.
    QVERIFY(read({.name = QStringLiteral("t")}, "a,b\n1,2\n").ok());
}

QTEST_GUILESS_MAIN(TestIngestRole)
#include "tst_ingestrole.moc"
