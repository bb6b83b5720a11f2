// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/selection.h"
#include "conversation/textunit.h"

#include <QTest>

using namespace tabletalk;

class TestSelection : public QObject {
    Q_OBJECT
private slots:
    void growsInBothDirections();
    void keepsTheWordItBeganWith();
    void tellsThePartOfEachRow();
    void losesWhatIsRemoved();
    void movesWithItsRows();
    void steps_data();
    void steps();
    void findsUnits_data();
    void findsUnits();
};

namespace {

TextRange caret(int row, int block, int offset)
{
    return {{row, {block, offset}}, {row, {block, offset}}};
}

} // namespace

void TestSelection::growsInBothDirections()
{
    Selection selection;
    QVERIFY(!selection.hasBegun());
    selection.begin(caret(2, 1, 5));
    QVERIFY(selection.isEmpty());
    selection.extendTo(caret(2, 1, 9));
    QCOMPARE(selection.range().from.at.offset, 5);
    selection.extendTo(caret(1, 0, 3));
    QCOMPARE(selection.range().from, (TextPosition{1, {0, 3}}));
    QCOMPARE(selection.range().to, (TextPosition{2, {1, 5}}));
}

void TestSelection::keepsTheWordItBeganWith()
{
    Selection selection;
    selection.begin({{0, {0, 10}}, {0, {0, 14}}});
    selection.extendTo({{0, {0, 2}}, {0, {0, 5}}});
    QCOMPARE(selection.range(), (TextRange{{0, {0, 2}}, {0, {0, 14}}}));
}

void TestSelection::tellsThePartOfEachRow()
{
    Selection selection;
    selection.begin(caret(1, 2, 3));
    selection.extendTo(caret(3, 0, 4));
    QVERIFY(!selection.inRow(0));
    QCOMPARE(*selection.inRow(1), (BlockRange{{2, 3}, BlockPosition::end()}));
    QCOMPARE(*selection.inRow(2), BlockRange::all());
    QCOMPARE(*selection.inRow(3), (BlockRange{{0, 0}, {0, 4}}));
    QVERIFY(!selection.inRow(4));
}

void TestSelection::losesWhatIsRemoved()
{
    Selection selection;
    selection.begin(caret(1, 2, 3));
    selection.extendTo(caret(3, 0, 4));
    selection.rowsRemoved(3, 9);
    QCOMPARE(selection.range().to, (TextPosition{2, BlockPosition::end()}));
    selection.rowsRemoved(1, 2);
    QVERIFY(selection.isEmpty());
}

void TestSelection::movesWithItsRows()
{
    Selection selection;
    selection.begin(caret(4, 2, 3));
    selection.extendTo(caret(6, 0, 4));
    selection.rowsInserted(0, 1);
    QCOMPARE(selection.range(), (TextRange{{6, {2, 3}}, {8, {0, 4}}}));
    selection.rowsRemoved(1, 3);
    QCOMPARE(selection.range(), (TextRange{{3, {2, 3}}, {5, {0, 4}}}));
    selection.rowsRemoved(3, 3);
    QCOMPARE(selection.range(), (TextRange{{3, {0, 0}}, {4, {0, 4}}}));
    selection.extendTo(caret(5, 0, 1)); // goes on growing at its end
    QCOMPARE(selection.range(), (TextRange{{3, {0, 0}}, {5, {0, 1}}}));
}

void TestSelection::steps_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<bool>("isForward");
    QTest::addColumn<QList<int>>("stops"); // block * 100 + offset
    QTest::newRow("characters") << int(CaretStep::Character) << true << QList<int>{0, 1, 3, 4, 100, 101};
    QTest::newRow("words") << int(CaretStep::Word) << true << QList<int>{100, 104, 107, 108, 200};
    QTest::newRow("words back") << int(CaretStep::Word) << false << QList<int>{200, 108, 107, 104, 100, 4};
    QTest::newRow("blocks") << int(CaretStep::Block) << true << QList<int>{2, 100, 200, 203};
    QTest::newRow("blocks back") << int(CaretStep::Block) << false << QList<int>{202, 200, 100, 0};
}

void TestSelection::steps()
{
    QFETCH(int, step);
    QFETCH(bool, isForward);
    QFETCH(QList<int>, stops);
    Turn turn;
    turn.role = TurnRole::Answer;
    turn.steps = {Step{TextStep{QString::fromUtf8("a😀b\n\none two.\n\nend")}}};
    const TurnContent content(turn);
    for (qsizetype i = 0; i + 1 < stops.size(); ++i) {
        const auto next = stepped(content, {stops[i] / 100, stops[i] % 100}, CaretStep(step), isForward);
        QVERIFY(next);
        QCOMPARE(next->block * 100 + next->offset, stops[i + 1]);
    }
    QVERIFY(!stepped(content, isForward ? BlockPosition::end() : BlockPosition::begin(), CaretStep(step),
                     isForward));
}

void TestSelection::findsUnits_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("unit");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("caret") << 8 << int(TextUnit::Caret) << 8 << 8;
    QTest::newRow("within a word") << 8 << int(TextUnit::Word) << 6 << 11;
    QTest::newRow("start of a word") << 6 << int(TextUnit::Word) << 6 << 11;
    QTest::newRow("first line") << 2 << int(TextUnit::Block) << 0 << 11;
    QTest::newRow("last line") << 14 << int(TextUnit::Block) << 12 << 16;
    QTest::newRow("end of the text") << 16 << int(TextUnit::Block) << 12 << 16;
}

void TestSelection::findsUnits()
{
    QFETCH(int, offset);
    QFETCH(int, unit);
    QFETCH(int, from);
    QFETCH(int, to);
    const TurnContent content(makeUserTurn({1}, {1}, {}, QStringLiteral("hello world\nmore"), 0));
    const TextRange range = unitAt({5, {0, offset}}, TextUnit(unit), content);
    QCOMPARE(range, (TextRange{{5, {0, from}}, {5, {0, to}}}));
}

QTEST_GUILESS_MAIN(TestSelection)
#include "tst_selection.moc"
