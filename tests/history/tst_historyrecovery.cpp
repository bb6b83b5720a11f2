// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historycopies.h"
#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QDateTime>
#include <QDir>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

namespace {

constexpr int kPage = 4096;
constexpr int kConversations = 8;
constexpr int kTurns = 24; // of each, half of them answers

QString textOf(int conversation, int turn)
{
    // Every fifth is longer than a page of the file.
    const QString words = QStringLiteral("c%1t%2 größer ").arg(conversation).arg(turn);
    return words.repeated(turn % 5 == 4 ? 900 : 30);
}

//! Every text that was said.
QSet<QString> writeHistory(const QString &folder)
{
    SqliteHistory history(folder);
    const Folder kept{history.nextFolderId(), QStringLiteral("Kept")};
    history.save(kept);
    QSet<QString> texts;
    for (int i = 0; i < kConversations; ++i) {
        Conversation conversation =
            sampleConversation(history.nextConversationId(), QStringLiteral("Title %1").arg(i));
        conversation.filing.folder = kept.id;
        history.save(conversation);
        TurnId parent;
        for (int t = 0; t < kTurns; ++t) {
            const TurnId id = history.nextTurnId();
            const Turn turn = t % 2 == 0 ? makeUserTurn(id, conversation.id, parent, textOf(i, t), t)
                                         : sampleAnswer(id, conversation.id, parent, textOf(i, t));
            history.insert(turn);
            if (t % 2 == 1) {
                RequestRecord record;
                record.id = history.nextRequestId();
                record.turn = id;
                record.endpoint = QStringLiteral("https://example.org");
                record.outcome = RequestOutcome::Complete;
                history.save(record);
            }
            texts.insert(turn.text());
            parent = id;
        }
    }
    return texts;
}

QByteArray noise(QRandomGenerator &generator, qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(generator.bounded(256));
    return bytes;
}

} // namespace

//! Breaks the history's file in many ways: it must always open, keep what was there beside it, and hold
//! every text that the damage did not meet.
class TestHistoryRecovery : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();

    void recovers_data();
    void recovers();
    void survivesDamageAnywhere_data();
    void survivesDamageAnywhere();
    void takesWhatIsInTheLog();
    void bringsNothingBackThatWasErased();
    void recoversEveryVersion_data();
    void recoversEveryVersion();
    void goesOnAfterItWasKilled();
    void looksCloserAfterAReadMetDamage();
    void looksAtTheWholeOfALargeFileOnceAWeek();
    void aCheckEndsWhenTheProgramDoes();
    void aCopyCanBeRestoredInstead();

private:
    struct Found {
        QSet<QString> texts;
        qsizetype conversations = 0;
    };
    QString folder() const { return m_temporary->path() + QStringLiteral("/data"); }
    QString file() const { return historyPath(folder()); }
    QStringList setAside() const
    {
        return QDir(folder()).entryList({QStringLiteral("history-damaged-*.sqlite")}, QDir::Files);
    }
    //! Everything that is reached from some conversation, whichever version is shown.
    static Result<Found> readAll(SqliteHistory &history);
    void read(SqliteHistory &history, Found &found);
    void checkFile();
    //! So large that a start does not look at all of it: 60 turns.
    ConversationId writeLargeFile() const;
    void damageSteps() const;

    QTemporaryDir m_whole;
    QByteArray m_good;
    QSet<QString> m_texts;
    std::unique_ptr<QTemporaryDir> m_temporary;
};

void TestHistoryRecovery::initTestCase()
{
    m_texts = writeHistory(m_whole.path());
    m_good = contentOf(historyPath(m_whole.path()));
    QCOMPARE(m_texts.size(), kConversations * kTurns);
    QVERIFY(m_good.size() > 100 * kPage);
}

void TestHistoryRecovery::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(folder()));
}

Result<TestHistoryRecovery::Found> TestHistoryRecovery::readAll(SqliteHistory &history)
{
    Found found;
    const auto all = await(history.conversations({}));
    if (!all)
        return all.error();
    found.conversations = all->size();
    for (const Conversation &conversation : *all) {
        const auto tree = await(history.tree(conversation.id));
        if (!tree)
            return tree.error();
        for (const Turn &turn : tree->turns)
            found.texts.insert(turn.text());
    }
    return found;
}

