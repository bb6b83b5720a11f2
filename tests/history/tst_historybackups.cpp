// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historycopies.h"
#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

class TestHistoryBackups : public QObject {
    Q_OBJECT
private slots:
    void init();

    void makesOneADay();
    void copiesWhileItIsWritten();
    void restoresAndKeepsWhatWasThere();
    void restoresAnOlderVersion();
    void refusesToRestore_data();
    void refusesToRestore();
    void deletesOnlyCopies();
    void saysHowLargeEverythingIs();
    void namesWhatIsSuperfluous_data();
    void namesWhatIsSuperfluous();
    void knowsWhenOneIsDue_data();
    void knowsWhenOneIsDue();

private:
    QString folder() const { return m_temporary->path(); }
    ConversationId newConversation(const QString &title);
    QStringList titles();

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SqliteHistory> m_history;
};

void TestHistoryBackups::init()
{
    m_history.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

ConversationId TestHistoryBackups::newConversation(const QString &title)
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId(), title);
    m_history->save(conversation);
    return conversation.id;
}

QStringList TestHistoryBackups::titles()
{
    QStringList all;
    const auto listed = await(m_history->conversations({}));
    if (!listed)
        return {listed.error().detail};
    for (const Conversation &conversation : *listed)
        all.append(conversation.title);
    all.sort();
    return all;
}

