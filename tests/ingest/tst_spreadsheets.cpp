// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablereading.h"
#include "zipsample.h"

#include <QTest>

using namespace tabletalk;

namespace {

using Files = QList<sample::ZipFile>;

constexpr const char *kStyles =
    "<styleSheet><numFmts count='2'><numFmt numFmtId='164' formatCode='#,##0.00 [$€-407]'/>"
    "<numFmt numFmtId='165' formatCode='DD.MM.YYYY'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
    "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='165'/>"
    "<xf numFmtId='22'/><xf numFmtId='21'/><xf numFmtId='12'/></cellXfs></styleSheet>";

//! As Excel and LibreOffice lay a workbook out.
QByteArray xlsx(const QByteArray &sheet, const QByteArray &texts = {}, const QByteArray &workbook = {})
{
    Files files{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id='r1' Type='http://x/relationships/officeDocument' "
                        "Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml", workbook.isEmpty()
                                ? QByteArray("<workbook xmlns:r='r'><sheets><sheet name='One' sheetId='1' "
                                             "r:id='r1'/></sheets></workbook>")
                                : workbook},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
         "<Relationship Id='r2' Type='http://x/worksheet' Target='/xl/worksheets/sheet2.xml'/>"
         "<Relationship Id='r3' Type='http://x/styles' Target='styles.xml'/>"
         "<Relationship Id='r4' Type='http://x/sharedStrings' Target='sharedStrings.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/worksheets/sheet2.xml",
         "<worksheet><sheetData><row r='1'><c r='A1'><v>2</v></c></row></sheetData>"
         "</worksheet>"},
        {"xl/styles.xml", kStyles},
    };
    if (!texts.isEmpty())
        files.append({"xl/sharedStrings.xml", "<sst>" + texts + "</sst>"});
    return sample::zip(files);
}

QByteArray sheetOf(const QByteArray &rows, const QByteArray &behind = {})
{
    return "<?xml version='1.0' encoding='UTF-8'?>\n<worksheet><sheetData>" + rows + "</sheetData>" + behind
           + "</worksheet>";
}

QByteArray ods(const QByteArray &tables, const QByteArray &styles = {})
{
    return sample::zip(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", false},
         {"content.xml", "<office:document-content><office:automatic-styles>" + styles
                             + "</office:automatic-styles><office:body><office:spreadsheet>" + tables
                             + "</office:spreadsheet></office:body></office:document-content>"}});
}

ReadTable readBytes(const QByteArray &bytes, const ReadingChoices &choices = {})
{
    return readTable({{QStringLiteral("t"), {}, choices}, bytes});
}

Table read(const QByteArray &bytes, const ReadingChoices &choices = {})
{
    const ReadTable result = readBytes(bytes, choices);
    return result.problem == ReadingProblem::None ? Table::open(result.block).value_or(Table()) : Table();
}

QStringList rowsOf(const Table &table, std::string (Column::*form)(qint64) const)
{
    QStringList rows;
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int i = 0; i < table.columnCount(); ++i)
            cells.append(QString::fromStdString((table.column(i).*form)(row)));
        rows.append(cells.join(u'|'));
    }
    return rows;
}

QString typesOf(const Table &table)
{
    constexpr char kLetters[] = "TIDRBdts";
    QString types;
    for (int i = 0; i < table.columnCount(); ++i)
        types += QLatin1Char(kLetters[size_t(table.column(i).format().type)]);
    return types;
}

std::optional<ImportNote> noteOf(const Table &table, ImportEvent event)
{
    for (const ImportNote &note : table.report().notes) {
        if (note.event == event)
            return note;
    }
    return std::nullopt;
}

const QByteArray kHead = "<row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c>"
                         "<c r='B1' t='inlineStr'><is><t>value</t></is></c></row>";

} // namespace

