// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "historyfiles.h"
#include "privatefile.h"
#include "samples.h"
#include "sqlitehistory.h"
#include "watchedvfs.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace tabletalk;

namespace {

//! What a whole history file is made of, for the tests to break.
ConversationId writeSomeHistory(const QString &folder)
{
    SqliteHistory history(folder);
    const Conversation conversation = sampleConversation(history.nextConversationId());
    history.save(conversation);
    TurnId parent;
    for (int i = 0; i < 200; ++i) {
        const Turn turn = makeUserTurn(history.nextTurnId(), conversation.id, parent, QString(400, u'a'), i);
        history.insert(turn);
        parent = turn.id;
    }
    return conversation.id;
}

QByteArray randomBytes(int count)
{
    QRandomGenerator generator(20260101);
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes.append(char(generator.bounded(256)));
    return bytes;
}

int modeOf(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 07777) : -1;
}

//! Works as another user while it lives, because to root every folder is writable.
class WithoutRootsRights {
public:
    explicit WithoutRootsRights(const QString &ownFolder)
    {
        constexpr uid_t kNobody = 65534;
        if (m_wasRoot && ::chown(QFile::encodeName(ownFolder).constData(), kNobody, kNobody) == 0)
            m_changed = ::seteuid(kNobody) == 0;
    }
    ~WithoutRootsRights()
    {
        if (m_changed && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    bool isPossible() const { return m_changed || !m_wasRoot; }

private:
    const bool m_wasRoot = ::geteuid() == 0;
    bool m_changed = false;
};

} // namespace

class TestHistoryTrouble : public QObject {
    Q_OBJECT
private slots:
    void init();

    void filesArePrivateFromTheStart();
    void anOpenFileLosesOthersRights();
    void makesTheFolderAndItsParents();
    void constructionTouchesNothing();

    void beginsAfreshWhenTheFileIsDamaged_data();
    void beginsAfreshWhenTheFileIsDamaged();
    void aSecondDamagedFileIsKeptToo();
    void damagedRowsShowAsText();
    void anEmptyFileIsANewHistory();
    void setsAnotherProgramsFileAside();

