// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "turnlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestTurnListModel : public QObject {
    Q_OBJECT
private slots:
    void readsATurnOnceAndOnlyWhenAsked();
    void holdsAStreamingTurn();
    void showsATurnThatCannotBeRead();
    void keepsATurnLargerThanItsCache();
};

namespace {

QList<TurnSummary> pathOf(int count)
{
    QList<TurnSummary> path;
    for (int i = 1; i <= count; ++i)
        path.append(summaryOf(makeUserTurn({i}, {1}, {i - 1}, QStringLiteral("text %1").arg(i), i)));
    return path;
}

} // namespace

void TestTurnListModel::readsATurnOnceAndOnlyWhenAsked()
{
    int reads = 0;
    TurnListModel model([&reads](TurnId id) -> Result<Turn> {
        ++reads;
        return makeUserTurn(id, {1}, {}, QStringLiteral("text %1").arg(id.value), 0);
    });
    QAbstractItemModelTester tester(&model);
    model.reset(pathOf(1000));
    reads = 0;
    QCOMPARE(model.turn(500).text(), QStringLiteral("text 501"));
    QCOMPARE(model.turn(500).text(), QStringLiteral("text 501"));
    QCOMPARE(reads, 1);
    QCOMPARE(model.rowOf({501}), 500);
    QCOMPARE(model.rowOf({5000}), -1);
}

void TestTurnListModel::holdsAStreamingTurn()
{
    TurnListModel model([](TurnId) -> Result<Turn> { return Error{.kind = ErrorKind::StorageFailed}; });
    QAbstractItemModelTester tester(&model);
    QSignalSpy appended(&model, &TurnListModel::textAppended);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    Turn answer;
    answer.id = {7};
    answer.role = TurnRole::Answer;
    answer.progress = Progress::Open;
    answer.steps = {Step{TextStep{}, Progress::Open}};
    model.append(answer);
    std::get<TextStep>(model.heldTurn({7}).steps.last().content).text += QStringLiteral("Hello");
    model.noteAppended({7});
    QCOMPARE(appended.count(), 1);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(model.turn(0).text(), QStringLiteral("Hello"));

    model.heldTurn({7}).progress = Progress::Complete;
    model.noteChanged({7});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.summary(0).progress, Progress::Complete);
    QCOMPARE(model.summary(0).characterCount, 5);

    model.release({7});
    QCOMPARE(model.turn(0).text(), QStringLiteral("Hello"));
}

void TestTurnListModel::showsATurnThatCannotBeRead()
{
    TurnListModel model([](TurnId) -> Result<Turn> {
        return Error{.kind = ErrorKind::StorageDamaged, .userText = QStringLiteral("damaged")};
    });
    model.reset(pathOf(1));
    QCOMPARE(model.turn(0).progress, Progress::Failed);
    QCOMPARE(model.turn(0).failure->userText, QStringLiteral("damaged"));
}

void TestTurnListModel::keepsATurnLargerThanItsCache()
{
    const QString huge(3'000'000, u'x');
    TurnListModel model([&huge](TurnId id) -> Result<Turn> { return makeUserTurn(id, {1}, {}, huge, 0); });
    model.reset({summaryOf(makeUserTurn({1}, {1}, {}, huge, 0))});
    QCOMPARE(model.turn(0).text().size(), huge.size());
}

QTEST_GUILESS_MAIN(TestTurnListModel)
#include "tst_turnlistmodel.moc"
