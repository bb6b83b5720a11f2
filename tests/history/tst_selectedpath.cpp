// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selectedpath.h"

#include <QTest>

using namespace tabletalk;

namespace {

TurnNode node(qint64 id, qint64 parent, qint64 selectedChild = 0)
{
    TurnNode result;
    result.summary.id = {id};
    result.summary.parent = {parent};
    result.selectedChild = {selectedChild};
    return result;
}

QList<qint64> idsOf(const QList<TurnSummary> &path)
{
    QList<qint64> ids;
    for (const TurnSummary &summary : path)
        ids.append(summary.id.value);
    return ids;
}

} // namespace

class TestSelectedPath : public QObject {
    Q_OBJECT
private slots:
    void isEmptyWithoutTurns();
    void followsTheSelection();
    void takesTheNewestWhereNothingIsSelected();
    void ignoresASelectionThatIsNoChild();
    void leavesOutTurnsWithoutAWayToTheRoot();
};

void TestSelectedPath::isEmptyWithoutTurns()
{
    QVERIFY(selectedPath({}, {}).isEmpty());
}

void TestSelectedPath::followsTheSelection()
{
    const std::vector<TurnNode> nodes{node(1, 0, 3), node(2, 0), node(3, 1, 5),
                                      node(4, 1),    node(5, 3), node(6, 3)};
    const QList<TurnSummary> path = selectedPath(nodes, {1});
    QCOMPARE(idsOf(path), QList<qint64>({1, 3, 5}));
    for (const TurnSummary &summary : path) {
        QCOMPARE(summary.versionIndex, 0);
        QCOMPARE(summary.versionCount, 2);
    }
}

void TestSelectedPath::takesTheNewestWhereNothingIsSelected()
{
    const QList<TurnSummary> path =
        selectedPath({node(1, 0), node(2, 0), node(3, 2), node(4, 2), node(5, 2)}, {});
    QCOMPARE(idsOf(path), QList<qint64>({2, 5}));
    QCOMPARE(path.last().versionIndex, 2);
    QCOMPARE(path.last().versionCount, 3);
}

void TestSelectedPath::ignoresASelectionThatIsNoChild()
{
    QCOMPARE(idsOf(selectedPath({node(1, 0, 1), node(2, 1, 77)}, {2})), QList<qint64>({1, 2}));
}

void TestSelectedPath::leavesOutTurnsWithoutAWayToTheRoot()
{
    QCOMPARE(idsOf(selectedPath({node(1, 0, 9), node(8, 9, 9), node(9, 8, 8)}, {1})), QList<qint64>({1}));
}

QTEST_GUILESS_MAIN(TestSelectedPath)
#include "tst_selectedpath.moc"