void TestHistoryBackups::makesOneADay()
{
    QVERIFY(await(m_history->backups())->isEmpty()); // nothing was written yet
    newConversation(QStringLiteral("a"));
    QTRY_COMPARE(await(m_history->backups())->size(), 1);
    const Backup made = await(m_history->backups())->first();
    QCOMPARE(made.kind, Backup::Kind::Daily);
    QVERIFY(made.bytes > 4096);
    QVERIFY(qAbs(made.madeMs - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    QCOMPARE(QFile::permissions(copyPath(folder(), made.name)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    newConversation(QStringLiteral("b"));
    QCOMPARE(titles().size(), 2);
    m_history = std::make_unique<SqliteHistory>(folder());
    newConversation(QStringLiteral("c"));
    QCOMPARE(titles().size(), 3);
    QCOMPARE(await(m_history->backups())->size(), 1);
}

void TestHistoryBackups::copiesWhileItIsWritten()
{
    ConversationTree tree;
    tree.conversation = sampleConversation(m_history->nextConversationId());
    for (int i = 0; i < 2000; ++i) {
        tree.turns.append(
            makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {}, QString(2000, u'x'), i));
    }
    QVERIFY(await(m_history->insert(tree)));
    const auto copy = m_history->backUp();
    QList<QFuture<Result<Done>>> writes;
    for (int i = 0; i < 50; ++i)
        writes.append(m_history->save(sampleConversation(m_history->nextConversationId())));
    for (const auto &write : std::as_const(writes))
        QVERIFY(await(write));
    const auto made = await(copy);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    SQLite::Database file(copyPath(folder(), made->name).toStdString());
    QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    QCOMPARE(file.execAndGet("PRAGMA journal_mode").getString(), std::string("delete"));
    QCOMPARE(file.execAndGet("SELECT count(*) FROM turn").getInt(), 2000);
    QVERIFY(
        !QDir(backupFolder(folder())).entryList(QDir::Files).join(u' ').contains(QStringLiteral(".part")));
}

void TestHistoryBackups::restoresAndKeepsWhatWasThere()
{
    const ConversationId id = newConversation(QStringLiteral("early"));
    m_history->insert(makeUserTurn(m_history->nextTurnId(), id, {}, QStringLiteral("early words"), 1));
    const auto made = await(m_history->backUp());
    QVERIFY(made);
    const ConversationId late = newConversation(QStringLiteral("late"));
    QCOMPARE(titles(), QStringList({QStringLiteral("early"), QStringLiteral("late")}));
    QVERIFY(m_history->turn(await(m_history->open(id))->path.first().id)); // the window has a connection

    const Result<Done> restored = await(m_history->restoreBackup(made->name));
    QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
    QCOMPARE(titles(), QStringList({QStringLiteral("early")}));
    QVERIFY(!await(m_history->open(late)));
    const TurnId turn = await(m_history->open(id))->path.first().id;
    QCOMPARE(m_history->turn(turn)->text(), QStringLiteral("early words"));
    QCOMPARE(await(m_history->search({.words = QStringLiteral("early words")}))->hits.size(), 1);
    QVERIFY(m_history->nextTurnId().value > late.value); // still never used twice
    newConversation(QStringLiteral("after"));
    QCOMPARE(titles().size(), 2);

    QString before;
    const auto copies = await(m_history->backups());
    for (const Backup &copy : *copies) {
        if (copy.kind == Backup::Kind::BeforeRestore)
            before = copy.name;
    }
    QVERIFY(await(m_history->restoreBackup(before)));
    QCOMPARE(titles(), QStringList({QStringLiteral("early"), QStringLiteral("late")}));
}

void TestHistoryBackups::restoresAnOlderVersion()
{
    newConversation(QStringLiteral("now"));
    QCOMPARE(titles().size(), 1);
    QVERIFY(QDir().mkpath(backupFolder(folder())));
    makeFileOfVersion(1, backupFolder(folder()) + QStringLiteral("/history-daily-old.sqlite"));
    QVERIFY(await(m_history->restoreBackup(QStringLiteral("history-daily-old.sqlite"))));
    QCOMPARE(titles(), QStringList({QStringLiteral("Sales in March")}));
    QVERIFY(await(m_history->save(Folder{m_history->nextFolderId(), QStringLiteral("new table")})));
}

void TestHistoryBackups::refusesToRestore_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QStringLiteral("history-daily-none.sqlite");
    QTest::newRow("elsewhere") << QStringLiteral("../history.sqlite");
    QTest::newRow("no database") << QStringLiteral("history-daily-text.sqlite");
    QTest::newRow("another's") << QStringLiteral("history-daily-foreign.sqlite");
    QTest::newRow("newer") << QStringLiteral("history-daily-newer.sqlite");
}

void TestHistoryBackups::refusesToRestore()
{
    QFETCH(const QString, name);
    newConversation(QStringLiteral("stays"));
    const auto made = await(m_history->backUp());
    QVERIFY(made);
    const QString good = copyPath(folder(), made->name);
    const auto path = [this](const char *file) { return backupFolder(folder()) + QLatin1String(file); };
    QVERIFY(QFile::copy(good, path("/history-daily-foreign.sqlite")));
    QVERIFY(QFile::copy(good, path("/history-daily-newer.sqlite")));
    SQLite::Database(path("/history-daily-foreign.sqlite").toStdString(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA application_id = 7");
    SQLite::Database(path("/history-daily-newer.sqlite").toStdString(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version = 1000");
    QFile text(path("/history-daily-text.sqlite"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("This is a text. ") > 0);
    text.close();

    const Result<Done> restored = await(m_history->restoreBackup(name));
    QVERIFY(!restored);
    QVERIFY(!restored.error().userText.isEmpty());
    QCOMPARE(titles(), QStringList({QStringLiteral("stays")}));
}

void TestHistoryBackups::deletesOnlyCopies()
{
    newConversation(QStringLiteral("stays"));
    // The day's first write makes one by itself; asking for another could be too late to be the same.
    QTRY_COMPARE(await(m_history->backups())->size(), 1);
    const QString made = await(m_history->backups())->first().name;
    QVERIFY(!await(m_history->deleteBackups({QStringLiteral("../history.sqlite")})));
    QVERIFY(!await(m_history->deleteBackups({QStringLiteral("history.sqlite")})));
    QVERIFY(QFile::exists(historyPath(folder())));
    QVERIFY(await(m_history->deleteBackups({made})));
    QVERIFY(await(m_history->backups())->isEmpty());
}

void TestHistoryBackups::saysHowLargeEverythingIs()
{
    const ConversationId id = newConversation(QStringLiteral("a"));
    m_history->insert(makeUserTurn(m_history->nextTurnId(), id, {}, QStringLiteral("b"), 1));
    QVERIFY(await(m_history->backUp()));
    QVERIFY(QDir().mkpath(folder() + QStringLiteral("/attachments/ab")));
    QFile attached(folder() + QStringLiteral("/attachments/ab/file"));
    QVERIFY(attached.open(QIODevice::WriteOnly) && attached.write("12345") == 5);
    attached.close();
    const auto sizes = await(m_history->sizes());
    QVERIFY(sizes);
    QCOMPARE(sizes->folder, folder());
    QCOMPARE(sizes->attachments, 5);
    QVERIFY(sizes->history > 4096);
    QVERIFY(sizes->backups > 4096);
    QCOMPARE(sizes->conversations, 1);
    QCOMPARE(sizes->turns, 1);
}

void TestHistoryBackups::namesWhatIsSuperfluous_data()
{
    QTest::addColumn<QList<int>>("daysAgo");
    QTest::addColumn<QList<int>>("gone");
    QTest::newRow("none") << QList<int>{} << QList<int>{};
    QTest::newRow("five days") << QList<int>{0, 1, 2, 3, 4} << QList<int>{};
    QTest::newRow("a sixth") << QList<int>{0, 1, 2, 3, 4, 5} << QList<int>{5};
    QTest::newRow("weeks") << QList<int>{0, 1, 2, 3, 4, 11, 12, 18, 25, 32, 39} << QList<int>{12, 39};
    QTest::newRow("seldom used") << QList<int>{0, 30, 60, 90, 120, 150} << QList<int>{};
}

void TestHistoryBackups::namesWhatIsSuperfluous()
{
    QFETCH(const QList<int>, daysAgo);
    QFETCH(const QList<int>, gone);
    QList<Backup> copies;
    for (const int days : daysAgo)
        copies.append({QString::number(days), Backup::Kind::Daily, -86'400'000LL * days, 1});
    copies.append({QStringLiteral("stays"), Backup::Kind::BeforeMigration, 0, 1});
    QStringList names;
    for (const int days : gone)
        names.append(QString::number(days));
    QCOMPARE(superfluousCopies(copies), names);
}

void TestHistoryBackups::knowsWhenOneIsDue_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("hoursAgo");
    QTest::addColumn<bool>("due");
    QTest::newRow("this morning") << int(Backup::Kind::Daily) << 5.0 << false;
    QTest::newRow("yesterday") << int(Backup::Kind::Daily) << 24.5 << true;
    QTest::newRow("the clock was set back") << int(Backup::Kind::Daily) << -100.0 << true;
    QTest::newRow("of another kind") << int(Backup::Kind::BeforeRestore) << 1.0 << true;
}

void TestHistoryBackups::knowsWhenOneIsDue()
{
    QFETCH(const int, kind);
    QFETCH(const double, hoursAgo);
    QFETCH(const bool, due);
    const qint64 now = 1'700'000'000'000;
    const Backup copy{{}, Backup::Kind(kind), now - qint64(hoursAgo * 3'600'000), 1};
    QCOMPARE(isDailyCopyDue({copy}, now), due);
    QVERIFY(isDailyCopyDue({}, now));
}

QTEST_GUILESS_MAIN(TestHistoryBackups)
#include "tst_historybackups.moc"
