// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/conversationsidebar.h"
#include "sidebar/trashdialog.h"
#include "viewfixture.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace tabletalk;

//! The side bar and the trash that belongs to it.
class TestConversationSidebar : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void enterOpensAndDeleteDeletesAllThatIsSelected();
    void aPressBesideTheRowsLeavesTheMark();
    void renamesInPlace();
    void theContextMenuFilesAllThatIsSelected();
    void aFolderShowsItsOwnAndIsDeletedWithUndo();
    void restoresFromTheTrash();
    void erasingAsksAndNamesTheBackupsThatStillHoldIt();
    void tenThousandAreListedAtOnce();

private:
    void keep(qint64 id, const QString &title, qint64 changedMs);
    void load();
    QListView *list() { return named<QListView>(*m_sidebar, QLatin1String("Conversations")); }
    QListView *folders() { return named<QListView>(*m_sidebar, QLatin1String("Folders")); }
    void choose(const QString &action);

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<ConversationSidebar> m_sidebar;
};

void TestConversationSidebar::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    keep(1, QStringLiteral("First"), 10);
    keep(2, QStringLiteral("Second"), 20);
    keep(3, QStringLiteral("Third"), 30);
    load();
    m_sidebar = std::make_unique<ConversationSidebar>(m_fixture->conversations, m_fixture->settings);
    m_sidebar->resize(260, 600);
    m_sidebar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_sidebar.get()));
}

void TestConversationSidebar::cleanup()
{
    m_sidebar.reset();
    m_fixture.reset();
}

void TestConversationSidebar::keep(qint64 id, const QString &title, qint64 changedMs)
{
    Conversation conversation;
    conversation.id = {id};
    conversation.title = title;
    conversation.changedMs = changedMs;
    m_fixture->history.kept[conversation.id] = conversation;
}

void TestConversationSidebar::load()
{
    QSignalSpy loaded(&m_fixture->conversations, &Conversations::loaded);
    m_fixture->conversations.load();
    QVERIFY(loaded.wait());
}

void TestConversationSidebar::choose(const QString &action)
{
    const auto menus = m_sidebar->findChildren<QMenu *>();
    for (QMenu *menu : menus) {
        for (QAction *one : menu->actions()) {
            if (one->text() == action) {
                one->trigger();
                return;
            }
        }
    }
    QFAIL(qPrintable(action + QStringLiteral(" is in no menu")));
}

void TestConversationSidebar::enterOpensAndDeleteDeletesAllThatIsSelected()
{
    QSignalSpy opened(m_sidebar.get(), &ConversationSidebar::opened);
    QSignalSpy deleted(m_sidebar.get(), &ConversationSidebar::deleteRequested);
    m_sidebar->setCurrent({2});
    QCOMPARE(opened.count(), 0);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].value<ConversationId>(), ConversationId{2});
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(deleted[0][0].value<QList<ConversationId>>().size(), 2);
}

void TestConversationSidebar::aPressBesideTheRowsLeavesTheMark()
{
    m_sidebar->setCurrent({2});
    const QModelIndex open = list()->currentIndex();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      QPoint(20, list()->viewport()->height() - 5)); // below the three
    QTRY_VERIFY(list()->selectionModel()->isSelected(open));
    QCOMPARE(list()->currentIndex(), open);
    // What is deleted is not marked again.
    m_fixture->conversations.remove({{2}});
    m_sidebar->setCurrent({3});
    QCoreApplication::processEvents();
    QCOMPARE(list()->selectionModel()->selectedIndexes().size(), 1);
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Third"));
}

void TestConversationSidebar::renamesInPlace()
{
    m_sidebar->setCurrent({2});
    m_sidebar->renameCurrent();
    auto *editor = named<QLineEdit>(*m_sidebar, QLatin1String("Title"));
    QVERIFY(editor);
    editor->setText(QStringLiteral("Better"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_fixture->conversations.index().find({2})->title, QStringLiteral("Better"));
}

void TestConversationSidebar::theContextMenuFilesAllThatIsSelected()
{
    list()->selectAll();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), list()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(list(), &event);
    choose(QStringLiteral("Pin"));
    for (const ConversationIndex::Entry &conversation : m_fixture->conversations.index().all())
        QVERIFY(conversation->filing.isPinned);
    QCOMPARE(m_fixture->history.journal.filter(QStringLiteral("file")).size(), 1);
}

