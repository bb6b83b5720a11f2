// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketables.h"
#include "table/importsentences.h"
#include "table/tablemodel.h"
#include "table/tablepreview.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

using namespace tabletalk;

class TestTablePreview : public QObject {
    Q_OBJECT
private slots:
    void init();
    void showsRowsTypesAndProfile();
    void readsAgainWhenSomethingIsChosen();
    void saysWhatLeaves();
    void keepsColumnsPrivate();
    void reportsInSentences();
    void modelIsSound();

private:
    template <class Widget>
    Widget &child(const char *name)
    {
        return *m_preview->findChild<Widget *>(QLatin1String(name));
    }
    bool isRead() { return child<QTableView>("grid").model()->columnCount() == 2; }

    std::unique_ptr<FakeTables> m_tables;
    std::unique_ptr<TablePreview> m_preview;
};

void TestTablePreview::init()
{
    m_preview.reset();
    m_tables = std::make_unique<FakeTables>();
    m_preview =
        std::make_unique<TablePreview>(*m_tables, TableOrder{.name = QStringLiteral("cities.csv")}, "bytes");
    m_preview->show();
    QTRY_VERIFY(isRead());
}

void TestTablePreview::showsRowsTypesAndProfile()
{
    const QAbstractItemModel &model = *child<QTableView>("grid").model();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Rome"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("2.8"));
    QCOMPARE(model.index(3, 1).data().toString(), QStringLiteral("about 1"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("size\nDecimal number"));
    QVERIFY(child<QPlainTextEdit>("reportEdit").toPlainText().contains(QLatin1String("about 1")));
    child<QTableView>("grid").setCurrentIndex(model.index(0, 1));
    const QString profile = child<QTextBrowser>("profileBrowser").toPlainText();
    for (const char *expected : {"2.1", "2.8", "3.7", "Median", "Of another type"})
        QVERIFY2(profile.contains(QLatin1String(expected)), qPrintable(profile));
}

void TestTablePreview::readsAgainWhenSomethingIsChosen()
{
    auto &menu = child<QComboBox>("delimiterComboBox");
    QVERIFY(menu.currentText().contains(QLatin1String("Semicolon")));
    const qsizetype before = m_tables->orders.size();
    menu.setCurrentIndex(menu.findData(int('\t')));
    QCOMPARE(m_tables->orders.size(), before + 1);
    QCOMPARE(m_tables->orders.last().choices.delimiter, std::optional('\t'));
    QTRY_VERIFY(child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->isEnabled());
    QCOMPARE(menu.currentData().toInt(), int('\t'));
    child<QComboBox>("headerComboBox").setCurrentIndex(2);
    QCOMPARE(m_tables->orders.last().choices.hasHeader, std::optional(false));
    QCOMPARE(m_tables->orders.last().choices.delimiter, std::optional('\t'));
}

void TestTablePreview::saysWhatLeaves()
{
    auto &form = child<QComboBox>("formComboBox");
    QVERIFY(child<QLabel>("tokensLabel").text().contains(QLatin1String("all rows")));
    form.setCurrentIndex(form.findData(int(TableForm::Schema)));
    QVERIFY(child<QLabel>("tokensLabel").text().contains(QLatin1String("stay on this computer")));
    QSignalSpy chosen(m_preview.get(), &TablePreview::tableChosen);
    child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<TableOrder>().form, std::optional(TableForm::Schema));
    QVERIFY(!m_preview->isVisible());
}

void TestTablePreview::keepsColumnsPrivate()
{
    child<QTableView>("grid").setCurrentIndex(child<QTableView>("grid").model()->index(0, 0));
    child<QCheckBox>("privateCheckBox").click();
    QSignalSpy chosen(m_preview.get(), &TablePreview::tableChosen);
    child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->click();
    QCOMPARE(chosen[0][0].value<TableOrder>().privateColumns, QStringList{QStringLiteral("city")});
}

void TestTablePreview::reportsInSentences()
{
    ImportReport report{.rowsRead = 7};
    for (int event = 0; event <= int(ImportEvent::FormatsUnknown); ++event)
        report.notes.append({ImportEvent(event), 3, 4, QStringLiteral("price"), QStringLiteral("a lot")});
    const QStringList sentences = importSentences(report);
    QCOMPARE(sentences.size(), int(ImportEvent::FormatsUnknown) + 2);
    QCOMPARE(QSet<QString>(sentences.begin(), sentences.end()).size(), sentences.size());
    for (const QString &sentence : sentences)
        QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
}

void TestTablePreview::modelIsSound()
{
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable(FakeTables::table());
    QCOMPARE(model.rowCount(), 4);
    model.setTable({});
    QCOMPARE(model.columnCount(), 0);
}

QTEST_MAIN(TestTablePreview)
#include "tst_tablepreview.moc"