void TestHistoryRecovery::read(SqliteHistory &history, Found &found)
{
    const Result<Found> all = readAll(history);
    QVERIFY2(all, all ? "" : qPrintable(all.error().detail));
    found = *all;
}

void TestHistoryRecovery::checkFile()
{
    SQLite::Database database(file().toStdString());
    QCOMPARE(database.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    SQLite::Statement orphans(database, "PRAGMA foreign_key_check");
    QVERIFY(!orphans.executeStep());
}

void TestHistoryRecovery::recovers_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mostLost"); // texts
    QRandomGenerator generator(5);
    const auto without = [this](qsizetype offset, const QByteArray &instead) {
        return QByteArray(m_good).replace(offset, instead.size(), instead);
    };
    QTest::newRow("the header is noise") << without(0, noise(generator, 100)) << 0;
    QTest::newRow("the first page is noise") << without(0, noise(generator, kPage)) << 0;
    QTest::newRow("the first page is empty") << without(0, QByteArray(kPage, '\0')) << 0;
    QTest::newRow("the list of conversations is noise") << without(kPage, noise(generator, kPage)) << 0;
    QTest::newRow("the first ten pages are empty") << without(0, QByteArray(10 * kPage, '\0')) << 60;
    QTest::newRow("cut in the middle") << m_good.first(m_good.size() / 2) << kConversations * kTurns * 6 / 10;
    QTest::newRow("cut within a page") << m_good.first(m_good.size() - 77) << 5;
    QTest::newRow("another program's number") << without(68, "\1\2\3\4") << 0;
    QTest::newRow("no version") << without(60, QByteArray(4, '\0')) << 0;
    QTest::newRow("an unknown format of the schema") << without(44, QByteArray(4, '\7')) << 0;
}

void TestHistoryRecovery::recovers()
{
    QFETCH(const QByteArray, content);
    QFETCH(const int, mostLost);
    write(file(), content);
    SqliteHistory history(folder());
    const Result<Done> started = await(history.start());
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(setAside().size(), 1);
    QVERIFY(started.error().userText.contains(setAside().first()));
    QVERIFY(!started.error().userText.contains(u'%'));
    QVERIFY(contentOf(folder() + u'/' + setAside().first()) == content);
    QCOMPARE(QDir(folder()).entryList({QStringLiteral("history-recovered*")}).size(), 0);

    Found found;
    read(history, found);
    qInfo("%d of %d texts", int((found.texts & m_texts).size()), int(m_texts.size()));
    QVERIFY((m_texts - found.texts).size() <= mostLost);
    QVERIFY(await(history.save(sampleConversation(history.nextConversationId()))));
    checkFile();
}

void TestHistoryRecovery::survivesDamageAnywhere_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("pages of noise") << 0;
    QTest::newRow("pages of zeros") << 1;
    QTest::newRow("single bytes") << 2;
    QTest::newRow("cut") << 3;
}