void TestConversationSidebar::aFolderShowsItsOwnAndIsDeletedWithUndo()
{
    const FolderId folder = m_fixture->conversations.folders().add(QStringLiteral("Taxes"));
    m_fixture->conversations.file({{2}}, {.folder = folder});
    folders()->setCurrentIndex(folders()->model()->index(1, 0));
    QCOMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(m_sidebar->shownFolder(), folder);

    std::function<void()> undo;
    connect(m_sidebar.get(), &ConversationSidebar::undoable, this,
            [&undo](const QString &, const std::function<void()> &back) { undo = back; });
    QTest::keyClick(folders(), Qt::Key_Delete);
    QCOMPARE(folders()->model()->rowCount(), 2);
    QVERIFY(undo);
    undo();
    QCOMPARE(folders()->model()->rowCount(), 3);
    QVERIFY(m_fixture->conversations.index().find({2})->filing.folder.isValid());
}

void TestConversationSidebar::restoresFromTheTrash()
{
    m_fixture->conversations.remove({{1}, {2}});
    TrashDialog trash(m_fixture->conversations, m_fixture->history, m_fixture->backups);
    trash.show();
    auto *tree = named<QTreeWidget>(trash, QLatin1String("Deleted conversations"));
    QTRY_COMPARE(tree->topLevelItemCount(), 2);
    QCOMPARE(tree->topLevelItem(0)->text(2), QStringLiteral("30 days"));
    tree->clearSelection();
    tree->topLevelItem(1)->setSelected(true);
    QTest::mouseClick(trash.findChild<QPushButton *>(QStringLiteral("restoreButton")), Qt::LeftButton);
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    QCOMPARE(m_fixture->conversations.index().all().size(), 2);
}

void TestConversationSidebar::erasingAsksAndNamesTheBackupsThatStillHoldIt()
{
    m_fixture->history.copies = {QStringLiteral("yesterday.sqlite")};
    m_fixture->backups.kept = {{QStringLiteral("yesterday.sqlite"), Backup::Kind::Daily, 1, 1},
                               {QStringLiteral("older.sqlite"), Backup::Kind::Daily, 0, 1}};
    m_fixture->conversations.remove({{1}});
    TrashDialog trash(m_fixture->conversations, m_fixture->history, m_fixture->backups);
    trash.show();
    auto *tree = named<QTreeWidget>(trash, QLatin1String("Deleted conversations"));
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    QTest::mouseClick(trash.findChild<QPushButton *>(QStringLiteral("eraseButton")), Qt::LeftButton);
    const auto agree = [&trash](const QString &name) {
        const auto *box = trash.findChild<QMessageBox *>(name);
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        }
    };
    QVERIFY(trash.findChild<QMessageBox *>(QStringLiteral("eraseMessageBox")));
    QVERIFY(m_fixture->history.kept.contains({1}));
    agree(QStringLiteral("eraseMessageBox"));
    QTRY_COMPARE(tree->topLevelItemCount(), 0);
    QVERIFY(!m_fixture->history.kept.contains({1}));

    QTRY_VERIFY(trash.findChild<QMessageBox *>(QStringLiteral("backupsMessageBox")));
    QVERIFY(trash.findChild<QMessageBox *>(QStringLiteral("backupsMessageBox"))
                ->informativeText()
                .contains(QStringLiteral("yesterday.sqlite, made ")));
    agree(QStringLiteral("backupsMessageBox"));
    QCOMPARE(m_fixture->backups.kept.size(), 1);
}

void TestConversationSidebar::tenThousandAreListedAtOnce()
{
    for (int id = 10; id < 10'010; ++id)
        keep(id, QStringLiteral("Conversation %1").arg(id), qint64(id) * 86'400'000);
    load();
    QCOMPARE(list()->model()->rowCount(), 10'003);
    list()->scrollToBottom();
    QVERIFY(list()->visualRect(list()->model()->index(10'002, 0)).intersects(list()->viewport()->rect()));
}

QTEST_MAIN(TestConversationSidebar)
#include "tst_conversationsidebar.moc"
