// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paralleltasks.h"
#include "table.h"
#include "tablereading.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

namespace {

Table read(const QByteArray &bytes, const ReadingChoices &choices = {}, const QString &mediaType = {})
{
    const ReadTable result = readTable({{QStringLiteral("t"), mediaType, choices}, bytes});
    return result.problem == ReadingProblem::None ? Table::open(result.block).value_or(Table()) : Table();
}

QString typesOf(const Table &table)
{
    constexpr char kLetters[] = "TIDRBdts";
    QString types;
    for (int i = 0; i < table.columnCount(); ++i)
        types += QLatin1Char(kLetters[size_t(table.column(i).format().type)]);
    return types;
}

QString namesOf(const Table &table)
{
    QStringList names;
    for (int i = 0; i < table.columnCount(); ++i)
        names.append(table.column(i).name());
    return names.join(u'|');
}

QString rowOf(const Table &table, qint64 row, std::string (Column::*form)(qint64) const = &Column::plain)
{
    QStringList cells;
    for (int i = 0; i < table.columnCount(); ++i)
        cells.append(QString::fromStdString((table.column(i).*form)(row)));
    return cells.join(u'|');
}

const ImportNote *noteOf(const Table &table, ImportEvent event)
{
    for (const ImportNote &note : table.report().notes) {
        if (note.event == event)
            return &note;
    }
    return nullptr;
}

QByteArray csvOf(const Table &table)
{
    QByteArray csv;
    for (int i = 0; i < table.columnCount(); ++i)
        csv += (i ? ",\"" : "\"") + table.column(i).name().toUtf8().replace("\"", "\"\"") + '"';
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        csv += "\r\n";
        for (int i = 0; i < table.columnCount(); ++i) {
            QByteArray cell = QByteArray::fromStdString(table.column(i).plain(row));
            csv += (i ? "," : "");
            csv += cell.isEmpty() ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }
    return csv;
}

} // namespace

class TestTableReading : public QObject {
    Q_OBJECT
private slots:
    void recognisesColumns_data();
    void recognisesColumns();
    void keepsWhatWasShownAndMeant();
    void marksWhatDoesNotFit();
    void reconsidersLateProof();
    void reportsWhatItRepaired();
    void obeysChoices();
    void readsDrawnTables_data();
    void readsDrawnTables();
    void readsJson_data();
    void readsJson();
    void unpacks();
    void readsClipboardHtml();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void valuesSurviveExport();
    void previewsTheFirstRows();
    void previewsLookAtTheBeginningOnly();
    void threadsChangeNothing();
    void fewMisfitsAmongManyLeaveTheType();
    void recognisesColumnsThatBeginLate();
};

void TestTableReading::recognisesColumns_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("types");
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *name, const char *csv, const char *types, const char *names,
                        const char *first) {
        QTest::newRow(name) << QByteArray(csv) << QString::fromUtf8(types) << QString::fromUtf8(names)
                            << QString::fromUtf8(first);
    };
    row("all types",
        "i,d,b,day,at,when,t\n1,2.50,true,2024-01-31,14:05:00,2024-01-31 14:05:00,x\n2,3.00,false,2024-02-01,"
        "15:00:00,2024-02-01 00:00:00,y\n",
        "IDBdtsT", "i|d|b|day|at|when|t", "1|2.50|true|2024-01-31|14:05:00|2024-01-31 14:05:00|x");
    row("codes are texts",
        "zip,phone,card\n01234,+4912345678,1234567890123456\n10115,+4998765432,6543210987654321\n", "TTT",
        "zip|phone|card", "01234|+4912345678|1234567890123456");
    row("German", "Tag;Betrag\n31.01.2024;1.234,56 €\n01.02.2024;7,00 €\n", "dD", "Tag|Betrag",
        "2024-01-31|1234.56");
    row("one decides for all", "a;b\n1,234;5,5\n2,345;6,5\n", "DD", "a|b", "1.234|5.5");
    row("percent", "p\n12.5%\n7%\n", "D", "p", "12.5%");
    row("day before month", "d\n05/04/2024\n25/04/2024\n", "d", "d", "2024-04-05");
    row("no header", "1,2\n3,4\n", "II", "Column 1|Column 2", "1|2");
    row("names made", "a,,a\n1,2,3\n", "III", "a|Column 2|a (2)", "1|2|3");
    row("title above", "Sales 2024\n\nid,amount\n1,2\n3,4\n", "II", "id|amount", "1|2");
    row("texts below names", "name,city\nAnna,Rome\nBert,Paris\n", "TT", "name|city", "Anna|Rome");
    row("no value", "a,b\n1,n/a\n2,-\n3,4\n4,5\n", "II", "a|b", "1|n/a");
    row("NA is a text", "iso,n\nNA,1\nDE,2\n", "TI", "iso|n", "NA|1");
    row("exponents", "x\n1.5e-7\n2.5e10\n", "R", "x", "1.5e-07");
    row("lonely delimiter at the end", "a,b,\n1,2,\n3,4,\n", "II", "a|b", "1|2");
}

