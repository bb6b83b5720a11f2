// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketables.h"
#include "table/tablegrid.h"
#include "table/tablemodel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace tabletalk;

namespace {

//! Numbers from 0.
Table numbers(qint64 rows)
{
    TableWriter writer;
    ColumnWriter &number = writer.addColumn({.type = ColumnType::Integer});
    for (qint64 i = 0; i < rows; ++i)
        number.appendValue(i);
    return Table::open(writer.finish(QStringLiteral("n"), {QStringLiteral("n")}, rows, {})).value();
}

} // namespace

class TestTableGrid : public QObject {
    Q_OBJECT
private slots:
    void init();
    void sortsByAClickOnTheHead();
    void filtersByColumn();
    void copiesWhatIsSelected();
    void movesOnThroughMillionsOfRows();
    void goesToARow();
    void forgetsWhatWasLookedForInOtherColumns();

private:
    QTableView &view() { return *m_grid->findChild<QTableView *>(); }
    QLineEdit &filter() { return *m_grid->findChild<QLineEdit *>(QStringLiteral("filterLineEdit")); }
    QString cell(int row, int column = 0) { return view().model()->index(row, column).data().toString(); }
    void clickHead(int column)
    {
        QHeaderView *head = view().horizontalHeader();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                          QPoint(head->sectionViewportPosition(column) + 5, head->height() / 2));
    }

    std::unique_ptr<TableGrid> m_grid;
};

void TestTableGrid::init()
{
    m_grid = std::make_unique<TableGrid>();
    m_grid->resize(700, 400);
    m_grid->setTable(FakeTables::table());
    m_grid->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_grid.get()));
}

void TestTableGrid::sortsByAClickOnTheHead()
{
    clickHead(1);
    QTRY_COMPARE(cell(0), QStringLiteral("Paris"));
    QCOMPARE(m_grid->currentColumn(), 1);
    clickHead(1);
    QTRY_COMPARE(cell(0), QStringLiteral("Berlin"));
    QCOMPARE(cell(3), QStringLiteral("Oslo")); // which has no value
    QCOMPARE(view().model()->headerData(3, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("4"));
    clickHead(0);
    QTRY_COMPARE(cell(1), QStringLiteral("Oslo"));
    clickHead(0);
    clickHead(0);
    QTRY_COMPARE(cell(3), QStringLiteral("Oslo")); // its own order
    QVERIFY(!view().horizontalHeader()->isSortIndicatorShown());
}

void TestTableGrid::filtersByColumn()
{
    auto *column = m_grid->findChild<QComboBox *>();
    auto *clear = m_grid->findChild<QToolButton *>(QStringLiteral("clearFiltersButton"));
    QTest::keyClicks(&filter(), QStringLiteral("r"));
    QTRY_COMPARE(view().model()->rowCount(), 3);
    column->setCurrentIndex(2);
    QVERIFY(filter().text().isEmpty());
    QTest::keyClicks(&filter(), QStringLiteral("> 2.5"));
    QTRY_COMPARE(view().model()->rowCount(), 2);
    QVERIFY(
        m_grid->findChild<QLabel *>(QStringLiteral("rowCountLabel"))->text().contains(QLatin1String("2 of")));
    column->setCurrentIndex(0);
    QCOMPARE(filter().text(), QStringLiteral("r"));
    QVERIFY(clear->isVisible());
    clear->click();
    QCOMPARE(view().model()->rowCount(), 4);
    QVERIFY(!clear->isVisible());
    QVERIFY(filter().text().isEmpty());
}

void TestTableGrid::copiesWhatIsSelected()
{
    QSignalSpy said(m_grid.get(), &TableGrid::said);
    view().setFocus();
    view().selectRow(1);
    QTest::keySequence(&view(), QKeySequence::Copy);
    QTRY_COMPARE(said.size(), 1);
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(mime->text(), QStringLiteral("Rome\t2.8\n"));
    QVERIFY(mime->html().contains(QLatin1String("<td sdval=\"2.8\" align=\"right\">2.8</td>")));
    QCOMPARE(mime->data(QStringLiteral("text/csv")), QByteArray("Rome,2.8\r\n"));
}

void TestTableGrid::movesOnThroughMillionsOfRows()
{
    constexpr qint64 kRows = 500'000;
    constexpr qint64 kWindow = TableModel::kWindowRows;
    m_grid->setTable(numbers(kRows));
    auto *model = qobject_cast<TableModel *>(view().model());
    QCOMPARE(model->rowCount(), TableModel::kWindowRows);
    QScrollBar *bar = view().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > kWindow - 100);
    bar->setValue(bar->maximum());
    QVERIFY(model->first() > kWindow / 2 - 100);
    // What is on top has not changed.
    const qint64 top = model->first() + bar->value();
    QVERIFY(top > kWindow - 100 && top < kWindow);
    for (int i = 0; i < 5; ++i)
        bar->setValue(bar->maximum());
    QCOMPARE(model->first() + model->rowCount(), kRows);
    QCOMPARE(cell(model->rowCount() - 1), QStringLiteral("499999"));
    for (int i = 0; i < 8; ++i)
        bar->setValue(0);
    QCOMPARE(model->first(), 0);
    QCOMPARE(cell(0), QStringLiteral("0"));
}

void TestTableGrid::goesToARow()
{
    m_grid->setTable(numbers(2'500'000));
    auto *line = m_grid->findChild<QLineEdit *>(QStringLiteral("goToLineEdit"));
    QTRY_VERIFY(line->isVisible());
    line->setText(QStringLiteral("2000001"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(view().currentIndex().data().toString(), QStringLiteral("2000000"));
    QTest::keyClick(&view(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view().currentIndex().data().toString(), QStringLiteral("2499999"));
    QTest::keyClick(&view(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(view().currentIndex().data().toString(), QStringLiteral("0"));
}

void TestTableGrid::forgetsWhatWasLookedForInOtherColumns()
{
    QTest::keyClicks(&filter(), QStringLiteral("rome"));
    QTRY_COMPARE(view().model()->rowCount(), 1);
    m_grid->setTable(FakeTables::table()); // read again
    QTRY_COMPARE(view().model()->rowCount(), 1);
    m_grid->setTable(numbers(5));
    QCOMPARE(view().model()->rowCount(), 5);
    QVERIFY(filter().text().isEmpty());
}

QTEST_MAIN(TestTableGrid)
#include "tst_tablegrid.moc"