    void saysWhenItCannotOpen_data();
    void saysWhenItCannotOpen();
    void recoversWhenTheFolderBecomesUsable();
    void keepsACopyBeforeItMigrates();
    void readsANewerFileAndRefusesToWrite();
    void saysWhenANewerFileCannotBeRead();
    void saysWhenAnotherProgramHoldsTheFile();
    void saysWhenAWriteFails_data();
    void saysWhenAWriteFails();
    void twoProcessesWriteOneFile();

private:
    QString folder() const { return m_temporary->path() + QStringLiteral("/data"); }
    QString file() const { return historyPath(folder()); }
    QStringList setAside() const
    {
        return QDir(folder()).entryList({QStringLiteral("history-damaged-*.sqlite")}, QDir::Files);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
};

void TestHistoryTrouble::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
}

void TestHistoryTrouble::filesArePrivateFromTheStart()
{
    const mode_t before = ::umask(0);
    SqliteHistory history(folder());
    const Result<Done> saved = await(history.save(sampleConversation({1})));
    ::umask(before);
    QVERIFY(saved);
    QCOMPARE(modeOf(folder()), 0700);
    for (const char *suffix : {"", "-wal", "-shm"})
        QCOMPARE(modeOf(file() + QLatin1String(suffix)), 0600);
}

void TestHistoryTrouble::anOpenFileLosesOthersRights()
{
    writeSomeHistory(folder());
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    SqliteHistory history(folder());
    QVERIFY(await(history.start()));
    QCOMPARE(modeOf(file()), 0600);
}

void TestHistoryTrouble::makesTheFolderAndItsParents()
{
    const QString deep = m_temporary->path() + QStringLiteral("/a/b/ü c");
    SqliteHistory history(deep);
    QVERIFY(await(history.start()));
    QVERIFY(QFile::exists(historyPath(deep)));
    QCOMPARE(modeOf(deep), 0700);
}

void TestHistoryTrouble::constructionTouchesNothing()
{
    {
        SqliteHistory history(folder());
        QVERIFY(history.nextTurnId().isValid());
        QVERIFY(!history.turn({1}));
    }
    QVERIFY(!QFile::exists(folder()));
}

void TestHistoryTrouble::beginsAfreshWhenTheFileIsDamaged_data()
{
    QTest::addColumn<QByteArray>("content");
    QTemporaryDir whole;
    writeSomeHistory(whole.path());
    const QByteArray good = contentOf(historyPath(whole.path()));
    QVERIFY(good.size() > 100'000);

    QTest::newRow("two bytes") << QByteArray("xy"); // SQLite takes one byte for none
    QTest::newRow("a text") << QByteArray("This is not a database.\n").repeated(500);
    QTest::newRow("random bytes") << randomBytes(100'000);
    QTest::newRow("the header alone") << good.first(100);
    QTest::newRow("cut in the first page") << good.first(2000);
    QTest::newRow("random after the header") << good.first(100) + randomBytes(int(good.size()) - 100);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
}

void TestHistoryTrouble::beginsAfreshWhenTheFileIsDamaged()
{
    QFETCH(const QByteArray, content);
    QVERIFY(makePrivateFolder(folder()));
    write(file(), content);

    SqliteHistory history(folder());
    const Result<Done> started = await(history.start());
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(setAside().size(), 1);
    QVERIFY(started.error().userText.contains(setAside().first()));
    QVERIFY(contentOf(folder() + u'/' + setAside().first()) == content);
    QCOMPARE(modeOf(file()), 0600);

    QVERIFY(await(history.conversations({}))->isEmpty());
    QVERIFY(await(history.save(sampleConversation(history.nextConversationId()))));
    QCOMPARE(await(history.conversations({}))->size(), 1);
}

void TestHistoryTrouble::aSecondDamagedFileIsKeptToo()
{
    QVERIFY(makePrivateFolder(folder()));
    for (int i = 1; i <= 3; ++i) {
        write(file(), "damaged");
        SqliteHistory history(folder());
        QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
        QCOMPARE(setAside().size(), i);
    }
}

void TestHistoryTrouble::damagedRowsShowAsText()
{
    const ConversationId damaged = writeSomeHistory(folder());
    {
        SQLite::Database database(file().toStdString(), SQLite::OPEN_READWRITE);
        database.exec("UPDATE step SET kind = 99; UPDATE turn SET progress = -1 WHERE id % 2 = 0");
    }
    const ConversationId whole = writeSomeHistory(folder());

    SqliteHistory history(folder());
    QVERIFY(await(history.start()));
    QCOMPARE(await(history.conversations({}))->size(), 2);
    const auto opened = await(history.open(damaged));
    QVERIFY(opened);
    QCOMPARE(opened->path.size(), 200);
    const auto turns = await(history.turnsOfPath(damaged));
    QVERIFY(turns);
    QCOMPARE(turns->size(), 200);
    for (const Turn &turn : *turns) {
        QCOMPARE(turn.text(), QString(400, u'a'));
        QCOMPARE(turn.steps.first().progress, Progress::Cut);
        QCOMPARE(turn.progress, turn.id.value % 2 == 0 ? Progress::Cut : Progress::Complete);
    }
    QVERIFY(await(history.tree(damaged)));
    QCOMPARE(await(history.turnsOfPath(whole))->size(), 200);
}

void TestHistoryTrouble::anEmptyFileIsANewHistory()
{
    QVERIFY(makePrivateFolder(folder()));
    write(file(), {});
    SqliteHistory history(folder());
    QVERIFY(await(history.start()));
    QVERIFY(await(history.save(sampleConversation({1}))));
    QVERIFY(setAside().isEmpty());
}

void TestHistoryTrouble::setsAnotherProgramsFileAside()
{
    QVERIFY(makePrivateFolder(folder()));
    {
        SQLite::Database other(file().toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("CREATE TABLE conversation (id INTEGER PRIMARY KEY, colour TEXT)");
    }
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(setAside().size(), 1);
    QVERIFY(await(history.save(sampleConversation({1}))));
}

void TestHistoryTrouble::saysWhenItCannotOpen_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<int>("kind");
    QTest::newRow("a file where the folder belongs") << 0 << int(ErrorKind::StorageFailed);
    QTest::newRow("a file where a parent belongs") << 1 << int(ErrorKind::StorageFailed);
    QTest::newRow("a folder where the file belongs") << 2 << int(ErrorKind::StorageFailed);
    QTest::newRow("read-only folder, no file") << 3 << int(ErrorKind::StorageReadOnly);
    QTest::newRow("read-only folder with a file") << 4 << int(ErrorKind::StorageReadOnly);
    QTest::newRow("read-only file") << 5 << int(ErrorKind::StorageReadOnly);
    QTest::newRow("unreadable folder") << 6 << int(ErrorKind::StorageReadOnly);
    QTest::newRow("read-only parent") << 7 << int(ErrorKind::StorageReadOnly);
}

void TestHistoryTrouble::saysWhenItCannotOpen()
{
    QFETCH(const int, trouble);
    QFETCH(const int, kind);
    const WithoutRootsRights asNobody(m_temporary->path());
    if (!asNobody.isPossible())
        QSKIP("root cannot become another user here, and root may write everywhere");

    QString dataFolder = folder();
    QString restricted;
    switch (trouble) {
    case 0:
        write(dataFolder, "x");
        break;
    case 1:
        write(dataFolder, "x");
        dataFolder += QStringLiteral("/below");
        break;
    case 2:
        QVERIFY(QDir().mkpath(file()));
        break;
    case 3:
        QVERIFY(QDir().mkpath(dataFolder));
        restricted = dataFolder;
        break;
    case 4:
    case 5:
    case 6:
        writeSomeHistory(dataFolder);
        restricted = trouble == 5 ? file() : dataFolder;
        break;
    default:
        restricted = m_temporary->path();
    }
    const QByteArray before = contentOf(file());
    if (!restricted.isEmpty()) {
        const QFile::Permissions left =
            trouble == 6 ? QFile::Permissions() : QFile::ReadOwner | QFile::ExeOwner;
        QVERIFY(QFile::setPermissions(restricted, left));
    }

    {
        SqliteHistory history(dataFolder);
        const Result<Done> started = await(history.start());
        QVERIFY(!started);
        QCOMPARE(int(started.error().kind), kind);
        QVERIFY(!started.error().userText.isEmpty());
        QVERIFY(!started.error().detail.isEmpty());
        QVERIFY(started.error().nextSteps.contains(NextStep::Retry));

        // Every later call gets the same answer, and the program goes on in memory.
        QVERIFY(history.nextTurnId().isValid());
        const Result<Done> saved = await(history.save(sampleConversation({1})));
        QCOMPARE(int(saved.error().kind), kind);
        QVERIFY(saved.error().nextSteps.contains(NextStep::SendUnsaved));
        QCOMPARE(int(await(history.conversations({})).error().kind), kind);
        QVERIFY(!history.turn({1}));
    }

    if (!restricted.isEmpty())
        QVERIFY(QFile::setPermissions(restricted, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(contentOf(file()), before);
}

void TestHistoryTrouble::recoversWhenTheFolderBecomesUsable()
{
    write(folder(), "in the way");
    SqliteHistory history(folder());
    QVERIFY(!await(history.start()));
    QVERIFY(QFile::remove(folder()));
    QVERIFY(await(history.save(sampleConversation({1}))));
    QCOMPARE(await(history.conversations({}))->size(), 1);
}

void TestHistoryTrouble::keepsACopyBeforeItMigrates()
{
    writeSomeHistory(folder());
    const int version = migrations().back().version;
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({version + 1, "DELETE FROM conversation; no such statement"});
    const Result<HistoryFile> failed = openHistoryFile(folder(), steps);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::StorageFailed);

    // What it did is undone, and there is a copy from before as well.
    QDir backups(folder() + QStringLiteral("/backups"));
    backups.setNameFilters({QStringLiteral("*.sqlite")}); // not what reading them leaves
    const QStringList copies = backups.entryList(QDir::Files);
    QCOMPARE(copies.size(), 1);
    QCOMPARE(modeOf(backups.filePath(copies.first())), 0600);
    QCOMPARE(modeOf(backups.path()), 0700);
    for (const QString &path : {file(), backups.filePath(copies.first())}) {
        SQLite::Database database(path.toStdString());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), version);
        QCOMPARE(database.execAndGet("SELECT count(*) FROM turn").getInt(), 200);
    }

    const QByteArray sql = "ALTER TABLE turn ADD COLUMN new_in_this TEXT; PRAGMA user_version = "
                           + QByteArray::number(version + 1);
    steps.back().sql = sql.constData();
    QVERIFY(openHistoryFile(folder(), steps));
    QCOMPARE(backups.entryList(QDir::Files).size(), 2);
    SQLite::Database database(file().toStdString());
    QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), version + 1);
}

