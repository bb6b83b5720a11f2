// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

//! What is attached is found, and erased with what it was attached to.
class TestHistoryAttachments : public QObject {
    Q_OBJECT
private slots:
    void init();

    void isFoundByItsTextAndItsName();
    void anOlderFileIsIndexedAnew();
    void isErasedWithItsConversation_data();
    void isErasedWithItsConversation();
    void staysWhereItIsStillNeeded();
    void staysUntilTheCopiesAreDeleted();
    void aNameThatIsAPathRemovesNothing();

private:
    QString folder() const { return m_folder->path(); }
    Attachment attach(const QByteArray &bytes, const QString &name, const QString &text);
    Turn insert(ConversationId conversation, const QList<Attachment> &attachments);
    ConversationId newConversation();
    QStringList filesWith(const QByteArray &word) const;
    bool isKept(const Attachment &attachment) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteHistory> m_history;
};

void TestHistoryAttachments::init()
{
    m_history.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

Attachment TestHistoryAttachments::attach(const QByteArray &bytes, const QString &name, const QString &text)
{
    Attachment attachment;
    attachment.name = name;
    attachment.mediaType = QStringLiteral("text/plain");
    attachment.text = text;
    attachment.size = bytes.size();
    attachment.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    QDir().mkpath(folder() + QStringLiteral("/attachments"));
    write(folder() + QStringLiteral("/attachments/") + QString::fromLatin1(attachment.sha256), bytes);
    return attachment;
}

ConversationId TestHistoryAttachments::newConversation()
{
    const Conversation conversation =
        sampleConversation(m_history->nextConversationId(), QStringLiteral("untitled"));
    m_history->save(conversation);
    return conversation.id;
}

Turn TestHistoryAttachments::insert(ConversationId conversation, const QList<Attachment> &attachments)
{
    Turn turn =
        makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("see there"), 1, attachments);
    m_history->insert(turn);
    return turn;
}

//! All files of the data folder that hold a word.
QStringList TestHistoryAttachments::filesWith(const QByteArray &word) const
{
    QStringList files;
    for (QDirIterator all(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         all.hasNext();) {
        const QString path = all.next();
        if (contentOf(path).toLower().contains(word))
            files.append(path);
    }
    return files;
}

bool TestHistoryAttachments::isKept(const Attachment &attachment) const
{
    return QFile::exists(folder() + QStringLiteral("/attachments/") + QString::fromLatin1(attachment.sha256));
}

void TestHistoryAttachments::isFoundByItsTextAndItsName()
{
    const ConversationId id = newConversation();
    insert(id, {attach("x", QStringLiteral("Quarterly.csv"), QStringLiteral("zebra figures"))});
    insert(id, {});
    for (const char *words : {"zebra", "quarterly", "\"zebra figures\""}) {
        QVERIFY(await(m_history->conversations({})));
        const auto found = await(m_history->search({.words = QString::fromLatin1(words)}));
        QVERIFY(found);
        QCOMPARE(found->hits.size(), 1);
    }
    QVERIFY(await(m_history->search({.words = QStringLiteral("zebra")}))
                ->hits.first()
                .snippet.text.contains(QStringLiteral("zebra")));
}

void TestHistoryAttachments::anOlderFileIsIndexedAnew()
{
    m_history.reset();
    QVERIFY(QFile::remove(historyPath(folder())));
    makeFileOfVersion(4, historyPath(folder()));
    {
        SQLite::Database file(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE);
        // Turns that are in the index already, without what is attached.
        file.exec(
            "INSERT INTO step (turn, position, kind, progress, text, name, details)"
            " SELECT id, 900, 7, 0, 'giraffe', 'Zoo.txt', '{}' FROM turn WHERE search_entry IS NOT NULL");
        QVERIFY(file.execAndGet("SELECT count(*) FROM step WHERE kind = 7").getInt() > 0);
    }
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
    const auto hits = [this](const char *words) {
        const auto found = await(m_history->search({.words = QString::fromLatin1(words)}));
        return found && !found->isIndexing ? int(found->hits.size()) : -1;
    };
    QTRY_VERIFY(hits("giraffe") > 0);
    QVERIFY(hits("march") > 0);
    // What is taken out is what was put in.
    const auto conversations = await(m_history->conversations({}));
    QVERIFY(conversations);
    for (const Conversation &conversation : *conversations)
        QVERIFY(await(m_history->erase({conversation.id})));
    QCOMPARE(hits("giraffe"), 0);
    SQLite::Database file(historyPath(folder()).toStdString());
    file.exec("PRAGMA quick_check");
}

void TestHistoryAttachments::isErasedWithItsConversation_data()
{
    QTest::addColumn<bool>("isDraft");
    QTest::newRow("attached to a turn") << false;
    QTest::newRow("attached to a draft") << true;
}

void TestHistoryAttachments::isErasedWithItsConversation()
{
    QFETCH(const bool, isDraft);
    const ConversationId id = newConversation();
    const Attachment attached =
        attach("aqinbytes here", QStringLiteral("bqinname.txt"), QStringLiteral("cqintext there"));
    if (isDraft)
        QVERIFY(await(m_history->saveDraftAttachments(id, {attached})));
    else
        insert(id, {attached});
    QVERIFY(await(m_history->conversations({})));
    QVERIFY(!filesWith("aqinbytes").isEmpty());
    const auto copies = await(m_history->erase({id}));
    QVERIFY(copies);
    QVERIFY(await(m_history->deleteBackups(*copies)));
    for (const char *word : {"aqinbytes", "bqinname", "cqintext"})
        QVERIFY2(filesWith(word).isEmpty(), qPrintable(filesWith(word).join(u' ')));
}

void TestHistoryAttachments::staysWhereItIsStillNeeded()
{
    const Attachment shared = attach("shared", QStringLiteral("a.txt"), {});
    const Attachment drafted = attach("drafted", QStringLiteral("b.txt"), {});
    const Attachment alone = attach("alone", QStringLiteral("c.txt"), {});
    const ConversationId erased = newConversation();
    const ConversationId other = newConversation();
    insert(erased, {shared, drafted, alone});
    insert(other, {shared});
    QVERIFY(await(m_history->saveDraftAttachments(other, {drafted})));
    QVERIFY(await(m_history->deleteBackups(await(m_history->erase({erased})).value())));
    QVERIFY(isKept(shared));
    QVERIFY(isKept(drafted));
    QVERIFY(!isKept(alone));
}

void TestHistoryAttachments::staysUntilTheCopiesAreDeleted()
{
    const Attachment attached = attach("in a copy", QStringLiteral("a.txt"), {});
    const ConversationId id = newConversation();
    insert(id, {attached});
    const auto made = await(m_history->backUp());
    QVERIFY(made);
    const auto copies = await(m_history->erase({id}));
    QVERIFY(copies);
    QVERIFY(copies->contains(made->name));
    QVERIFY(isKept(attached));
    QVERIFY(await(m_history->deleteBackups(*copies)));
    QVERIFY(!isKept(attached));
}

void TestHistoryAttachments::aNameThatIsAPathRemovesNothing()
{
    Attachment outside = attach("x", QStringLiteral("a.txt"), {});
    outside.sha256 = "../precious";
    write(folder() + QStringLiteral("/precious"), "precious");
    const ConversationId id = newConversation();
    insert(id, {outside});
    QVERIFY(await(m_history->deleteBackups(await(m_history->erase({id})).value())));
    QVERIFY(QFile::exists(folder() + QStringLiteral("/precious")));
}

QTEST_GUILESS_MAIN(TestHistoryAttachments)
#include "tst_historyattachments.moc"
