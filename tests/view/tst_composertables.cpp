// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/attachmentbar.h"
#include "composer/composer.h"
#include "composer/messageedit.h"
#include "composer/pastedtable.h"
#include "fakeattachments.h"
#include "faketables.h"
#include "table/tablepreview.h"
#include "viewfixture.h"

#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tabletalk;

namespace {

const QString kCells = QStringLiteral("city\tsize\nBerlin\t3.7\nRome\t2.8\n");
const QString kCsv = QStringLiteral("city,size\nBerlin,3.7\nRome,2.8\n");

Attachment tableAttachment(TableForm form)
{
    Attachment attachment = FakeAttachments::document(QStringLiteral("Pasted table"));
    attachment.table = {.rows = 120, .columns = 5, .form = form, .order = {.name = attachment.name}};
    return attachment;
}

void paste(QPlainTextEdit &edit, std::unique_ptr<QMimeData> mime)
{
    struct Opened : QPlainTextEdit {
        using QPlainTextEdit::insertFromMimeData;
    };
    (edit.*(&Opened::insertFromMimeData))(mime.get());
}

} // namespace

class TestComposerTables : public QObject {
    Q_OBJECT
private slots:
    void init();
    void recognisesCells_data();
    void recognisesCells();
    void pastedCellsBecomeATable();
    void turnsBackToText();
    void textThatLooksLikeATableIsOffered();
    void keepsATemporaryTableInMemory();
    void longTextsBecomeAttachments();
    void undoTakesAPasteBack();
    void showsThatReadingTakesLong();
    void previewsAndReadsAgain();

private:
    AttachmentBar &bar() { return *m_composer->findChild<AttachmentBar *>(); }
    QPlainTextEdit &edit() { return *m_composer->findChild<QPlainTextEdit *>(); }
    QToolButton *button(const char *name)
    {
        return m_composer->findChild<QToolButton *>(QLatin1String(name));
    }
    void pasteCells();
    void pasteText(const QString &text);

    std::unique_ptr<FakeAttachments> m_service;
    std::unique_ptr<FakeTables> m_tables;
    std::unique_ptr<Composer> m_composer;
};

void TestComposerTables::init()
{
    m_composer.reset();
    m_service = std::make_unique<FakeAttachments>();
    m_tables = std::make_unique<FakeTables>();
    m_composer = std::make_unique<Composer>(m_service.get(), m_tables.get());
    m_composer->resize(600, 160);
    m_composer->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
}

void TestComposerTables::pasteCells()
{
    auto mime = std::make_unique<QMimeData>();
    mime->setText(kCells);
    mime->setHtml(QStringLiteral("<table><tr><td>city</td></tr></table>"));
    mime->setImageData(QImage(2, 2, QImage::Format_RGB32));
    paste(edit(), std::move(mime));
}

void TestComposerTables::pasteText(const QString &text)
{
    auto mime = std::make_unique<QMimeData>();
    mime->setText(text);
    paste(edit(), std::move(mime));
}

void TestComposerTables::recognisesCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("html");
    QTest::addColumn<bool>("isCalc");
    QTest::addColumn<QString>("mediaType");
    const QString table = QStringLiteral("<html><TABLE><tr><td>x</td></tr></TABLE></html>");
    QTest::newRow("spreadsheet") << kCells << table << true << QStringLiteral("text/html");
    QTest::newRow("page") << kCells << table << false << QStringLiteral("text/html");
    QTest::newRow("Calc without HTML")
        << kCells << QString() << true << QStringLiteral("text/tab-separated-values");
    QTest::newRow("text alone") << kCells << QString() << false << QString();
    QTest::newRow("HTML alone")
        << QString()
        << QStringLiteral("<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>")
        << false << QStringLiteral("text/html");
    QTest::newRow("an article alone")
        << QString() << QStringLiteral("<table><tr><td><p>One<p>Two<p>Three</td></tr></table>") << false
        << QString();
    QTest::newRow("one cell") << QStringLiteral("x") << table << true << QString();
    QTest::newRow("one row") << QStringLiteral("x\ty\n") << table << true << QString();
    QTest::newRow("an article with a table")
        << QStringLiteral("A\nB\nC\nD\nE\nx\ty\nz\tw\n") << table << false << QString();
}