void TestTableReading::recognisesColumns()
{
    QFETCH(QByteArray, csv);
    const Table table = read(csv);
    QTEST(typesOf(table), "types");
    QTEST(namesOf(table), "names");
    QTEST(rowOf(table, 0), "first");
}

void TestTableReading::keepsWhatWasShownAndMeant()
{
    const QByteArray csv = "amount;when\n1.234,56 €;1.2.2024\n-7,00 €;31.12.2024\n+5,00 €;5.5.2024\n,5 €;\n";
    const Table table = read(csv);
    QCOMPARE(typesOf(table), QStringLiteral("Dd"));
    const QStringList shown{QStringLiteral("1.234,56 €|1.2.2024"), QStringLiteral("-7,00 €|31.12.2024"),
                            QStringLiteral("+5,00 €|5.5.2024"), QStringLiteral(",5 €|")};
    const QStringList plain{QStringLiteral("1234.56|2024-02-01"), QStringLiteral("-7|2024-12-31"),
                            QStringLiteral("5|2024-05-05"), QStringLiteral("0.5|")};
    for (int row = 0; row < shown.size(); ++row) {
        QCOMPARE(rowOf(table, row, &Column::shown), shown[row]);
        QCOMPARE(rowOf(table, row), plain[row]);
    }
}

void TestTableReading::marksWhatDoesNotFit()
{
    QByteArray csv = "n,text\n";
    for (int i = 0; i < 100; ++i)
        csv += i == 50 ? QByteArray("about fifty,x\n") : QByteArray::number(i) + ",x\n";
    const Table table = read(csv);
    QCOMPARE(typesOf(table), QStringLiteral("IT"));
    QVERIFY(table.column(0).isMisfit(50));
    QCOMPARE(table.column(0).shown(50), std::string("about fifty"));
    QVERIFY(!table.column(0).isMisfit(51));
    const ImportNote *note = noteOf(table, ImportEvent::ValuesMisfit);
    QVERIFY(note);
    QCOMPARE(*note, (ImportNote{ImportEvent::ValuesMisfit, 1, 50, QStringLiteral("n"),
                                QStringLiteral("about fifty")}));
}

void TestTableReading::reconsidersLateProof()
{
    // Far behind what is looked at first: a longer decimal, another order of the date, and texts.
    QByteArray csv = "price,day,code\n";
    constexpr int kRows = 30'000;
    for (int i = 0; i < kRows; ++i) {
        csv += i == kRows - 1 ? QByteArray("0.125") : QByteArray("2.50");
        csv += i == kRows - 2 ? QByteArray(",13/05/2024,") : QByteArray(",04/05/2024,");
        csv += i > 25'000 ? QByteArray("x") + QByteArray::number(i) : QByteArray::number(i);
        csv += '\n';
    }
    const Table table = read(csv);
    QCOMPARE(table.rowCount(), kRows);
    QCOMPARE(typesOf(table), QStringLiteral("DdT"));
    QCOMPARE(rowOf(table, kRows - 1), QStringLiteral("0.125|2024-05-04|x29999"));
    QCOMPARE(rowOf(table, kRows - 2), QStringLiteral("2.5|2024-05-13|x29998"));
    QCOMPARE(rowOf(table, 0), QStringLiteral("2.5|2024-05-04|0"));
    QVERIFY(!noteOf(table, ImportEvent::ValuesMisfit));
    QCOMPARE(table.column(0).shown(0), std::string("2.50"));
}

