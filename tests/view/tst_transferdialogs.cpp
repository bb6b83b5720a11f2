// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketransfer.h"
#include "transfer/exportdialog.h"
#include "transfer/importdialog.h"
#include "viewfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace tabletalk;

class TestTransferDialogs : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void exportsWhatWasChosenOrEverything();
    void severalMakeAFileEachButJsonOne();
    void exportSaysWhatCameOfIt();
    void exportCanBeCancelled();
    void importShowsWhatWasRead();
    void importAddsWhatWasRead();
    void importNamesAFileThatCannotBeRead();
    void importStopsWhenTheDiskIsFull();

private:
    static QPushButton *button(QWidget &dialog, const char *name)
    {
        return dialog.findChild<QPushButton *>(QLatin1String(name));
    }
    static QString status(QWidget &dialog)
    {
        return dialog.findChild<QLabel *>(QStringLiteral("statusLabel"))->text();
    }
    static ImportedConversations reportOf(int count)
    {
        ImportedConversations report;
        report.format = ImportFormat::ChatGpt;
        report.trees.resize(count);
        return report;
    }

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<FakeTransfer> m_transfer;
    std::unique_ptr<ConversationIndex> m_index;
    std::unique_ptr<ExportDialog> m_export;
    std::unique_ptr<ImportDialog> m_import;
};

void TestTransferDialogs::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_transfer = std::make_unique<FakeTransfer>();
    m_index = std::make_unique<ConversationIndex>();
    for (int i = 1; i <= 3; ++i) {
        Conversation conversation;
        conversation.id = {i};
        conversation.title = QStringLiteral("Title %1").arg(i);
        conversation.createdMs = i;
        m_index->put(conversation);
    }
    m_export = std::make_unique<ExportDialog>(*m_transfer, *m_index);
    m_import = std::make_unique<ImportDialog>(*m_transfer, m_fixture->conversations);
}

void TestTransferDialogs::cleanup()
{
    m_import.reset();
    m_export.reset();
    m_index.reset();
    m_transfer.reset();
    m_fixture.reset();
}

void TestTransferDialogs::exportsWhatWasChosenOrEverything()
{
    m_export->begin({{2}});
    m_export->exportTo(QStringLiteral("one.md"));
    QCOMPARE(m_transfer->orders.back().conversations, QList<ConversationId>({{2}}));
    QCOMPARE(m_transfer->orders.back().format, ExportFormat::Markdown);
    FakeTransfer::finish<ExportReport>(m_transfer->exporting, ExportReport{.conversations = 1});
    QTRY_VERIFY(button(*m_export, "exportButton")->isEnabled());

    auto *scope = m_export->findChild<QComboBox *>(QStringLiteral("scopeComboBox"));
    QCOMPARE(scope->itemText(0), QStringLiteral("“Title 2”"));
    scope->setCurrentIndex(1);
    m_export->findChild<QComboBox *>(QStringLiteral("formatComboBox"))->setCurrentIndex(3);
    m_export->exportTo(QStringLiteral("all.json"));
    QCOMPARE(m_transfer->orders.back().conversations, QList<ConversationId>({{1}, {2}, {3}}));
    QCOMPARE(m_transfer->orders.back().format, ExportFormat::Json);
}

void TestTransferDialogs::severalMakeAFileEachButJsonOne()
{
    const auto *explanation = m_export->findChild<QLabel *>(QStringLiteral("explanationLabel"));
    auto *format = m_export->findChild<QComboBox *>(QStringLiteral("formatComboBox"));
    m_export->begin({{1}, {2}});
    QVERIFY(explanation->text().contains(QStringLiteral("a file of its own")));
    format->setCurrentIndex(3);
    QVERIFY(!explanation->text().contains(QStringLiteral("a file of its own")));
    QVERIFY(explanation->text().contains(QStringLiteral("no key")));
}

void TestTransferDialogs::exportSaysWhatCameOfIt()
{
    m_export->begin({{1}});
    m_export->exportTo(QStringLiteral("folder/one.md"));
    FakeTransfer::finish<ExportReport>(
        m_transfer->exporting,
        ExportReport{.conversations = 1, .problems = {QStringLiteral("A is missing.")}});
    QTRY_VERIFY(status(*m_export).startsWith(QStringLiteral("The conversation was exported to folder.")));
    QVERIFY(status(*m_export).contains(QStringLiteral("A is missing.")));
    m_export->exportTo(QStringLiteral("folder/one.md"));
    FakeTransfer::finish<ExportReport>(
        m_transfer->exporting,
        Error{.kind = ErrorKind::StorageFailed, .userText = QStringLiteral("The disk is full.")});
    QTRY_COMPARE(status(*m_export), QStringLiteral("Nothing was exported. The disk is full."));
}

