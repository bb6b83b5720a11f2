// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableprompt.h"
#include "tablewriter.h"

#include <QTest>

using namespace tabletalk;

namespace {

Table sample(int rows)
{
    TableWriter writer;
    ColumnWriter &id = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &name = writer.addColumn({});
    ColumnWriter &amount =
        writer.addColumn({.type = ColumnType::Decimal, .scale = 2, .decimalSign = ",", .suffix = " €"});
    for (int row = 0; row < rows; ++row) {
        id.appendValue(row + 1);
        name.appendText(row % 2 ? "Bert | \"B\"" : "Anna\nSecret");
        amount.appendValue(qint64{row} * 150);
    }
    const QByteArray block =
        writer.finish(QStringLiteral("sales.csv"),
                      {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("amount")}, rows, {});
    return Table::open(block).value_or(Table());
}

const QString kName = QStringLiteral("sales.csv");

} // namespace

class TestTablePrompt : public QObject {
    Q_OBJECT
private slots:
    void writesSmallTablesAsMarkdown();
    void choosesTheFormBySize();
    void namesWhatAQueryCanName();
    void obeysTheChoice();
    void keepsPrivateColumnsPrivate_data();
    void keepsPrivateColumnsPrivate();
};

void TestTablePrompt::writesSmallTablesAsMarkdown()
{
    const TablePrompt prompt = tablePrompt(sample(2), {.name = kName});
    QCOMPARE(prompt.form, TableForm::Markdown);
    QCOMPARE(prompt.text, QStringLiteral("Table \"sales.csv\": 2 rows, 3 columns. All rows follow.\n\n"
                                         "|id|name|amount [€]|\n|-|-|-|\n"
                                         "|1|Anna<br>Secret|0.00|\n|2|Bert \\| \"B\"|1.50|\n"));
}

void TestTablePrompt::choosesTheFormBySize()
{
    QCOMPARE(tablePrompt(sample(50), {.name = kName}).form, TableForm::Markdown);
    QCOMPARE(tablePrompt(sample(500), {.name = kName}).form, TableForm::Csv);
    const TablePrompt large = tablePrompt(sample(30'000), {.name = kName});
    QCOMPARE(large.form, TableForm::Schema);
    QVERIFY(large.text.contains(QLatin1String("30000 rows")));
    QVERIFY(large.text.contains(QLatin1String("\"id\" INTEGER, -- 30000 distinct; 1 to 30000")));
    QVERIFY(large.text.size() < 2000);
}

void TestTablePrompt::namesWhatAQueryCanName()
{
    const QString schema =
        tablePrompt(sample(5), {.name = QStringLiteral("My Sales.csv"), .form = TableForm::Schema}).text;
    QVERIFY(schema.contains(QLatin1String("CREATE TABLE my_sales (")));
    QVERIFY2(schema.contains(QStringLiteral("  \"amount\" DECIMAL -- unit €; 5 distinct")),
             qPrintable(schema));
}

void TestTablePrompt::obeysTheChoice()
{
    for (const TableForm form : {TableForm::Markdown, TableForm::Csv, TableForm::Schema})
        QCOMPARE(tablePrompt(sample(3000), {.name = kName, .form = form}).form, form);
    const QString csv = tablePrompt(sample(2), {.name = kName, .form = TableForm::Csv}).text;
    QVERIFY(csv.contains(
        QStringLiteral("id,name,amount [€]\n1,\"Anna\nSecret\",0.00\n2,\"Bert | \"\"B\"\"\",1.50\n")));
}

void TestTablePrompt::keepsPrivateColumnsPrivate_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("markdown") << int(TableForm::Markdown);
    QTest::newRow("CSV") << int(TableForm::Csv);
    QTest::newRow("schema") << int(TableForm::Schema);
}

void TestTablePrompt::keepsPrivateColumnsPrivate()
{
    QFETCH(int, form);
    const TablePrompt prompt = tablePrompt(
        sample(10), {.name = kName, .form = TableForm(form), .privateColumns = {QStringLiteral("name")}});
    QVERIFY(!prompt.text.contains(QLatin1String("Secret")));
    QVERIFY(!prompt.text.contains(QLatin1String("Bert")));
    QCOMPARE(prompt.text.contains(QLatin1String("\"name\" TEXT, -- private")),
             TableForm(form) == TableForm::Schema);
    QVERIFY(prompt.text.contains(QLatin1String("1 of the columns are private")));
}

QTEST_GUILESS_MAIN(TestTablePrompt)
#include "tst_tableprompt.moc"
