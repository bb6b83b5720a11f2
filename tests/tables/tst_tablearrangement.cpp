// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellfilter.h"
#include "tablearrangement.h"
#include "tableexport.h"
#include "tablewriter.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <bit>
#include <numeric>

using namespace tabletalk;

namespace {

//! city, size, day: with a word in place of a number, and a city that is not there.
Table cities()
{
    TableWriter writer;
    ColumnWriter &city = writer.addColumn({});
    ColumnWriter &size = writer.addColumn({.type = ColumnType::Decimal, .scale = 1});
    ColumnWriter &day = writer.addColumn({.type = ColumnType::Date});
    const auto row = [&](const char *name, std::optional<int> tenths, int days) {
        name ? city.appendText(name) : city.appendNull();
        tenths ? size.appendValue(*tenths) : size.appendNull();
        day.appendValue(days);
    };
    row("berlin", 37, 19723); // 2024-01-01
    row("Rome", 28, 19724);
    row(nullptr, 5, 19800);
    row("Paris, \"la belle\"", -21, 19700);
    row("Rome", std::nullopt, 19724);
    size.spellLast("about 1", true);
    return Table::open(writer.finish(QStringLiteral("cities"),
                                     {QStringLiteral("city"), QStringLiteral("size"), QStringLiteral("day")},
                                     5, {}))
        .value();
}

RowList arranged(const Table &table, const TableArrangement &arrangement)
{
    return arrangedRows(table, arrangement, [](int) { return true; }).value();
}

} // namespace

class TestTableArrangement : public QObject {
    Q_OBJECT
private slots:
    void sortsByWhatIsMeant_data();
    void sortsByWhatIsMeant();
    void sortsManyRowsAsAStableSortDoes();
    void sortsNumbersOfAnySize();
    void filters_data();
    void filters();
    void combinesFilters();
    void isGivenUp();
    void copiesInThreeForms();
    void copiesPieces();
    void writesCsvThatReadsTheSame();
};

void TestTableArrangement::sortsByWhatIsMeant_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("its own order") << -1 << false << QList{0, 1, 2, 3, 4};
    QTest::newRow("text") << 0 << false << QList{0, 3, 1, 4, 2};
    QTest::newRow("text, down") << 0 << true << QList{1, 4, 3, 0, 2};
    QTest::newRow("number") << 1 << false << QList{3, 2, 1, 0, 4};
    QTest::newRow("number, down") << 1 << true << QList{0, 1, 2, 3, 4};
    QTest::newRow("date") << 2 << false << QList{3, 0, 1, 4, 2};
    QTest::newRow("no such column") << 9 << false << QList{0, 1, 2, 3, 4};
}

void TestTableArrangement::sortsByWhatIsMeant()
{
    QFETCH(int, column);
    QFETCH(bool, isDescending);
    QFETCH(QList<int>, expected);
    const RowList rows = arranged(cities(), {.sortColumn = column, .isDescending = isDescending});
    QCOMPARE(QList<int>(rows.begin(), rows.end()), expected);
}

void TestTableArrangement::sortsManyRowsAsAStableSortDoes()
{
    // Over several pieces, with many that are alike.
    constexpr int kRows = 300'000;
    QRandomGenerator random(7);
    std::vector<int> values;
    TableWriter writer;
    ColumnWriter &number = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &text = writer.addColumn({});
    for (int i = 0; i < kRows; ++i) {
        values.push_back(random.bounded(1000));
        number.appendValue(values.back());
        text.appendText(std::to_string(1'000'000 + values.back() * 1000 + i % 3).c_str());
    }
    const Table table =
        Table::open(writer.finish(QStringLiteral("t"), {QStringLiteral("n"), QStringLiteral("t")}, kRows, {}))
            .value();
    RowList expected(kRows);
    std::iota(expected.begin(), expected.end(), 0u);
    std::stable_sort(expected.begin(), expected.end(),
                     [&values](quint32 a, quint32 b) { return values[a] < values[b]; });
    QVERIFY(arranged(table, {.sortColumn = 0}) == expected);
    std::stable_sort(expected.begin(), expected.end(), [&values](quint32 a, quint32 b) {
        return std::pair(values[a], a % 3) < std::pair(values[b], b % 3);
    });
    QVERIFY(arranged(table, {.sortColumn = 1}) == expected);
}

void TestTableArrangement::sortsNumbersOfAnySize()
{
    const std::vector<double> values{-0.5, 1e300, -1e-300, 0, 3, -1e300, 1e-300};
    TableWriter writer;
    ColumnWriter &number = writer.addColumn({.type = ColumnType::Real});
    for (const double value : values)
        number.appendValue(std::bit_cast<qint64>(value));
    const Table table =
        Table::open(writer.finish(QStringLiteral("t"), {QStringLiteral("n")}, qint64(values.size()), {}))
            .value();
    const RowList rows = arranged(table, {.sortColumn = 0});
    QVERIFY(std::is_sorted(rows.begin(), rows.end(),
                           [&values](quint32 a, quint32 b) { return values[a] < values[b]; }));
}