void TestTransferDialogs::exportCanBeCancelled()
{
    m_export->begin({{1}});
    m_export->exportTo(QStringLiteral("one.md"));
    QVERIFY(!button(*m_export, "cancelButton")->isHidden());
    button(*m_export, "cancelButton")->click();
    QVERIFY(m_transfer->exporting->isCanceled());
    m_transfer->exporting->finish();
    QTRY_VERIFY(status(*m_export).startsWith(QStringLiteral("The export was cancelled.")));
    QVERIFY(button(*m_export, "exportButton")->isEnabled());
}

void TestTransferDialogs::importShowsWhatWasRead()
{
    m_import->begin({QStringLiteral("a/first.json"), QStringLiteral("second.zip")});
    QVERIFY(!button(*m_import, "importButton")->isEnabled());
    ImportedConversations first = reportOf(2);
    first.problems = {QStringLiteral("X: left out")};
    first.moreProblems = 7;
    FakeTransfer::finish<ImportedConversations>(m_transfer->reading, first);
    QTRY_COMPARE(m_transfer->paths.size(), 2);
    FakeTransfer::finish<ImportedConversations>(m_transfer->reading, reportOf(1));
    QTRY_COMPARE(status(*m_import), QStringLiteral("3 conversations can be imported."));
    const auto *tree = m_import->findChild<QTreeWidget *>();
    QCOMPARE(tree->topLevelItemCount(), 2);
    QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("first.json"));
    QCOMPARE(tree->topLevelItem(0)->text(1), QStringLiteral("ChatGPT, from the documented shape"));
    QCOMPARE(tree->topLevelItem(0)->text(2), QStringLiteral("2"));
    QCOMPARE(m_import->findChild<QPlainTextEdit *>()->toPlainText(),
             QStringLiteral("first.json: X: left out\nfirst.json: and 7 more."));
    QVERIFY(m_transfer->inserted.empty());
}

void TestTransferDialogs::importAddsWhatWasRead()
{
    m_import->begin({QStringLiteral("first.json")});
    FakeTransfer::finish<ImportedConversations>(m_transfer->reading, reportOf(2));
    QTRY_VERIFY(button(*m_import, "importButton")->isEnabled());
    button(*m_import, "importButton")->click();
    QCOMPARE(m_transfer->inserted.size(), size_t(1));
    m_transfer->inserting->setProgressRange(0, 2);
    m_transfer->inserting->setProgressValue(2);
    FakeTransfer::finish<Done>(m_transfer->inserting, Done{});
    QTRY_COMPARE(status(*m_import), QStringLiteral("2 conversations were imported."));
    QVERIFY(!button(*m_import, "importButton")->isEnabled()); // not twice
    QTRY_VERIFY(m_fixture->conversations.isLoaded());
}

void TestTransferDialogs::importNamesAFileThatCannotBeRead()
{
    m_import->begin({QStringLiteral("first.json")});
    FakeTransfer::finish<ImportedConversations>(
        m_transfer->reading,
        Error{.kind = ErrorKind::BadRequest, .userText = QStringLiteral("It is no JSON.")});
    QTRY_COMPARE(status(*m_import), QStringLiteral("There is nothing to import."));
    QCOMPARE(m_import->findChild<QPlainTextEdit *>()->toPlainText(),
             QStringLiteral("first.json: It is no JSON."));
    QVERIFY(!button(*m_import, "importButton")->isEnabled());
}

void TestTransferDialogs::importStopsWhenTheDiskIsFull()
{
    m_import->begin({QStringLiteral("first.json")});
    FakeTransfer::finish<ImportedConversations>(m_transfer->reading, reportOf(5));
    QTRY_VERIFY(button(*m_import, "importButton")->isEnabled());
    button(*m_import, "importButton")->click();
    m_transfer->inserting->setProgressRange(0, 5);
    m_transfer->inserting->setProgressValue(3);
    FakeTransfer::finish<Done>(m_transfer->inserting, Error{.kind = ErrorKind::StorageFull,
                                                            .userText = QStringLiteral("The disk is full.")});
    QTRY_COMPARE(status(*m_import),
                 QStringLiteral("The disk is full. 3 conversations were imported before."));
}

QTEST_MAIN(TestTransferDialogs)
#include "tst_transferdialogs.moc"