void TestHistoryRecovery::survivesDamageAnywhere()
{
    QFETCH(const int, kind);
    constexpr int kRounds = 12;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("TABLETALK_SEED", &isSet);
    const quint32 seed = isSet ? quint32(wanted) : QRandomGenerator::global()->generate() >> 1;
    qInfo("seed %u", seed);
    QRandomGenerator generator(seed);
    const int pages = int(m_good.size() / kPage);
    qsizetype lost = 0;
    qsizetype noticed = 0;
    for (int round = 0; round < kRounds; ++round) {
        init();
        QByteArray content = m_good;
        const int hurt = 1 + generator.bounded(12);
        for (int i = 0; i < hurt; ++i) {
            const qsizetype page = qsizetype(generator.bounded(pages)) * kPage;
            if (kind == 0)
                content.replace(page, kPage, noise(generator, kPage));
            else if (kind == 1)
                content.replace(page, kPage, QByteArray(kPage, '\0'));
            else if (kind == 2)
                content[page + generator.bounded(kPage)] = char(generator.bounded(256));
        }
        if (kind == 3)
            content.truncate(generator.bounded(int(content.size())));
        write(file(), content);

        auto history = std::make_unique<SqliteHistory>(folder());
        Result<Done> started = await(history->start());
        Result<Found> found = readAll(*history);
        if (started && !found) {
            // A start does not see every damage; one that a read met is seen to at the next.
            QCOMPARE(found.error().kind, ErrorKind::StorageDamaged);
            history.reset();
            content = contentOf(file());
            history = std::make_unique<SqliteHistory>(folder());
            started = await(history->start());
            QVERIFY(!started);
            found = readAll(*history);
        }
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        if (!started) {
            ++noticed;
            QCOMPARE(started.error().kind, ErrorKind::StorageDamaged);
            QCOMPARE(setAside().size(), 1);
            QVERIFY(contentOf(folder() + u'/' + setAside().first()) == content);
            checkFile();
        }
        const qsizetype missing = (m_texts - found->texts).size();
        lost += missing;
        constexpr int kMostTextsInAPage = 12;
        if (kind != 3)
            QVERIFY2(missing <= qsizetype(hurt) * kMostTextsInAPage, "more is lost than the damage met");
        QVERIFY(await(history->save(sampleConversation(history->nextConversationId()))));
    }
    qInfo("%d rounds, damage noticed in %d; texts lost: %d of %d", kRounds, int(noticed), int(lost),
          int(m_texts.size()) * kRounds);
}

void TestHistoryRecovery::takesWhatIsInTheLog()
{
    write(file(), m_good);
    QByteArray log;
    QSet<QString> texts;
    {
        SqliteHistory history(folder());
        const Conversation conversation = sampleConversation(history.nextConversationId());
        QVERIFY(await(history.save(conversation)));
        TurnId parent;
        for (int t = 0; t < 6; ++t) {
            const Turn turn = makeUserTurn(history.nextTurnId(), conversation.id, parent, textOf(99, t), t);
            QVERIFY(await(history.insert(turn)));
            texts.insert(turn.text());
            parent = turn.id;
        }
        log = contentOf(file() + QStringLiteral("-wal"));
        QVERIFY(log.size() > kPage);
    }
    init();
    write(file(), QByteArray(m_good.size(), '\0'));
    write(file() + QStringLiteral("-wal"), log);
    SqliteHistory history(folder());
    const Result<Done> started = await(history.start());
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::StorageDamaged);
    Found found;
    read(history, found);
    QVERIFY((texts - found.texts).isEmpty());
    QVERIFY(QFile::exists(folder() + u'/' + setAside().first() + QStringLiteral("-wal")));
}

void TestHistoryRecovery::bringsNothingBackThatWasErased()
{
    write(file(), m_good);
    QString erased;
    {
        SqliteHistory history(folder());
        const ConversationId first = await(history.conversations({}))->first().id;
        erased = await(history.turnsOfPath(first))->first().text();
        QVERIFY(await(history.erase({first})));
    }
    QRandomGenerator generator(9);
    write(file(), contentOf(file()).replace(0, 100, noise(generator, 100)));
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    Found found;
    read(history, found);
    QCOMPARE(found.conversations, qsizetype(kConversations - 1));
    QVERIFY(!found.texts.contains(erased));
    QCOMPARE(found.texts.size(), (kConversations - 1) * kTurns);
}

void TestHistoryRecovery::recoversEveryVersion_data()
{
    QTest::addColumn<int>("version");
    for (const Migration &step : migrations())
        QTest::addRow("version %d", step.version) << step.version;
}

void TestHistoryRecovery::recoversEveryVersion()
{
    QFETCH(const int, version);
    makeFileOfVersion(version, file());
    QRandomGenerator generator(9);
    write(file(), contentOf(file()).replace(0, 100, noise(generator, 100)));
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    Found found;
    read(history, found);
    QVERIFY(found.conversations > 0);
    QVERIFY(
        QStringList(found.texts.values()).join(u'\n').contains(QStringLiteral("What sold best in March?")));
    checkFile();
}

