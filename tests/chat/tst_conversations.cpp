// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "conversationdrag.h"
#include "conversations.h"
#include "whenfinished.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestConversations : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void listsWhatIsNotInTheTrash();
    void branchCopiesThePathUpToATurn();
    void aTemporaryConversationIsInNoListUntilKept();
    void marksUnreadWhatNobodyWatched();
    void filesAndKeepsIt();
    void deletesSeveralAndUndoes();
    void restoresNothingThatWasErased();
    void restoresFromTheTrashAfterARestart();
    void dropsIntoAFolder();
    void removingAFolderKeepsItsConversations();
    void aNewConversationGoesIntoTheShownFolder();

private:
    ChatSession *talked(const QString &question);
    void restart();

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<Conversations> m_conversations;
};

void TestConversations::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    restart();
}

void TestConversations::cleanup()
{
    m_conversations.reset();
}

void TestConversations::restart()
{
    m_conversations = std::make_unique<Conversations>(m_fixture->services(), m_fixture->settings);
    QSignalSpy loaded(m_conversations.get(), &Conversations::loaded);
    m_conversations->load();
    QVERIFY(loaded.wait());
}

ChatSession *TestConversations::talked(const QString &question)
{
    ChatSession *session = m_conversations->create(QStringLiteral("demo/quick"));
    const bool isAnswered = session->send(question).ok() && m_fixture->answer(QStringLiteral("Answer"));
    return isAnswered ? session : nullptr;
}

void TestConversations::listsWhatIsNotInTheTrash()
{
    const ConversationId first = talked(QStringLiteral("one"))->conversation().id;
    const ConversationId second = talked(QStringLiteral("two"))->conversation().id;
    m_conversations->file({second}, {.isArchived = true});
    m_conversations->remove({first});
    restart();
    QVERIFY(!m_conversations->index().find(first));
    QVERIFY(m_conversations->index().find(second)->filing.isArchived);
    QVERIFY(!m_conversations->session(first));
}

void TestConversations::branchCopiesThePathUpToATurn()
{
    ChatSession *session = talked(QStringLiteral("one"));
    QVERIFY(session->send(QStringLiteral("two")).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("Second")));
    ConversationId made;
    whenFinished(m_conversations->branch(session->conversation().id, session->turns().summary(1).id), this,
                 [&made](const Result<ConversationId> &result) { made = result.value(); });
    QVERIFY(ChatFixture::runUntil([&made] { return made.isValid(); }));
    ChatSession *branch = m_conversations->session(made);
    QVERIFY(ChatFixture::runUntil([branch] { return branch->isLoaded(); }));
    QCOMPARE(branch->turns().rowCount(), 2);
    QCOMPARE(branch->turns().turn(1).text(), QStringLiteral("Answer"));
    QVERIFY(branch->turns().summary(0).id != session->turns().summary(0).id);
    QCOMPARE(branch->conversation().title, QStringLiteral("one (branch)"));
    QCOMPARE(session->turns().rowCount(), 4);
    QVERIFY(m_conversations->index().find(made));
}

void TestConversations::aTemporaryConversationIsInNoListUntilKept()
{
    ChatSession *session = m_conversations->createTemporary(QStringLiteral("demo/quick"));
    const ConversationId id = session->conversation().id;
    QVERIFY(session->send(QStringLiteral("between us")).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("Yes")));
    QVERIFY(!m_conversations->index().find(id));
    QCOMPARE(m_fixture->history.inMemory, QList<ConversationId>({id}));
    QCOMPARE(m_conversations->session(id), session);
    QVERIFY(m_conversations->create(QStringLiteral("demo/quick")) != session);

    m_conversations->keep(id);
    QVERIFY(!m_conversations->isTemporary(id));
    QVERIFY(m_fixture->history.inMemory.isEmpty());
    QCOMPARE(m_conversations->index().find(id)->title, QStringLiteral("between us"));
}

void TestConversations::marksUnreadWhatNobodyWatched()
{
    QObject window;
    const ConversationId seen = talked(QStringLiteral("one"))->conversation().id;
    QVERIFY(m_conversations->index().find(seen)->filing.isUnread);
    m_conversations->watch(&window, seen);
    QVERIFY(!m_conversations->index().find(seen)->filing.isUnread);
    QVERIFY(!m_fixture->history.kept.at(seen).filing.isUnread);
    QVERIFY(m_conversations->session(seen)->send(QStringLiteral("more")).ok());
    QVERIFY(m_fixture->answer(QStringLiteral("More")));
    QVERIFY(!m_conversations->index().find(seen)->filing.isUnread);
}