class TestSpreadsheets : public QObject {
    Q_OBJECT
private slots:
    void readsTheSheetThatIsChosen();
    void readsEveryKindOfCell();
    void readsSharedTexts();
    void fillsWhatIsLeftOut();
    void countsDaysAsTheFileSays();
    void marksWhatItDoesNotKnow();
    void readsTheFirstVisibleSheet();
    void readsOpenDocuments();
    void readsRepeatedCells();
    void leavesOutWhatIsNoCell();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void survivesEveryCut();
};

void TestSpreadsheets::readsEveryKindOfCell()
{
    const Table table = read(xlsx(sheetOf(
        "<row r='1'><c r='A1' t='str'><v>text</v></c><c r='B1' t='str'><v>euro</v></c><c r='C1' "
        "t='str'><v>share</v>"
        "</c><c r='D1' t='str'><v>day</v></c><c r='E1' t='str'><v>moment</v></c><c r='F1' "
        "t='str'><v>time</v></c>"
        "<c r='G1' t='str'><v>yes</v></c></row>"
        "<row r='2'><c r='A2' t='inlineStr'><is><r><t>01</t></r><r><t>234</t></r></is></c>"
        "<c r='B2' s='1'><v>1234567.891</v></c><c r='C2' s='2'><v>0.12345</v></c><c r='D2' "
        "s='3'><v>45322</v></c>"
        "<c r='E2' s='4'><v>45322.5</v></c><c r='F2' s='5'><v>0.25</v></c><c r='G2' t='b'><v>1</v></c></row>"
        "<row r='3'><c r='A3' t='inlineStr'><is><t>a\nb</t></is></c><c r='B3' t='e'><v>#DIV/0!</v></c>"
        "<c r='C3' s='2'><v>1</v></c><c r='D3' s='3'><v>45323</v></c><c r='E3' s='4'><v>45323.75</v></c>"
        "<c r='F3' s='5'><v>0.5</v></c><c r='G3' t='b'><v>0</v></c></row>")));
    QCOMPARE(typesOf(table), QStringLiteral("TDDdstB"));
    QCOMPARE(
        rowsOf(table, &Column::plain),
        (QStringList{QStringLiteral("01234|1234567.891|12.345%|2024-01-31|2024-01-31 12:00:00|06:00:00|true"),
                     QStringLiteral("a\nb|#DIV/0!|100%|2024-02-01|2024-02-01 18:00:00|12:00:00|false")}));
    QCOMPARE(rowsOf(table, &Column::shown).first(),
             QStringLiteral("01234|1,234,567.89 €|12.35%|31.01.2024|2024-01-31 12:00|6:00:00|TRUE"));
    QCOMPARE(table.report().kind, TableKind::Spreadsheet);
    QVERIFY(noteOf(table, ImportEvent::NullWords));
}