void TestTableReading::reportsWhatItRepaired()
{
    const Table table = read("a,b\n1,2\n3\n4,5,6\n\n7,\"x \"y\" z\"\n8,\"open\n9,1\n");
    QCOMPARE(table.rowCount(), 6);
    QCOMPARE(table.columnCount(), 3);
    QCOMPARE(rowOf(table, 1), QStringLiteral("3||"));
    QCOMPARE(rowOf(table, 2), QStringLiteral("4|5|6"));
    QCOMPARE(rowOf(table, 4), QStringLiteral("8|\"open|"));
    for (const ImportEvent event : {ImportEvent::RowsPadded, ImportEvent::BlankLines,
                                    ImportEvent::QuoteNeverClosed, ImportEvent::QuotesRepaired})
        QVERIFY2(noteOf(table, event), qPrintable(QString::number(int(event))));
    QCOMPARE(table.report().rowsRead, 6);
}

void TestTableReading::obeysChoices()
{
    ReadingChoices choices;
    choices.delimiter = ';';
    choices.hasHeader = false;
    const Table table = read("a,b\n1,2\n", choices);
    QCOMPARE(table.columnCount(), 1);
    QCOMPARE(rowOf(table, 0), QStringLiteral("a,b"));
    ReadingChoices comma;
    comma.decimalSign = ',';
    QCOMPARE(rowOf(read("a\n1,234\n2,345\n", {.delimiter = ';', .decimalSign = ','}), 0),
             QStringLiteral("1.234"));
    const Table point = read("a\n1,234\n2,345\n", {.delimiter = ';', .decimalSign = '.'});
    QCOMPARE(rowOf(point, 0), QStringLiteral("1234"));
    QVERIFY(!noteOf(point, ImportEvent::DecimalAmbiguous));
    QVERIFY(noteOf(read("a\n1,234\n2,345\n", {.delimiter = ';'}), ImportEvent::DecimalAmbiguous));
    QVERIFY(noteOf(read("a\n04/05/2024\n"), ImportEvent::DatesAmbiguous));
}

void TestTableReading::readsDrawnTables_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *markdown = "| id | name |\n|---:|:-----|\n| 1 | Anna |\n| 2 | B\\|C |\n";
    QTest::newRow("markdown") << QByteArray(markdown);
    QTest::newRow("psql")
        << QByteArray(" id | name \n----+------\n  1 | Anna\n  2 | B|C\n(2 rows)\n").replace("B|C", "B-C");
    QTest::newRow("mysql") << QByteArray(
        "+----+------+\n| id | name |\n+----+------+\n|  1 | Anna |\n|  2 | B-C  |\n"
        "+----+------+\n2 rows in set (0.00 sec)\n");
    QTest::newRow("boxes") << QByteArray(
        "┌────┬──────┐\n│ id │ name │\n├────┼──────┤\n│ 1  │ Anna │\n│ 2  │ B-C  │\n"
        "└────┴──────┘\n");
}

void TestTableReading::readsDrawnTables()
{
    QFETCH(QByteArray, text);
    const Table table = read(text);
    QCOMPARE(namesOf(table), QStringLiteral("id|name"));
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(rowOf(table, 0), QStringLiteral("1|Anna"));
    QVERIFY(table.column(1).shown(1) == "B-C" || table.column(1).shown(1) == "B|C");
    QCOMPARE(typesOf(table), QStringLiteral("IT"));
}

void TestTableReading::readsJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("types");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, const char *json, const char *names, const char *types,
                        const QStringList &rows) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(names) << QString::fromUtf8(types)
                            << rows;
    };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    row("records", R"([{"a":1,"b":"x"},{"b":"y","c":true,"a":2.50}])", "a|b|c", "DTB",
        {s("1|x|"), s("2.5|y|true")});
    row("lines", "{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n", "a", "I", {s("1"), s("2"), s("3")});
    row("in an object", R"({"count":2,"items":[{"id":"007"},{"id":"008"}]})", "id", "T",
        {s("007"), s("008")});
    row("arrays", "[[1,\"x\"],[2,null]]", "Column 1|Column 2", "IT", {s("1|x"), s("2|")});
    row("nested", R"([{"p":{"x":1,"y":{"z":2}},"l":[1, 2]}])", "p.x|p.y.z|l", "IIT", {s("1|2|[1, 2]")});
    row("every digit", R"([{"n":0.1234567890123456},{"n":123456.25}])", "n", "R",
        {s("0.1234567890123456"), s("123456.25")});
    row("dates and escapes", R"([{"d":"2024-01-31","t":"a\u00e4\n"},{"d":"2024-02-01","t":"b"}])", "d|t",
        "dT", {s("2024-01-31|aä\n"), s("2024-02-01|b")});
    row("one record", R"({"a":1,"b":2})", "a|b", "II", {s("1|2")});
}

