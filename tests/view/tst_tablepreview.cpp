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
    void offersTheSheetsOfAFile();
    void saysWhatLeaves();
    void keepsColumnsPrivate();
    void reportsInSentences();
    void showsTheBeginningOfALongSourceFirst();
    void showsWhatWentAlongWhereTheFileIsGone();
    void changesNothingOfWhatWasSent();
    void asksWhetherACopyIsKept();
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
    m_preview = std::make_unique<TablePreview>(*m_tables, TableOrder{.name = QStringLiteral("cities.csv")});
    m_preview->setSource("bytes");
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

void TestTablePreview::offersTheSheetsOfAFile()
{
    auto &menu = child<QComboBox>("sheetComboBox");
    QVERIFY(!menu.isVisible());
    m_tables->sheets = {QStringLiteral("2024"), QStringLiteral("2025")};
    m_preview->setSource("bytes");
    QTRY_COMPARE(menu.count(), 2);
    QVERIFY(menu.isVisible());
    QCOMPARE(menu.currentText(), QStringLiteral("2024"));
    QVERIFY(!m_tables->orders.last().choices.sheet);
    menu.setCurrentIndex(1);
    QCOMPARE(m_tables->orders.last().choices.sheet, std::optional(QStringLiteral("2025")));
    QTRY_COMPARE(menu.currentText(), QStringLiteral("2025"));
}

void TestTablePreview::saysWhatLeaves()
{
    auto &form = child<QComboBox>("formComboBox");
    QTRY_VERIFY(child<QLabel>("tokensLabel").text().contains(QLatin1String("all rows")));
    form.setCurrentIndex(form.findData(int(TableForm::Schema)));
    QTRY_VERIFY(child<QLabel>("tokensLabel").text().contains(QLatin1String("stay on this computer")));
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

void TestTablePreview::showsTheBeginningOfALongSourceFirst()
{
    m_tables->rowLimits.clear();
    m_preview->setSource(QByteArray(2'000'000, 'x'));
    QTRY_VERIFY(child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->isEnabled());
    QVERIFY(m_tables->rowLimits.size() >= 1);
    QVERIFY(m_tables->rowLimits.first() > 0);
    m_tables->rowLimits.clear();
    m_preview->setSource("short");
    QCOMPARE(m_tables->rowLimits, QList<qint64>{0});
}

void TestTablePreview::showsWhatWentAlongWhereTheFileIsGone()
{
    QSignalSpy locate(m_preview.get(), &TablePreview::locateRequested);
    m_preview->setMissing(QStringLiteral("There is no file."), QStringLiteral("CREATE TABLE data"));
    QVERIFY(!child<QTableView>("grid").isVisible());
    QVERIFY(!child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->isEnabled());
    QCOMPARE(child<QLabel>("missingLabel").text(), QStringLiteral("There is no file."));
    QCOMPARE(child<QPlainTextEdit>("sentEdit").toPlainText(), QStringLiteral("CREATE TABLE data"));
    child<QPushButton>("locateButton").click();
    QCOMPARE(locate.size(), 1);
    m_preview->setSource("bytes");
    QTRY_VERIFY(child<QTableView>("grid").isVisible());
    QVERIFY(!child<QLabel>("missingLabel").isVisible());
}

void TestTablePreview::changesNothingOfWhatWasSent()
{
    m_preview = std::make_unique<TablePreview>(
        *m_tables,
        TableOrder{.name = QStringLiteral("cities.csv"), .privateColumns = {QStringLiteral("city")}},
        TablePreview::Use::Look);
    m_preview->setSource("bytes");
    m_preview->show();
    QTRY_VERIFY(isRead());
    for (const char *name : {"delimiterComboBox", "encodingComboBox", "formComboBox", "headerComboBox"})
        QVERIFY2(!child<QComboBox>(name).isVisible(), name);
    QVERIFY(!child<QCheckBox>("copyCheckBox").isVisible());
    QVERIFY(!child<QCheckBox>("privateCheckBox").isEnabled());
    QVERIFY(child<QCheckBox>("privateCheckBox").isChecked());
    QVERIFY(child<QPushButton>("saveCsvButton").isEnabled());
    QVERIFY(!child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok));
}

void TestTablePreview::asksWhetherACopyIsKept()
{
    QVERIFY(!child<QCheckBox>("copyCheckBox").isVisible()); // what was pasted is kept anyway
    m_preview = std::make_unique<TablePreview>(
        *m_tables, TableOrder{.name = QStringLiteral("a.csv"), .path = QStringLiteral("/data/a.csv")});
    m_preview->setSource("bytes");
    m_preview->show();
    QTRY_VERIFY(isRead());
    QVERIFY(child<QCheckBox>("copyCheckBox").isVisible());
    QVERIFY(child<QCheckBox>("copyCheckBox").isChecked());
    child<QCheckBox>("copyCheckBox").click();
    QSignalSpy chosen(m_preview.get(), &TablePreview::tableChosen);
    QTRY_VERIFY(child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->isEnabled());
    child<QDialogButtonBox>("buttonBox").button(QDialogButtonBox::Ok)->click();
    QVERIFY(!chosen[0][0].value<TableOrder>().keepsCopy);
}

void TestTablePreview::modelIsSound()
{
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable(FakeTables::table());
    QCOMPARE(model.rowCount(), 4);
    model.setRows(std::make_shared<const RowList>(RowList{3, 1}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Rome"));
    QCOMPARE(model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("4"));
    model.setRows(nullptr);
    QCOMPARE(model.rowCount(), 4);
    model.setTable({});
    QCOMPARE(model.columnCount(), 0);
}

QTEST_MAIN(TestTablePreview)
#include "tst_tablepreview.moc"