void TestConversations::filesAndKeepsIt()
{
    ChatSession *session = talked(QStringLiteral("one"));
    const ConversationId id = session->conversation().id;
    m_conversations->file({id}, {.isPinned = true});
    session->setTitle(QStringLiteral("named"));
    QVERIFY2(m_conversations->index().find(id)->filing.isPinned, "a session's save does not unpin");
    restart();
    QVERIFY(m_conversations->index().find(id)->filing.isPinned);
    QCOMPARE(m_conversations->index().find(id)->title, QStringLiteral("named"));
}

void TestConversations::deletesSeveralAndUndoes()
{
    const ConversationId first = talked(QStringLiteral("one"))->conversation().id;
    const ConversationId second = talked(QStringLiteral("two"))->conversation().id;
    QSignalSpy removed(m_conversations.get(), &Conversations::removed);
    m_conversations->remove({first, second});
    QCOMPARE(removed.count(), 2);
    QVERIFY(m_conversations->index().all().isEmpty());
    QCOMPARE(int(m_fixture->history.removed.size()), 2);
    QVERIFY(m_conversations->canRestore({first, second}));
    m_conversations->restore({first, second});
    QVERIFY(!m_conversations->canRestore({first, second}));
    QCOMPARE(m_conversations->index().all().size(), 2);
    QVERIFY(m_fixture->history.removed.empty());
    QVERIFY(m_conversations->session(first));
}

void TestConversations::restoresNothingThatWasErased()
{
    const ConversationId id = talked(QStringLiteral("one"))->conversation().id;
    m_conversations->remove({id});
    m_conversations->erase({id});
    QVERIFY(!m_conversations->canRestore({id}));
}

void TestConversations::restoresFromTheTrashAfterARestart()
{
    const ConversationId id = talked(QStringLiteral("one"))->conversation().id;
    m_conversations->remove({id});
    restart();
    m_conversations->restore({id});
    QVERIFY(ChatFixture::runUntil([this, id] { return m_conversations->index().find(id) != nullptr; }));
}

void TestConversations::dropsIntoAFolder()
{
    FolderListModel &folders = m_conversations->folders();
    QAbstractItemModelTester tester(&folders);
    const ConversationId id = talked(QStringLiteral("one"))->conversation().id;
    const FolderId folder = folders.add(QStringLiteral(" Taxes  2026 "));
    QCOMPARE(folders.index(1).data().toString(), QStringLiteral("Taxes 2026"));
    const auto dragged = draggedConversations({id});
    folders.dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, folders.index(1));
    QCOMPARE(m_conversations->index().find(id)->filing.folder, folder);
    folders.dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, folders.index(folders.archiveRow()));
    QVERIFY(m_conversations->index().find(id)->filing.isArchived);
    QCOMPARE(m_conversations->index().find(id)->filing.folder, folder);
    folders.dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, folders.index(0));
    QCOMPARE(m_conversations->index().find(id)->filing, Filing{.isUnread = true});
    QVERIFY(!folders.canDropMimeData(dragged.get(), Qt::MoveAction, -1, -1, {}));
}

void TestConversations::removingAFolderKeepsItsConversations()
{
    FolderListModel &folders = m_conversations->folders();
    const ConversationId id = talked(QStringLiteral("one"))->conversation().id;
    const FolderId folder = folders.add(QStringLiteral("Taxes"));
    m_conversations->file({id}, {.folder = folder});
    folders.rename(folder, QStringLiteral("Money"));
    QCOMPARE(m_fixture->history.keptFolders, QList<Folder>({{folder, QStringLiteral("Money")}}));
    folders.remove(folder);
    QVERIFY(m_fixture->history.keptFolders.isEmpty());
    QVERIFY(!m_conversations->index().find(id)->filing.folder.isValid());
}

void TestConversations::aNewConversationGoesIntoTheShownFolder()
{
    const FolderId folder = m_conversations->folders().add(QStringLiteral("Taxes"));
    ChatSession *plain = m_conversations->create(QStringLiteral("demo/quick"));
    ChatSession *filed = m_conversations->create(QStringLiteral("demo/quick"), folder);
    QVERIFY(plain != filed);
    QCOMPARE(m_conversations->create(QStringLiteral("demo/quick"), folder), filed);
    filed->setDraft(QStringLiteral("begun"));
    QVERIFY(ChatFixture::runUntil([&] { return m_conversations->index().find(filed->conversation().id); }));
    QCOMPARE(m_conversations->index().find(filed->conversation().id)->filing.folder, folder);
}

QTEST_GUILESS_MAIN(TestConversations)
#include "tst_conversations.moc"