void TestSpreadsheets::readsSharedTexts()
{
    const Table table = read(xlsx(sheetOf("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                                          "<row><c t='s'><v>2</v></c><c><v>5</v></c></row>"),
                                  "<si><t>name</t></si><si><t>n</t></si><si><r><t>東</t></r><r><t>京</t></r>"
                                  "<rPh sb='0' eb='1'><t>トウ</t></rPh></si>"));
    QCOMPARE(rowsOf(table, &Column::plain), QStringList{QStringLiteral("東京|5")});
    QCOMPARE(table.column(0).name(), QStringLiteral("name"));
}

void TestSpreadsheets::fillsWhatIsLeftOut()
{
    const Table table =
        read(xlsx(sheetOf("<row r='3'><c r='B3' t='str'><v>a</v></c><c r='D3' t='str'><v>b</v></c></row>"
                          "<row r='5'><c r='D5'><v>1</v></c></row><row r='6'><c r='B6'><f>X()</f></c><c "
                          "r='D6'><v>2</v></c></row>"
                          "<row r='900'><c r='A900' s='1'/></row>",
                          "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>")));
    QCOMPARE(table.columnCount(), 4);
    QCOMPARE(rowsOf(table, &Column::plain), (QStringList{QStringLiteral("|||1"), QStringLiteral("|||2")}));
    QCOMPARE(noteOf(table, ImportEvent::CellsMerged)->count, 1);
    QCOMPARE(noteOf(table, ImportEvent::FormulasUncomputed)->count, 1);
}

void TestSpreadsheets::countsDaysAsTheFileSays()
{
    const QByteArray sheet =
        sheetOf(kHead
                + "<row r='2'><c r='A2' s='3'><v>100</v></c><c r='B2'><v>1</v></c></row>"
                  "<row r='3'><c r='A3' s='3'><v>101</v></c><c r='B3'><v>1</v></c></row>");
    QCOMPARE(rowsOf(read(xlsx(sheet)), &Column::plain).first(), QStringLiteral("1900-04-09|1"));
    const QByteArray workbook =
        "<workbook><workbookPr date1904='1'/><sheets><sheet name='One' r:id='r1'/></sheets>"
        "</workbook>";
    QCOMPARE(rowsOf(read(xlsx(sheet, {}, workbook)), &Column::plain).first(), QStringLiteral("1904-04-10|1"));
}

void TestSpreadsheets::marksWhatItDoesNotKnow()
{
    // A fraction; and a day in the month that never was as spreadsheets count it.
    const Table table =
        read(xlsx(sheetOf(kHead
                          + "<row r='2'><c r='A2' s='6'><v>0.5</v></c><c r='B2'><v>1</v></c></row>"
                            "<row r='3'><c r='A3' s='3'><v>59</v></c><c r='B3'><v>2</v></c></row>")));
    QCOMPARE(rowsOf(table, &Column::plain), (QStringList{QStringLiteral("0.5|1"), QStringLiteral("59|2")}));
    QCOMPARE(noteOf(table, ImportEvent::FormatsUnknown)->count, 2);
    QCOMPARE(noteOf(table, ImportEvent::FormatsUnknown)->sample, QStringLiteral("# ?/?"));
}

void TestSpreadsheets::readsTheFirstVisibleSheet()
{
    const QByteArray workbook =
        "<workbook><sheets><sheet name='Hidden' state='hidden' r:id='r2'/><sheet name='One' r:id='r1'/>"
        "<sheet name='Two' r:id='r2'/></sheets></workbook>";
    const Table table = read(
        xlsx(sheetOf(kHead + "<row r='2'><c r='A2'><v>1</v></c><c r='B2'><v>7</v></c></row>"), {}, workbook));
    QCOMPARE(rowsOf(table, &Column::plain), QStringList{QStringLiteral("1|7")});
    QCOMPARE(noteOf(table, ImportEvent::SheetsLeft)->sample, QStringLiteral("Hidden, Two"));
    // An empty one is passed over.
    QCOMPARE(rowsOf(read(xlsx(sheetOf({}), {}, workbook)), &Column::plain), QStringList{QStringLiteral("2")});
}

void TestSpreadsheets::readsOpenDocuments()
{
    const Table table = read(
        ods("<table:table table:name='Old' table:style-name='ta2'><table:table-row><table:table-cell "
            "office:value-type='string'><text:p>hidden</text:p></table:table-cell></table:table-row></"
            "table:table>"
            "<table:table table:name='One'><table:table-column "
            "table:number-columns-repeated='7'/><table:table-row>"
            "<table:table-cell office:value-type='string'><text:p>text</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p>euro</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p>share</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p>day</text:p></table:table-cell>"
            "<table:table-cell office:value-type='string'><text:p>time</text:p></table:table-cell>"
            "<table:table-cell "
            "office:value-type='string'><text:p>yes</text:p></table:table-cell></table:table-row>"
            "<table:table-row><table:table-cell office:value-type='string'><text:p>two<text:s text:c='2'/>"
            "<text:span>words</text:span></text:p><text:p>lines</text:p></table:table-cell>"
            "<table:table-cell office:value-type='currency' office:currency='EUR' "
            "office:value='1234567.891'><text:p>"
            "1.234.567,89 €</text:p></table:table-cell>"
            "<table:table-cell office:value-type='percentage' "
            "office:value='0.12345'><text:p>12,3%</text:p></table:table-cell>"
            "<table:table-cell office:value-type='date' "
            "office:date-value='2024-01-31'><text:p>31.01.24</text:p></table:table-cell>"
            "<table:table-cell office:value-type='time' "
            "office:time-value='PT06H00M01.500000000S'><text:p>06:00</text:p>"
            "</table:table-cell><table:table-cell office:value-type='boolean' "
            "office:boolean-value='true'><text:p>WAHR</text:p>"
            "</table:table-cell></table:table-row>"
            "<table:table-row><table:table-cell office:value-type='string' "
            "table:number-columns-spanned='1'><text:p>01234</text:p>"
            "</table:table-cell><table:table-cell table:formula='of:=1/0' office:value-type='string' "
            "office:string-value='' calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>"
            "<table:table-cell office:value-type='percentage' "
            "office:value='1'><text:p>100,0%</text:p></table:table-cell>"
            "<table:table-cell office:value-type='date' "
            "office:date-value='2024-02-01'><text:p>01.02.24</text:p></table:table-cell>"
            "<table:table-cell office:value-type='time' "
            "office:time-value='PT12H00M00S'><text:p>12:00</text:p></table:table-cell>"
            "<table:table-cell table:formula='of:=FALSE()' office:value-type='float' "
            "office:value='0'><text:p>FALSCH</text:p>"
            "</table:table-cell></table:table-row></table:table>",
            "<style:style style:name='ta2' style:family='table'><style:table-properties "
            "table:display='false'/></style:style>"));
    QCOMPARE(typesOf(table), QStringLiteral("TDDdtB"));
    QCOMPARE(rowsOf(table, &Column::plain),
             (QStringList{QStringLiteral("two  words\nlines|1234567.891|12.345%|2024-01-31|06:00:01.5|true"),
                          QStringLiteral("01234|#DIV/0!|100%|2024-02-01|12:00:00.0|false")}));
    QCOMPARE(rowsOf(table, &Column::shown).first(),
             QStringLiteral("two  words\nlines|1.234.567,89 €|12,3%|31.01.24|06:00|WAHR"));
    QCOMPARE(noteOf(table, ImportEvent::SheetsLeft)->sample, QStringLiteral("Old"));
}

void TestSpreadsheets::readsRepeatedCells()
{
    const Table table = read(
        ods("<table:table table:name='S'><table:table-row><table:table-cell office:value-type='string' "
            "table:number-columns-repeated='2'><text:p>n</text:p></table:table-cell></table:table-row>"
            "<table:table-row table:number-rows-repeated='3'><table:table-cell office:value-type='float' "
            "office:value='4' table:number-columns-repeated='2'><text:p>4</text:p></table:table-cell>"
            "<table:table-cell table:number-columns-repeated='16382'/></table:table-row>"
            "<table:table-row table:number-rows-repeated='1048572'><table:table-cell "
            "table:number-columns-repeated='16384'/></table:table-row></table:table>"));
    QCOMPARE(table.columnCount(), 2);
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(rowsOf(table, &Column::plain).last(), QStringLiteral("4|4"));
}

void TestSpreadsheets::leavesOutWhatIsNoCell()
{
    // What a cell held before, what is drawn over the sheet, and what somebody remarked.
    const Table table = read(ods(
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes><table:table table:name='S'><table:shapes><draw:frame><text:p>drawn</text:p>"
        "</draw:frame></table:shapes><table:table-row><table:table-cell office:value-type='string'>"
        "<office:annotation><text:p>remark</text:p></office:annotation><text:p>a</text:p></table:table-cell>"
        "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell "
        "office:value-type='float' "
        "office:value='1'><text:p>1</text:p></table:table-cell></table:table-row></table:table>"));
    QCOMPARE(table.columnCount(), 1);
    QCOMPARE(table.column(0).name(), QStringLiteral("a"));
    QCOMPARE(rowsOf(table, &Column::plain), QStringList{QStringLiteral("1")});
}

void TestSpreadsheets::refusesWithAReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("problem");
    const auto row = [](const char *name, const QByteArray &bytes, ReadingProblem problem) {
        QTest::newRow(name) << bytes << int(problem);
    };
    row("nothing in it", xlsx(sheetOf({})), ReadingProblem::Empty);
    row("another zip", sample::zip({{"a.txt", "x"}}), ReadingProblem::Unsupported);
    row("a text document", sample::zip({{"content.xml", "<a><office:text/></a>"}}),
        ReadingProblem::Unsupported);
    row("a locked document",
        sample::zip({{"META-INF/manifest.xml", "<m><f><manifest:encryption-data/></f></m>"},
                     {"content.xml", "\x12\x34 no XML"}}),
        ReadingProblem::Locked);
    row("XML that ends early", xlsx("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"),
        ReadingProblem::Damaged);
    row("a text that is not there", xlsx(sheetOf("<row><c t='s'><v>7</v></c></row>")),
        ReadingProblem::Damaged);
    row("a document type", xlsx("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), ReadingProblem::Damaged);
    row("too deep", xlsx(QByteArray("<a>").repeated(100) + QByteArray("</a>").repeated(100)),
        ReadingProblem::TooLarge);
    row("too wide", xlsx(sheetOf("<row r='1'><c r='ZZZZ1'><v>1</v></c></row>")), ReadingProblem::TooWide);
    row("too long", xlsx(sheetOf("<row r='9999999'><c r='A1'><v>1</v></c></row>")), ReadingProblem::TooLong);
    row("a text without end",
        xlsx(sheetOf("<row><c t='str'><v>" + QByteArray(30'000'000, 'x') + "</v></c></row>")),
        ReadingProblem::TooLarge);
    row("a bomb", xlsx(sheetOf("<row><c><v>1</v></c></row>" + QByteArray(70'000'000, ' '))),
        ReadingProblem::TooLarge);
    row("a million rows of thousands of cells",
        ods("<table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell "
            "office:value-type='float' office:value='1' "
            "table:number-columns-repeated='16000'><text:p>1</text:p>"
            "</table:table-cell></table:table-row></table:table>"),
        ReadingProblem::TooLarge);
}

void TestSpreadsheets::refusesWithAReason()
{
    QFETCH(const QByteArray, bytes);
    QTEST(int(readBytes(bytes).problem), "problem");
}

void TestSpreadsheets::survivesEveryCut()
{
    const QByteArray whole =
        xlsx(sheetOf(kHead + "<row r='2'><c r='A2'><v>1</v></c><c r='B2' s='1'><v>7</v></c></row>"));
    for (qsizetype length = 4; length < whole.size(); length += 7)
        QVERIFY(readBytes(whole.first(length)).problem == ReadingProblem::Damaged);
}

void TestSpreadsheets::readsTheSheetThatIsChosen()
{
    const auto table = [](const QByteArray &name, const QByteArray &value) {
        return "<table:table table:name='" + name
               + "'><table:table-row><table:table-cell office:value-type='float' office:value='" + value
               + "'><text:p>" + value + "</text:p></table:table-cell></table:table-row></table:table>";
    };
    const QByteArray file = ods(table("One", "1") + table("Two", "2") + table("Three", "3"));
    const Table first = read(file);
    QCOMPARE(first.report().sheets,
             QStringList({QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three")}));
    QCOMPARE(first.report().sheet, QStringLiteral("One"));
    QVERIFY(noteOf(first, ImportEvent::SheetsLeft));
    ReadingChoices choices;
    choices.sheet = QStringLiteral("Three");
    const Table third = read(file, choices);
    QCOMPARE(rowsOf(third, &Column::plain), QStringList(QStringLiteral("3")));
    QCOMPARE(third.report().sheet, QStringLiteral("Three"));
    QCOMPARE(third.report().sheets, first.report().sheets);
    QVERIFY(!noteOf(third, ImportEvent::SheetsLeft));
    choices.sheet = QStringLiteral("Four");
    QCOMPARE(readBytes(file, choices).problem, ReadingProblem::Empty);
}

QTEST_APPLESS_MAIN(TestSpreadsheets)
#include "tst_spreadsheets.moc"