void TestHistoryTrouble::readsANewerFileAndRefusesToWrite()
{
    const ConversationId id = writeSomeHistory(folder());
    {
        SQLite::Database database(file().toStdString(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA user_version = 1000; ALTER TABLE turn ADD COLUMN new_in_1000 TEXT");
    }
    SqliteHistory history(folder());
    const Result<Done> started = await(history.start());
    QCOMPARE(started.error().kind, ErrorKind::StorageTooNew);
    const auto opened = await(history.open(id));
    QVERIFY(opened);
    QCOMPARE(opened->path.size(), 200);
    QVERIFY(history.turn(opened->path.first().id));

    const Result<Done> saved = await(history.save(opened->conversation));
    QCOMPARE(saved.error().kind, ErrorKind::StorageTooNew);
    QCOMPARE(saved.error().nextSteps, QList<NextStep>({NextStep::SendUnsaved}));
    QVERIFY(setAside().isEmpty());
}

void TestHistoryTrouble::saysWhenANewerFileCannotBeRead()
{
    writeSomeHistory(folder());
    {
        SQLite::Database database(file().toStdString(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA user_version = 1000; ALTER TABLE turn RENAME COLUMN model TO served_by");
    }
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageTooNew);
    QCOMPARE(await(history.conversations({})).error().kind, ErrorKind::StorageTooNew);
    QCOMPARE(history.turn({1}).error().kind, ErrorKind::StorageTooNew);
}

void TestHistoryTrouble::saysWhenAnotherProgramHoldsTheFile()
{
    writeSomeHistory(folder());
    SqliteHistory history(folder());
    {
        SQLite::Database other(file().toStdString(), SQLite::OPEN_READWRITE);
        other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE conversation SET draft = 'x'");
        const Result<Done> started = await(history.start());
        QVERIFY(!started);
        QCOMPARE(started.error().kind, ErrorKind::StorageLocked);
        QVERIFY(started.error().nextSteps.contains(NextStep::Retry));
        QVERIFY(setAside().isEmpty());
    }
    QCOMPARE(await(history.conversations({}))->size(), 1);
    {
        SQLite::Database other(file().toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        const Result<Done> saved = await(history.save(sampleConversation({1})));
        QCOMPARE(saved.error().kind, ErrorKind::StorageLocked);
        QCOMPARE(await(history.conversations({}))->size(), 1); // readers need not wait
    }
    QVERIFY(await(history.save(sampleConversation({1}))));
}

void TestHistoryTrouble::saysWhenAWriteFails_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("kind");
    QTest::newRow("full") << SQLITE_FULL << int(ErrorKind::StorageFull);
    QTest::newRow("read-only since") << SQLITE_READONLY << int(ErrorKind::StorageReadOnly);
    QTest::newRow("broken") << SQLITE_IOERR_WRITE << int(ErrorKind::StorageFailed);
}

void TestHistoryTrouble::saysWhenAWriteFails()
{
    QFETCH(const int, code);
    QFETCH(const int, kind);
    WatchedVfs vfs;
    {
        SqliteHistory history(folder());
        vfs.failWrites(code);
        QVERIFY(!await(history.start())); // the schema cannot be written
        vfs.failWrites(SQLITE_OK);

        const Conversation conversation = sampleConversation(history.nextConversationId());
        QVERIFY(await(history.save(conversation)));
        const Turn before =
            makeUserTurn(history.nextTurnId(), conversation.id, {}, QStringLiteral("before"), 1);
        QVERIFY(await(history.insert(before)));

        vfs.failWrites(code);
        const Turn lost =
            makeUserTurn(history.nextTurnId(), conversation.id, before.id, QString(10'000, u'x'), 2);
        const Result<Done> inserted = await(history.insert(lost));
        QVERIFY(!inserted);
        QCOMPARE(int(inserted.error().kind), kind);
        QVERIFY(inserted.error().nextSteps.contains(NextStep::SendUnsaved));
        const auto meanwhile = await(history.turnsOfPath(conversation.id));
        QVERIFY(meanwhile);
        QVERIFY(*meanwhile == QList<Turn>({before}));

        vfs.failWrites(SQLITE_OK);
        QVERIFY(await(history.whenSaved()));
        const auto afterwards = await(history.turnsOfPath(conversation.id));
        QVERIFY(afterwards);
        QVERIFY(*afterwards == QList<Turn>({before, lost}));
    }
    SQLite::Database database(file().toStdString());
    QCOMPARE(database.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    QVERIFY(setAside().isEmpty());
}

void TestHistoryTrouble::twoProcessesWriteOneFile()
{
    constexpr int kTurns = 60;
    SqliteHistory history(folder());
    const Conversation conversation = sampleConversation(history.nextConversationId());
    QVERIFY(await(history.save(conversation)));

    QProcess other;
    other.start(QStringLiteral(HISTORY_CHILD), {folder(), QString::number(kTurns)});
    QVERIFY2(other.waitForReadyRead(), qPrintable(other.errorString()));
    TurnId parent;
    for (int i = 0; i < kTurns; ++i) {
        const Turn turn = makeUserTurn(history.nextTurnId(), conversation.id, parent, QString::number(i), i);
        const Result<Done> inserted = await(history.insert(turn));
        QVERIFY2(inserted, inserted ? "" : qPrintable(inserted.error().detail));
        parent = turn.id;
    }
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitStatus(), QProcess::NormalExit);
    QCOMPARE(other.exitCode(), 0);

    const auto all = await(history.conversations({}));
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(await(history.turnsOfPath(conversation.id))->size(), kTurns);
    const ConversationId others = all->first().id == conversation.id ? all->last().id : all->first().id;
    QCOMPARE(await(history.turnsOfPath(others))->size(), 2 * kTurns);
}

QTEST_GUILESS_MAIN(TestHistoryTrouble)
#include "tst_historytrouble.moc"