void TestComposerTables::recognisesCells()
{
    QFETCH(QString, text);
    QFETCH(QString, html);
    QFETCH(bool, isCalc);
    QFETCH(QString, mediaType);
    QMimeData mime;
    if (!text.isEmpty())
        mime.setText(text);
    if (!html.isEmpty())
        mime.setHtml(html);
    if (isCalc)
        mime.setData(QStringLiteral("application/x-libreoffice-tsvc"), text.toUtf8());
    const std::optional<PastedTable> table = pastedTable(mime);
    QCOMPARE(table ? table->order.mediaType : QString(), mediaType);
    QCOMPARE(table.has_value(), AttachmentBar::canTake(mime));
    if (table)
        QCOMPARE(table->text, text);
}

void TestComposerTables::pastedCellsBecomeATable()
{
    pasteCells();
    QVERIFY(m_composer->text().isEmpty());
    QCOMPARE(m_service->orders.size(), 1);
    m_service->finish(0, tableAttachment(TableForm::Schema));
    QTRY_VERIFY(!bar().isReading());
    QStringList said;
    for (const QLabel *label : bar().findChildren<QLabel *>())
        said.append(label->text());
    const QString all = said.join(u' ');
    QVERIFY2(all.contains(QLatin1String("120 ")) && all.contains(QLatin1String("5 ")), qPrintable(all));
    QVERIFY(all.contains(QLatin1String("stay on this computer")));
}

void TestComposerTables::turnsBackToText()
{
    pasteCells();
    m_service->finish(0, tableAttachment(TableForm::Markdown));
    QTRY_VERIFY(!bar().isReading());
    QVERIFY(button("tableAsTextButton")->isVisible());
    button("tableAsTextButton")->click();
    QVERIFY(bar().isEmpty());
    QCOMPARE(m_composer->text(), kCells);
    // What cannot be read as one is text, too.
    m_composer->setText({});
    pasteCells();
    m_service->finish(1, Error{.kind = ErrorKind::AttachmentUnreadable, .userText = QStringLiteral("No.")});
    QTRY_COMPARE(m_composer->text(), kCells);
    QVERIFY(bar().isEmpty());
}

void TestComposerTables::textThatLooksLikeATableIsOffered()
{
    QToolButton *offer = button("useAsTableButton");
    auto mime = std::make_unique<QMimeData>();
    mime->setText(QStringLiteral("Just a sentence, that is all."));
    paste(edit(), std::move(mime));
    QVERIFY(!offer->isVisible());
    mime = std::make_unique<QMimeData>();
    mime->setText(kCsv);
    m_composer->setText(QStringLiteral("Which is larger? "));
    paste(edit(), std::move(mime));
    QCOMPARE(m_composer->text(), QStringLiteral("Which is larger? ") + kCsv);
    QVERIFY(offer->isVisible());
    offer->click();
    QVERIFY(!offer->isVisible());
    QCOMPARE(m_composer->text(), QStringLiteral("Which is larger? "));
    QCOMPARE(m_service->orders.size(), 1);
    // Gone with the text.
    m_composer->setText({});
    mime = std::make_unique<QMimeData>();
    mime->setText(kCsv);
    paste(edit(), std::move(mime));
    QVERIFY(offer->isVisible());
    m_composer->setText({});
    QVERIFY(!offer->isVisible());
}

void TestComposerTables::keepsATemporaryTableInMemory()
{
    m_composer->setTemporary(true);
    pasteCells();
    m_composer->setTemporary(false);
    pasteCells();
    QCOMPARE(m_service->keepings, (QList{Keeping::InMemory, Keeping::OnDisk}));
}