void TestTableReading::readsJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, rows);
    const Table table = read(json);
    QTEST(namesOf(table), "names");
    QTEST(typesOf(table), "types");
    QCOMPARE(table.rowCount(), rows.size());
    for (qint64 row = 0; row < rows.size(); ++row)
        QCOMPARE(rowOf(table, row), rows[row]);
}

void TestTableReading::unpacks()
{
    // gzip of "a,b\n1,2\n", by hand: a stored block.
    const QByteArray text = "a,b\n1,2\n";
    const auto packed = [](const QByteArray &plain) {
        QByteArray gzip("\x1f\x8b\x08\0\0\0\0\0\0\xff\x01", 11);
        const auto size = quint16(plain.size());
        for (const quint16 number : {size, quint16(~size)})
            gzip += QByteArray(1, char(number & 0xff)) + QByteArray(1, char(number >> 8));
        gzip += plain;
        quint32 crc = 0xffffffff;
        for (const char c : plain) {
            crc ^= quint8(c);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
        }
        crc = ~crc;
        for (const quint32 number : {crc, quint32(plain.size())}) {
            for (int byte = 0; byte < 4; ++byte)
                gzip += char(number >> 8 * byte & 0xff);
        }
        return gzip;
    };
    QCOMPARE(rowOf(read(packed(text)), 0), QStringLiteral("1|2"));
    QCOMPARE(read(packed(text) + packed("3,4\n")).rowCount(), 2);
    const auto problemOf = [](const QByteArray &bytes) {
        return readTable({{QStringLiteral("t")}, bytes}).problem;
    };
    const QByteArray whole = packed(text);
    for (qsizetype length = 2; length < whole.size(); ++length)
        QVERIFY(problemOf(whole.first(length)) == ReadingProblem::Damaged);
    QVERIFY(problemOf(packed(whole)) == ReadingProblem::Unsupported);
    // 200 MB of one letter in less than a thousandth of it.
    QByteArray bomb = qCompress(QByteArray(200'000'000, 'x'), 9).sliced(6);
    bomb.chop(4);
    QVERIFY(problemOf(QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + bomb) == ReadingProblem::TooLarge);
}

void TestTableReading::readsClipboardHtml()
{
    const Table table = read("<html><table><tr><td>Name</td><td>Amount</td><td>Share</td><td>Day</td></tr>"
                             "<tr><td>two<br>lines</td><td sdval=\"1234.567891\" sdnum=\"1033;1031;#.##0,00 "
                             "[$€-407]\">1.234,57 €</td>"
                             "<td sdval=\"0.12345\" sdnum=\"1033;0;0.0%\">12.3%</td><td sdval=\"45322\" "
                             "sdnum=\"1033;0;DD.MM.YYYY\">31.01.2024</td></tr>"
                             "<tr><td>b</td><td sdval=\"2\" sdnum=\"1033;1031;#.##0,00 [$€-407]\">2,00 €</td>"
                             "<td sdval=\"0\" sdnum=\"1033;\">Err:510</td><td sdval=\"45323\" "
                             "sdnum=\"1033;0;DD.MM.YYYY\">01.02.2024</td></tr></table>",
                             {}, QStringLiteral("text/html"));
    QCOMPARE(typesOf(table), QStringLiteral("TDDd"));
    QCOMPARE(rowOf(table, 0), QStringLiteral("two\nlines|1234.567891|12.345%|2024-01-31"));
    QCOMPARE(rowOf(table, 0, &Column::shown), QStringLiteral("two\nlines|1.234,57 €|12.3%|31.01.2024"));
    QCOMPARE(rowOf(table, 1), QStringLiteral("b|2|Err:510|2024-02-01"));
    QVERIFY(table.column(2).isNull(1));
}

