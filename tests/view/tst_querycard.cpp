// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/figuremarks.h"
#include "conversation/querycard.h"
#include "conversation/turncontent.h"
#include "tablewriter.h"

#include <QTest>

using namespace tabletalk;

namespace {

QByteArray revenues(int rows)
{
    TableWriter writer;
    ColumnWriter &country = writer.addColumn({});
    ColumnWriter &revenue = writer.addColumn({.type = ColumnType::Integer});
    for (int row = 0; row < rows; ++row) {
        country.appendText("Country " + std::to_string(row));
        revenue.appendValue(1234 + 1000 * row);
    }
    return writer.finish(QStringLiteral("q"), {QStringLiteral("country"), QStringLiteral("revenue")}, rows,
                         {});
}

QueryRecord record(int rows)
{
    return {.why = QStringLiteral("Revenue by country"),
            .sql = QStringLiteral("SELECT 1"),
            .rows = rows,
            .microseconds = 3400,
            .result = qCompress(revenues(rows))};
}

Turn answer(const QString &text, int rows = 3)
{
    Turn turn;
    turn.role = TurnRole::Answer;
    turn.steps = {
        {ToolCallStep{QStringLiteral("c1"), QStringLiteral("run_sql"), QStringLiteral("{}")}, {}},
        {ToolResultStep{QStringLiteral("c1"), QStringLiteral("told"), record(rows)}, {}},
        {TextStep{text}, {}},
    };
    return turn;
}

const Block &lastBlock(const TurnContent &content)
{
    return content.block(content.blockCount() - 1);
}

} // namespace

class TestQueryCard : public QObject {
    Q_OBJECT
private slots:
    void showsStatementRowsAndFacts();
    void showsTheFirstRowsOfMany();
    void saysWhyThereIsNoResult();
    void survivesADamagedResult();
    void standsOpenUntilItIsFolded();
    void marksFiguresWithinOtherStyles();
    void marksFiguresOnceTheTextIsComplete();
    void marksFiguresInTables();
    void leavesCodeAndTheQuestionAlone();
    void leadsToTheCell();
};

void TestQueryCard::showsStatementRowsAndFacts()
{
    const std::vector<Block> blocks = queryBlocks(record(2));
    QCOMPARE(blocks.size(), size_t(5));
    QCOMPARE(blocks[0].kind, BlockKind::Code);
    QCOMPARE(blocks[0].text, QStringLiteral("SELECT 1"));
    QVERIFY(blocks[1].isTableHeader);
    QCOMPARE(blocks[3].plainText(), QStringLiteral("Country 1\t2234"));
    QCOMPARE(blocks[3].cells[1].alignment, CellAlignment::Right);
    QVERIFY(blocks[4].text.endsWith(QLatin1String("3.4 ms")));
    QVERIFY(queryLabel(record(2)).startsWith(QLatin1String("Queried: Revenue by country")));
}

void TestQueryCard::showsTheFirstRowsOfMany()
{
    const std::vector<Block> blocks = queryBlocks(record(100));
    QCOMPARE(blocks.size(), size_t(1 + 1 + kRowsInCard + 1));
    QVERIFY(blocks.back().text.contains(QLatin1String("the first 20 of 100")));
}

void TestQueryCard::saysWhyThereIsNoResult()
{
    QueryRecord failed = record(0);
    failed.problem = QStringLiteral("No such column.");
    const std::vector<Block> blocks = queryBlocks(failed);
    QCOMPARE(blocks.size(), size_t(2));
    QCOMPARE(blocks[1].text, failed.problem);
}

void TestQueryCard::survivesADamagedResult()
{
    QueryRecord damaged = record(3);
    damaged.result = damaged.result.left(30);
    QVERIFY(!keptRows(damaged));
    QCOMPARE(queryBlocks(damaged).size(), size_t(2));
}

void TestQueryCard::standsOpenUntilItIsFolded()
{
    const Turn turn = answer(QStringLiteral("Done."));
    TurnContent content(turn);
    QVERIFY(content.isUnfolded(0));
    QCOMPARE(content.blockCount(), 1 + 4 + 1 + 1);
    TurnDisplay display;
    display.toggled.insert(0);
    content.setDisplay(display);
    content.update(turn);
    QVERIFY(!content.isUnfolded(0));
    QCOMPARE(content.blockCount(), 1);
}

void TestQueryCard::marksFiguresWithinOtherStyles()
{
    const TurnContent content(answer(QStringLiteral("Country 1 has **2,234 in all** and 9,876.")));
    const Block &block = lastBlock(content);
    QCOMPARE(block.text, QStringLiteral("Country 1 has 2,234 in all and 9,876."));
    QCOMPARE(block.spans.size(), 3);
    QCOMPARE(block.spans[0].styles, SpanStyles(SpanStyle::Bold | SpanStyle::Figure));
    QCOMPARE(block.text.mid(block.spans[0].start, block.spans[0].length), QStringLiteral("2,234"));
    QCOMPARE(block.spans[1].styles, SpanStyles(SpanStyle::Bold));
    QCOMPARE(block.spans[2].styles, SpanStyles(SpanStyle::Unfound));
    QCOMPARE(figureTrace(block.spans[2].target).step, -1);
}

void TestQueryCard::marksFiguresOnceTheTextIsComplete()
{
    Turn turn = answer(QStringLiteral("Country 1 has 2,234.\n\nThat is all"));
    turn.progress = Progress::Open;
    turn.steps.last().progress = Progress::Open;
    TurnContent content(turn);
    turn.progress = Progress::Complete;
    turn.steps.last().progress = Progress::Complete;
    const TurnContent::Change change = content.update(turn);
    const int first = content.blockCount() - 2;
    QCOMPARE(content.block(first).spans.size(), 1);
    QVERIFY(change.firstBlock <= first); // it is laid out anew
}

void TestQueryCard::marksFiguresInTables()
{
    const TurnContent content(
        answer(QStringLiteral("|country|revenue|\n|-|-|\n|Country 2|3,234|\n|Country 2|3,500|\n")));
    const Block &wrong = lastBlock(content);
    const Block &right = content.block(content.blockCount() - 2);
    QCOMPARE(right.cells[1].spans.value(0).styles, SpanStyles(SpanStyle::Figure));
    QCOMPARE(wrong.cells[1].spans.value(0).styles, SpanStyles(SpanStyle::Unfound));
}

void TestQueryCard::leavesCodeAndTheQuestionAlone()
{
    TurnDisplay display;
    display.question = QStringLiteral("Is it over 9,876?");
    const TurnContent content(answer(QStringLiteral("`LIMIT 2234` is not over 9,876.")), display);
    QCOMPARE(lastBlock(content).spans.size(), 1);
    QCOMPARE(lastBlock(content).spans[0].styles, SpanStyles(SpanStyle::Code));
}

void TestQueryCard::leadsToTheCell()
{
    const TurnContent content(answer(QStringLiteral("Country 1 has 2,234.")));
    const FigureTrace trace = figureTrace(lastBlock(content).spans.value(0).target);
    QCOMPARE(trace.step, 0);
    QCOMPARE(trace.row, 1);
    QCOMPARE(trace.column, 1);
    QVERIFY(trace.sentence.contains(QLatin1String("Revenue by country")));
    QCOMPARE(figureTrace(QStringLiteral("https://example.org")).step, -1);
}

QTEST_GUILESS_MAIN(TestQueryCard)
#include "tst_querycard.moc"
