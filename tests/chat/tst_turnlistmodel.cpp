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
    void placesAVersionAndHidesWhatFollowed();
    void changesOnlyWhatAnotherPathDoesNotShare();
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

void TestTurnListModel::placesAVersionAndHidesWhatFollowed()
{
    TurnListModel model(
        [](TurnId id) -> Result<Turn> { return makeUserTurn(id, {1}, {}, QStringLiteral("from disk"), 0); });
    QAbstractItemModelTester tester(&model);
    model.reset(pathOf(5));
    model.placeVersion(2, makeUserTurn({9}, {1}, {2}, QStringLiteral("another"), 9));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.turn(2).text(), QStringLiteral("another"));
    QCOMPARE(model.summary(2).versionIndex, 1);
    QCOMPARE(model.summary(2).versionCount, 2);
    QCOMPARE(model.summary(1).versionCount, 1);
    QCOMPARE(model.rowOf({3}), -1);
    QCOMPARE(model.rowOf({5}), -1);
    model.placeVersion(3, makeUserTurn({10}, {1}, {9}, QStringLiteral("below"), 10));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.summary(3).versionCount, 1);
}

void TestTurnListModel::changesOnlyWhatAnotherPathDoesNotShare()
{
    TurnListModel model(
        [](TurnId id) -> Result<Turn> { return makeUserTurn(id, {1}, {}, QStringLiteral("from disk"), 0); });
    QAbstractItemModelTester tester(&model);
    model.reset(pathOf(4));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.changePath(pathOf(4));
    QCOMPARE(removed.count() + inserted.count(), 0);

    QList<TurnSummary> other = pathOf(2);
    other.append(summaryOf(makeUserTurn({7}, {1}, {2}, QStringLiteral("other"), 7)));
    model.changePath(other);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][1].toInt(), 2);
    QCOMPARE(removed[0][2].toInt(), 3);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowOf({7}), 2);
    QCOMPARE(model.rowOf({3}), -1);
    model.changePath({});
    QCOMPARE(model.rowCount(), 0);
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