void TestTableReading::refusesWithAReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<int>("problem");
    const auto row = [](const char *name, const QByteArray &bytes, ReadingProblem problem,
                        const char *type = "") {
        QTest::newRow(name) << bytes << QString::fromLatin1(type) << int(problem);
    };
    row("nothing", "", ReadingProblem::Empty);
    row("blank", " \n\n , \n", ReadingProblem::Empty);
    row("a million columns", QByteArray(1'000'000, ','), ReadingProblem::Empty);
    row("a million filled columns", QByteArray("x,").repeated(1'000'000), ReadingProblem::TooWide);
    row("a program",
        QByteArray("\x7f"
                   "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0",
                   20)
            .repeated(50),
        ReadingProblem::NotText);
    row("an old spreadsheet", "\xd0\xcf\x11\xe0 and so on", ReadingProblem::Unsupported);
    row("cut JSON", R"([{"a":1},{"a":2)", ReadingProblem::Damaged);
    row("no JSON", "{ not at all }", ReadingProblem::Damaged);
    row("a page", "<p>No table</p>", ReadingProblem::NoTable, "text/html");
}

void TestTableReading::refusesWithAReason()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mediaType);
    const ReadTable result = readTable({{QStringLiteral("t"), mediaType}, bytes});
    QTEST(int(result.problem), "problem");
    QVERIFY(result.block.isEmpty());
}

void TestTableReading::valuesSurviveExport()
{
    // Loaded, written as CSV, loaded: the same types and the same values, whatever the cells are.
    QRandomGenerator random(4);
    const QList<QByteArray> pool{"1",
                                 "-2.5",
                                 "0.125",
                                 "1e-9",
                                 "n/a",
                                 "",
                                 "true",
                                 "False",
                                 "x,y",
                                 "q\"uote",
                                 "line\nend",
                                 "007",
                                 "12.5%",
                                 "2024-01-31",
                                 "14:05",
                                 " pad ",
                                 "1,234.50",
                                 "$5.00",
                                 "-",
                                 "(7.00)",
                                 "31.12.2024",
                                 "123456789012345678901234567890",
                                 "0.1234567890123456789",
                                 "\u00a0",
                                 "'"};
    for (int round = 0; round < 300; ++round) {
        const int columns = 2 + int(random.bounded(4));
        const int kinds = 1 + int(random.bounded(4));
        QByteArray csv;
        for (int i = 0; i < columns; ++i)
            csv += (i ? ",c" : "c") + QByteArray::number(i);
        for (int row = 0; row < 30; ++row) {
            csv += '\n';
            for (int i = 0; i < columns; ++i) {
                QByteArray cell = pool[(i * 7 + round + int(random.bounded(kinds))) % pool.size()];
                csv += (i ? "," : "") + ('"' + cell.replace("\"", "\"\"") + '"');
            }
        }
        const Table before = read(csv, {.delimiter = ',', .hasHeader = true});
        const Table after = read(csvOf(before), {.delimiter = ',', .hasHeader = true, .decimalSign = '.'});
        // What came as reals may do with decimals once needless zeros are gone.
        QCOMPARE(typesOf(after).replace(u'R', u'D'), typesOf(before).replace(u'R', u'D'));
        QCOMPARE(namesOf(after), namesOf(before));
        QCOMPARE(after.rowCount(), before.rowCount());
        for (qint64 row = 0; row < before.rowCount(); ++row)
            QCOMPARE(rowOf(after, row), rowOf(before, row));
    }
}

void TestTableReading::previewsTheFirstRows()
{
    QByteArray csv = "n,w\n";
    for (int i = 0; i < 1000; ++i)
        csv += QByteArray::number(i) + ",x\n";
    const ReadTable result = readTable({{QStringLiteral("t")}, csv, 200});
    const std::optional<Table> table = Table::open(result.block);
    QVERIFY(table);
    QCOMPARE(table->rowCount(), 200);
    QCOMPARE(rowOf(*table, 199), QStringLiteral("199|x"));
}