void TestHistoryRecovery::goesOnAfterItWasKilled()
{
    write(file(), "damaged");
    write(folder() + QStringLiteral("/history-recovered.sqlite"), m_good);
    SqliteHistory history(folder());
    QVERIFY(await(history.start()));
    QCOMPARE(await(history.conversations({}))->size(), qsizetype(kConversations));
    QCOMPARE(setAside().size(), 1);
    QVERIFY(!QFile::exists(folder() + QStringLiteral("/history-recovered.sqlite")));
}

ConversationId TestHistoryRecovery::writeLargeFile() const
{
    SqliteHistory history(folder());
    const ConversationId id = history.nextConversationId();
    history.save(sampleConversation(id));
    TurnId parent;
    for (int t = 0; t < 60; ++t) {
        const Turn turn = makeUserTurn(history.nextTurnId(), id, parent, QString(200'000, u'x'), t);
        history.insert(turn);
        parent = turn.id;
    }
    return id;
}

void TestHistoryRecovery::damageSteps() const
{
    QByteArray content;
    {
        SQLite::Database database(file().toStdString(), SQLite::OPEN_READONLY);
        const int root =
            database.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'step'").getInt();
        content = contentOf(file());
        content.replace(qsizetype(root - 1) * kPage, kPage, QByteArray(kPage, '\0'));
    }
    write(file(), content);
}

void TestHistoryRecovery::looksCloserAfterAReadMetDamage()
{
    const ConversationId id = writeLargeFile();
    damageSteps();
    {
        SqliteHistory history(folder());
        QVERIFY(await(history.start()));
        QCOMPARE(await(history.turnsOfPath(id)).error().kind, ErrorKind::StorageDamaged);
    }
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    const auto turns = await(history.turnsOfPath(id));
    QVERIFY(turns);
    QCOMPARE(turns->size(), 60);
    QCOMPARE(turns->last().text(), QString(200'000, u'x'));
    QVERIFY(!QFile::exists(suspicionPath(folder())));
}

void TestHistoryRecovery::looksAtTheWholeOfALargeFileOnceAWeek()
{
    const QString stamp = folder() + QStringLiteral("/history-checked");
    const ConversationId id = writeLargeFile();
    {
        SqliteHistory history(folder());
        QVERIFY(await(history.start()));
        QVERIFY(await(history.checkWhole()));
        QVERIFY(QFile::exists(stamp));
    }
    damageSteps();
    {
        SqliteHistory history(folder());
        QVERIFY(await(history.start()));
        QVERIFY(await(history.checkWhole())); // it was done just now
        QVERIFY(!QFile::exists(suspicionPath(folder())));
        QFile old(stamp);
        QVERIFY(old.open(QIODevice::WriteOnly));
        QVERIFY(old.setFileTime(QDateTime::currentDateTime().addDays(-8), QFileDevice::FileModificationTime));
        old.close();
        const Result<Done> checked = await(history.checkWhole());
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, ErrorKind::StorageDamaged);
        QVERIFY(QFile::exists(suspicionPath(folder())));
    }
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(await(history.turnsOfPath(id))->size(), 60);
}

void TestHistoryRecovery::aCheckEndsWhenTheProgramDoes()
{
    writeLargeFile();
    QFuture<Result<Done>> checked;
    {
        SqliteHistory history(folder());
        QVERIFY(await(history.start()));
        checked = history.checkWhole();
    }
    QVERIFY(checked.isFinished());
    QVERIFY(checked.result());
}

void TestHistoryRecovery::aCopyCanBeRestoredInstead()
{
    write(file(), m_good);
    {
        SqliteHistory history(folder());
        QVERIFY(await(history.backUp()));
    }
    write(file(), QByteArray(m_good.size(), 'x'));
    SqliteHistory history(folder());
    QCOMPARE(await(history.start()).error().kind, ErrorKind::StorageDamaged);
    const auto copies = await(history.backups());
    QVERIFY(copies);
    const std::optional<Backup> newest = newestWhole(*copies);
    QVERIFY(newest);
    QVERIFY(await(history.restoreBackup(newest->name)));
    Found found;
    read(history, found);
    QCOMPARE(found.texts, m_texts);
}

QTEST_GUILESS_MAIN(TestHistoryRecovery)
#include "tst_historyrecovery.moc"
