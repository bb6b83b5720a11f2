// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmltables.h"

#include <QTest>

#include <string>

using namespace tabletalk;

namespace {

//! "text" or "text=meant" with the kind's first letter.
class Collector final : public RowSink {
public:
    bool takeRow(std::span<const Cell> cells) override
    {
        constexpr char kKinds[] = "utnpbme";
        QStringList row;
        for (const Cell &cell : cells) {
            QString text = QString::fromUtf8(cell.text.data(), qsizetype(cell.text.size()));
            if (cell.kind != CellKind::Unknown)
                text += u'=' + QString::fromUtf8(cell.meant.data(), qsizetype(cell.meant.size()))
                        + QLatin1Char(kKinds[size_t(cell.kind)]);
            row.append(text);
        }
        rows.append(row.join(u'|'));
        return true;
    }
    QStringList rows;
};

QStringList rowsOf(const QByteArray &html)
{
    Collector collector;
    HtmlTables tables({html.constData(), size_t(html.size())});
    tables.read(collector);
    return collector.rows;
}

} // namespace

class TestHtmlTables : public QObject {
    Q_OBJECT
private slots:
    void readsCells_data();
    void readsCells();
    void saysWhatItLeft();
    void staysBounded();
};

void TestHtmlTables::readsCells_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, const char *cells, const QStringList &rows) {
        QTest::newRow(name) << QByteArray("<table>") + cells + "</table>" << rows;
    };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    row("plain", "<tr><th>a</th><th>b</th></tr>\n<tr><td> 1\n 2 </td><td></td></tr>", {s("a|b"), s("1 2|")});
    row("unclosed", "<tr><td>a<td>b<tr><td>c<td>d", {s("a|b"), s("c|d")});
    row("entities", "<tr><td>&lt;&amp;&euro;&#228;&#x1F600;&nbsp;x</td><td>&bogus;&#0;</td></tr>",
        {s("<&€ä😀\u00a0x|&bogus;\ufffd")});
    row("lines", "<tr><td>two<br>lines &quot;q&quot;</td><td><p>x</p></td></tr>", {s("two\nlines \"q\"|x")});
    row("not text", "<tr><td>a<!-- <td>no --><style>td{x}</style><script>'<td>'</script></td><td>b</td></tr>",
        {s("a|b")});
    row("merged columns", "<tr><td colspan=2>head</td><td>x</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>",
        {s("head||x"), s("1|2|3")});
    row("merged rows",
        "<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>",
        {s("a|b"), s("|c"), s("d|e")});
    row("table in a cell", "<tr><td>a<table><tr><td>x</td></tr></table></td><td>b</td></tr>", {s("a x|b")});
    row("Calc's euro",
        "<tr><td sdval=\"1234567.891\" sdnum=\"1033;1031;#.##0,00 [$€-407]\">1.234.567,89 €</td></tr>",
        {s("1.234.567,89 €=1234567.891n")});
    row("Calc's percent", "<tr><td sdval=\"0.12345\" sdnum=\"1033;0;0.0%\">12.3%</td></tr>",
        {s("12.3%=0.12345p")});
    row("Calc's date", "<tr><td sdval=\"45322\" sdnum=\"1033;0;DD.MM.YYYY\">31.01.2024</td></tr>",
        {s("31.01.2024=2024-01-31m")});
    row("Calc's moment",
        "<tr><td sdval=\"45322.5\" sdnum=\"1033;0;YYYY-MM-DD HH:MM\">2024-01-31 12:00</td></tr>",
        {s("2024-01-31 12:00=2024-01-31 12:00:00m")});
    row("Calc's text", "<tr><td>01234</td></tr>", {s("01234")});
    row("Calc's error", "<tr><td sdval=\"0\" sdnum=\"1033;\">Err:510</td></tr>", {s("Err:510=e")});
    row("Calc's number", "<tr><td sdval=\"5\" sdnum=\"1033;\">5</td></tr>", {s("5=5n")});
    row("Excel's percent",
        "<tr><td x:num=\"0.69491375\" style='mso-number-format:\"0\\.00%\"'>69.49%</td></tr>",
        {s("69.49%=0.69491375p")});
    row("Google's",
        "<tr><td data-sheets-value=\"{&quot;1&quot;:3,&quot;3&quot;:0.5}\">0,5</td>"
        "<td data-sheets-value=\"{&quot;1&quot;:2,&quot;2&quot;:&quot;01&quot;}\">01</td>"
        "<td data-sheets-value=\"{&quot;1&quot;:4,&quot;4&quot;:1}\">TRUE</td></tr>",
        {s("0,5=0.5n|01=t|TRUE=trueb")});
}

void TestHtmlTables::readsCells()
{
    QFETCH(QByteArray, html);
    QTEST(rowsOf(html), "rows");
}

void TestHtmlTables::saysWhatItLeft()
{
    const QByteArray html =
        "<table><tr><td>x</td></tr></table><TABLE><tr><td>1</td><td colspan=2>2</td></tr></TABLE>";
    Collector collector;
    HtmlTables tables({html.constData(), size_t(html.size())});
    tables.read(collector);
    QCOMPARE(collector.rows, QStringList{QStringLiteral("1|2|")});
    const QList<ImportNote> expected{{ImportEvent::CellsMerged, 1}, {ImportEvent::TablesLeft, 1}};
    QCOMPARE(tables.notes(), expected);
}

void TestHtmlTables::staysBounded()
{
    // A few bytes that claim to be very much.
    QByteArray html = "<table><tr>";
    html += QByteArray("<td colspan=999999999 rowspan=999999999>x</td>").repeated(50);
    html += "</tr><tr><td>y</td></tr>";
    const QStringList rows = rowsOf(html);
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[0].size() < 40'000);
    QVERIFY(!rowsOf(QByteArray("<table><tr><td>").repeated(100'000)).isEmpty());
    QCOMPARE(rowsOf("<table"), QStringList());
    QCOMPARE(rowsOf(QByteArray("<").repeated(100'000)), QStringList());
}

QTEST_GUILESS_MAIN(TestHtmlTables)
#include "tst_htmltables.moc"