void TestComposerTables::longTextsBecomeAttachments()
{
    const QString prose = QStringLiteral("All happy families are alike. ").repeated(200);
    pasteText(prose.first(kLongestPaste));
    QCOMPARE(m_composer->text().size(), kLongestPaste);
    QVERIFY(bar().isEmpty());
    m_composer->setText({});
    pasteText(prose);
    QVERIFY(m_composer->text().isEmpty());
    QCOMPARE(m_service->names.size(), 1);
    Attachment read = FakeAttachments::document(QStringLiteral("Pasted text"));
    m_service->finish(0, read);
    QTRY_VERIFY(!bar().isReading());
    QVERIFY(button("tableAsTextButton")->isVisible());
    QVERIFY(!button("previewTableButton")->isVisible());
    button("tableAsTextButton")->click();
    QCOMPARE(m_composer->text(), prose);
    QVERIFY(bar().isEmpty());
    // And back.
    QTest::keySequence(&edit(), QKeySequence::Undo);
    QVERIFY(m_composer->text().isEmpty());
    QCOMPARE(m_composer->attachments(), QList<Attachment>{read});
    // A long table stays text, which can be made one.
    pasteText(kCsv + QStringLiteral("Oslo,0.7\n").repeated(500));
    QVERIFY(!m_composer->text().isEmpty());
    QVERIFY(button("useAsTableButton")->isVisible());
}

void TestComposerTables::undoTakesAPasteBack()
{
    m_composer->setText(QStringLiteral("Which?"));
    pasteCells();
    QVERIFY(!bar().isEmpty());
    QTest::keySequence(&edit(), QKeySequence::Undo);
    QVERIFY(bar().isEmpty());
    QCOMPARE(m_composer->text(), QStringLiteral("Which?"));
    // "Use as table"
    m_composer->setText({});
    pasteText(kCsv);
    button("useAsTableButton")->click();
    QVERIFY(!bar().isEmpty());
    QTest::keySequence(&edit(), QKeySequence::Undo);
    QVERIFY(bar().isEmpty());
    QCOMPARE(m_composer->text(), kCsv);
    QVERIFY(button("useAsTableButton")->isVisible());
    // What was typed since is undone first.
    pasteCells();
    QTest::keyClicks(&edit(), QStringLiteral("x"));
    QTest::keySequence(&edit(), QKeySequence::Undo);
    QVERIFY(!bar().isEmpty());
}

void TestComposerTables::showsThatReadingTakesLong()
{
    pasteCells();
    auto *progress = bar().findChild<QProgressBar *>();
    QVERIFY(!progress->isVisible());
    QTRY_VERIFY(progress->isVisible());
    m_service->finish(0, tableAttachment(TableForm::Schema));
    QTRY_VERIFY(!progress->isVisible());
}

void TestComposerTables::previewsAndReadsAgain()
{
    pasteCells();
    const Attachment attachment = tableAttachment(TableForm::Markdown);
    m_service->kept.insert(attachment.sha256, kCsv.toUtf8());
    m_service->finish(0, attachment);
    QTRY_VERIFY(!bar().isReading());
    button("previewTableButton")->click();
    QTRY_VERIFY(m_composer->findChild<TablePreview *>());
    auto *preview = m_composer->findChild<TablePreview *>();
    QSignalSpy chosen(preview, &TablePreview::tableChosen);
    TableOrder order = attachment.table->order;
    order.form = TableForm::Schema;
    emit preview->tableChosen(order);
    QTRY_COMPARE(m_service->orders.size(), 2);
    QCOMPARE(m_service->orders.last(), order);
    QVERIFY(bar().isReading());
    m_service->finish(1, tableAttachment(TableForm::Schema));
    QTRY_COMPARE(m_composer->attachments().size(), 1);
    QCOMPARE(m_composer->attachments().first().table->form, TableForm::Schema);
}

QTEST_MAIN(TestComposerTables)
#include "tst_composertables.moc"