void TestTableArrangement::filters_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("part") << 0 << QStringLiteral("OM") << QList{1, 4};
    QTest::newRow("any column") << -1 << QStringLiteral("r") << QList{0, 1, 3, 4};
    QTest::newRow("any column, a number") << -1 << QStringLiteral("3.7") << QList{0};
    QTest::newRow("whole") << 0 << QStringLiteral("= rome") << QList{1, 4};
    QTest::newRow("other") << 0 << QStringLiteral("!= rome") << QList{0, 2, 3};
    QTest::newRow("empty") << 0 << QStringLiteral("=") << QList{2};
    QTest::newRow("not empty") << 1 << QStringLiteral("!=") << QList{0, 1, 2, 3};
    QTest::newRow("more") << 1 << QStringLiteral("> 0.5") << QList{0, 1};
    QTest::newRow("at least") << 1 << QStringLiteral(">=0.5") << QList{0, 1, 2};
    QTest::newRow("less") << 1 << QStringLiteral("< 0") << QList{3};
    QTest::newRow("equal") << 1 << QStringLiteral("= 2.80") << QList{1};
    QTest::newRow("unequal") << 1 << QStringLiteral("!= 2.8") << QList{0, 2, 3};
    QTest::newRow("between") << 1 << QStringLiteral("0.5..2.8") << QList{1, 2};
    QTest::newRow("date") << 2 << QStringLiteral(">= 2024-01-02") << QList{1, 2, 4};
    QTest::newRow("dates") << 2 << QStringLiteral("2024-01-01 .. 2024-01-02") << QList{0, 1, 4};
    QTest::newRow("word in place of a number") << 1 << QStringLiteral("about") << QList{4};
    QTest::newRow("no number") << 1 << QStringLiteral("> x") << QList<int>{};
    QTest::newRow("beyond ASCII") << 0 << QStringLiteral("ü") << QList<int>{};
}

void TestTableArrangement::filters()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(QList<int>, expected);
    const RowList rows = arranged(cities(), {.filters = {{column, text}}});
    QCOMPARE(QList<int>(rows.begin(), rows.end()), expected);
}

void TestTableArrangement::combinesFilters()
{
    const RowList rows =
        arranged(cities(), {.sortColumn = 1,
                            .isDescending = true,
                            .filters = {{0, QStringLiteral("r")}, {1, QStringLiteral("!=")}}});
    QCOMPARE(QList<int>(rows.begin(), rows.end()), (QList{0, 1, 3}));
}

void TestTableArrangement::isGivenUp()
{
    int asked = 0;
    QVERIFY(!arrangedRows(cities(), {.sortColumn = 0},
                          [&asked](int percent) { return percent >= 0 && percent <= 100 && ++asked < 2; }));
    QCOMPARE(asked, 2);
}

void TestTableArrangement::copiesInThreeForms()
{
    const CopiedCells copied =
        copiedCells({.table = cities(), .rows = {3, 4}, .columns = {0, 1}, .hasNames = true});
    QCOMPARE(copied.text, QStringLiteral("city\tsize\nParis, \"la belle\"\t-2.1\nRome\tabout 1\n"));
    QCOMPARE(copied.csv, QStringLiteral("city,size\r\n\"Paris, \"\"la belle\"\"\",-2.1\r\nRome,about 1\r\n"));
    QCOMPARE(copied.html, QStringLiteral("<table><tr><th>city</th><th>size</th></tr>"
                                         "<tr><td>Paris, &quot;la belle&quot;</td>"
                                         "<td sdval=\"-2.1\" align=\"right\">-2.1</td></tr>"
                                         "<tr><td>Rome</td><td>about 1</td></tr></table>"));
}

void TestTableArrangement::copiesPieces()
{
    const CopiedCells copied = copiedCells({.table = cities(),
                                            .rows = {0, 1},
                                            .columns = {0, 1},
                                            .areas = {QRect(0, 0, 1, 1), QRect(1, 1, 1, 1)}});
    QCOMPARE(copied.text, QStringLiteral("berlin\t\n\t2.8\n"));
}

void TestTableArrangement::writesCsvThatReadsTheSame()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto goOn = [](int) { return true; };
    const RowList rows{3, 0};
    QVERIFY(writeCsv(buffer, cities(), &rows, goOn));
    QCOMPARE(buffer.data(), QByteArray("city,size,day\r\n\"Paris, \"\"la belle\"\"\",-2.1,2023-12-09\r\n"
                                       "berlin,3.7,2024-01-01\r\n"));
    QBuffer all;
    all.open(QIODevice::WriteOnly);
    QVERIFY(writeCsv(all, cities(), nullptr, goOn));
    QCOMPARE(all.data().count('\n'), 6);
    QBuffer given;
    given.open(QIODevice::WriteOnly);
    QVERIFY(!writeCsv(given, cities(), nullptr, [](int) { return false; }));
}

QTEST_APPLESS_MAIN(TestTableArrangement)
#include "tst_tablearrangement.moc"