void TestTableReading::threadsChangeNothing()
{
    QByteArray csv("id,when,name,price,note\n");
    for (int i = 0; i < 150'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        csv += number + ",2024-01-" + QByteArray::number(10 + i % 20) + ",name " + number + ","
               + QByteArray::number(i % 977) + ".50," + (i % 9 == 0 ? "\"two\nlines \"\"q\"\"\"" : "n/a")
               + "\n";
    }
    const Table alone = read(csv);
    BlockSpace space;
    ParallelTasks tasks(2);
    QCOMPARE(readTable({{QStringLiteral("t")}, csv}, space, tasks), ReadingProblem::None);
    const std::optional<Table> together = Table::open(space.bytes().toByteArray());
    QVERIFY(together);
    QCOMPARE(typesOf(*together), QStringLiteral("IdTDT"));
    QCOMPARE(together->rowCount(), alone.rowCount());
    QCOMPARE(together->report(), alone.report());
    for (int i = 0; i < alone.columnCount(); ++i) {
        QCOMPARE(together->column(i).format(), alone.column(i).format());
        QCOMPARE(together->column(i).profile(), alone.column(i).profile());
        for (qint64 row = 0; row < alone.rowCount(); row += 7)
            QCOMPARE(together->column(i).shown(row), alone.column(i).shown(row));
    }
}

void TestTableReading::fewMisfitsAmongManyLeaveTheType()
{
    QByteArray csv("a,b\n");
    for (int i = 0; i < 200'000; ++i)
        csv += (i > 5'000 && i % 50 == 0 ? "twelve" : QByteArray::number(i)) + ",x\n";
    const Table table = read(csv);
    QCOMPARE(typesOf(table), QStringLiteral("IT"));
    QCOMPARE(table.column(0).misfitCount(), 3'899);
    QCOMPARE(table.column(0).shown(199'950), std::string("twelve"));
    QCOMPARE(noteOf(table, ImportEvent::ValuesMisfit)->count, 3'899);
    // And many make it another.
    csv.clear();
    for (int i = 0; i < 50'000; ++i)
        csv += (i > 5'000 && i % 3 == 0 ? "twelve" : QByteArray::number(i)) + ",x\n";
    QCOMPARE(typesOf(read(csv)), QStringLiteral("TT"));
}

void TestTableReading::recognisesColumnsThatBeginLate()
{
    QByteArray csv("a,b,c\n");
    for (int i = 0; i < 30'000; ++i)
        csv += "x," + QByteArray(i < 20'000 ? "" : "2024-05-01") + ","
               + QByteArray(i < 20'000 ? "n/a" : QByteArray::number(i)) + "\n";
    const Table table = read(csv);
    QCOMPARE(typesOf(table), QStringLiteral("TdI"));
    QCOMPARE(rowOf(table, 0), QStringLiteral("x||n/a"));
    QCOMPARE(rowOf(table, 29'999), QStringLiteral("x|2024-05-01|29999"));
    QVERIFY(table.column(2).isNull(0));
    // A name that comes with a late record is a column, and no row is too short.
    QByteArray lines;
    for (int i = 0; i < 5'000; ++i)
        lines += "{\"a\":" + QByteArray::number(i) + (i < 4'000 ? "" : ",\"b\":{\"c\":1.5}") + "}\n";
    const Table json = read(lines);
    QCOMPARE(namesOf(json), QStringLiteral("a|b.c"));
    QCOMPARE(typesOf(json), QStringLiteral("ID"));
    QCOMPARE(rowOf(json, 4'500), QStringLiteral("4500|1.5"));
    QVERIFY(json.report().notes.isEmpty());
}

void TestTableReading::previewsLookAtTheBeginningOnly()
{
    // What follows is not even text, and would take long to be read.
    QByteArray csv = "a,b\n" + QByteArray("1,x\n").repeated(30'000);
    csv += QByteArray(10'000'000, '\xff');
    const ReadTable preview = readTable({{QStringLiteral("t")}, csv, 200});
    QCOMPARE(preview.problem, ReadingProblem::None);
    const std::optional<Table> table = Table::open(preview.block);
    QCOMPARE(table->rowCount(), 200);
    QCOMPARE(table->report().encoding, QStringLiteral("UTF-8"));
    QCOMPARE(typesOf(*table), QStringLiteral("IT"));
    // Two bytes a character: it is not cut within one.
    const QString wide = QStringLiteral("a;b\n") + QStringLiteral("17;\u0a0a\n").repeated(60'000);
    QByteArray utf16("\xff\xfe");
    utf16.append(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
    const ReadTable second = readTable({{QStringLiteral("t")}, utf16, 200});
    QCOMPARE(second.problem, ReadingProblem::None);
    QCOMPARE(rowOf(*Table::open(second.block), 199), QStringLiteral("17|\u0a0a"));
}

QTEST_GUILESS_MAIN(TestTableReading)
#include "tst_tablereading.moc"
