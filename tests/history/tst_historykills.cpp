// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "childlines.h"
#include "historycopies.h"
#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QDir>
#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

namespace {

int killsWanted()
{
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("TABLETALK_KILLS", &isSet);
    return isSet ? wanted : 30;
}

void checkWhole(const QString &path)
{
    SQLite::Database file(path.toStdString());
    QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    SQLite::Statement orphans(file, "PRAGMA foreign_key_check");
    QVERIFY(!orphans.executeStep());
}

} // namespace

//! Kills a program that works on the history, again and again on the same file, and looks whether everything
//! that the program was told is done is done. TABLETALK_KILLS sets how often.
class TestHistoryKills : public QObject {
    Q_OBJECT
private slots:
    void losesNothingThatWasAcknowledged();
    void migratesOrStaysAsItWas();

private:
    void killOnce(int linesBefore, int msAfter);
    void take(const QByteArray &said);
    void verify();
    void verifyAction(SqliteHistory &history);

    QTemporaryDir m_folder;
    QHash<TurnId, int> m_acknowledged; //!< by turn, how many characters were said to be saved
    QHash<TurnId, ConversationId> m_conversations;
    QSet<ConversationId> m_erased; //!< also those of which that is not certain
    QHash<QByteArray, int> m_actions; //!< by word, how often it was done
    QByteArray m_action; //!< the last one
    ConversationId m_actedOn;
    bool m_isActionDone = false;
};

void TestHistoryKills::losesNothingThatWasAcknowledged()
{
    const int kills = killsWanted() * 2 / 3;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("%d kills, seed %u", kills, seed);
    QRandomGenerator generator(seed);

    qsizetype turns = 0;
    QHash<QByteArray, int> actions;
    QHash<QByteArray, int> met;
    for (int i = 0; i < kills; ++i) {
        m_acknowledged.clear();
        m_conversations.clear();
        m_erased.clear();
        m_actions.clear();
        m_action.clear();
        // None: it dies while it opens, or recovers what the one before left.
        killOnce(generator.bounded(150) - 10, generator.bounded(1, 20));
        if (QTest::currentTestFailed())
            return;
        verify();
        if (QTest::currentTestFailed())
            return;
        turns += m_acknowledged.size();
        for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
            actions[it.key()] += *it;
        if (!m_isActionDone && !m_action.isEmpty())
            ++met[m_action];
    }
    qInfo() << turns << "acknowledged turns, none lost; done:" << actions << "killed in:" << met;
}

void TestHistoryKills::killOnce(int linesBefore, int msAfter)
{
    QProcess child;
    child.start(QStringLiteral(HISTORY_CHILD), {m_folder.path()});
    QVERIFY2(child.waitForStarted(), qPrintable(child.errorString()));
    int lines = 0;
    QByteArray said;
    while (lines < linesBefore) {
        QVERIFY2(child.waitForReadyRead(), child.readAllStandardError().constData());
        const QByteArray more = child.readAllStandardOutput();
        lines += int(more.count('\n'));
        said += more;
    }
    child.waitForFinished(msAfter); // it works on meanwhile, so the kill meets it anywhere
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    take(said + child.readAllStandardOutput());
}

void TestHistoryKills::take(const QByteArray &said)
{
    const QList<QByteArray> all = said.split('\n');
    for (const QByteArray &line : all) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 3)
            continue;
        const qint64 id = words[1].toLongLong();
        const qint64 number = words[2].toLongLong();
        if (words[0] == childlines::kTurn) {
            m_acknowledged[{id}] = int(number);
        } else if (words[0] == childlines::kOf) {
            m_conversations[{id}] = {number};
        } else if (words[0] != childlines::kStarted) {
            m_action = words[0];
            m_actedOn = {id};
            m_isActionDone = number == 1;
            m_actions[m_action] += int(number);
            if (m_action == childlines::kErase)
                m_erased.insert({id});
        }
    }
}

void TestHistoryKills::verify()
{
    {
        SqliteHistory history(m_folder.path());
        const Result<Done> started = await(history.start());
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        for (auto it = m_acknowledged.cbegin(); it != m_acknowledged.cend(); ++it) {
            if (m_erased.contains(m_conversations.value(it.key())))
                continue;
            const Result<Turn> turn = history.turn(it.key());
            QVERIFY2(turn, "an acknowledged turn is lost");
            QVERIFY(turn->progress != Progress::Open);
            const QString text = turn->text();
            QVERIFY2(text.size() >= it.value(), "acknowledged text is lost");
            QVERIFY(text == childlines::text(it.key(), int(text.size())));
        }
        verifyAction(history);
    }
    checkWhole(historyPath(m_folder.path()));
}

void TestHistoryKills::verifyAction(SqliteHistory &history)
{
    if (!m_isActionDone)
        return; // it may be either way
    const auto listed = await(history.conversations({}));
    QVERIFY(listed);
    const bool isListed = std::any_of(listed->begin(), listed->end(),
                                      [this](const Conversation &one) { return one.id == m_actedOn; });
    if (m_action == childlines::kRemove) {
        QVERIFY(!isListed);
        QVERIFY(await(history.open(m_actedOn)));
    } else if (m_action == childlines::kRestore) {
        QVERIFY(isListed);
    } else if (m_action == childlines::kErase) {
        QVERIFY(!await(history.open(m_actedOn)));
        for (auto it = m_conversations.cbegin(); it != m_conversations.cend(); ++it)
            QVERIFY(*it != m_actedOn || !history.turn(it.key()));
    } else if (m_action == childlines::kBackUp) {
        const QList<Backup> copies = copiesIn(m_folder.path());
        QVERIFY(!copies.isEmpty());
        checkWhole(copyPath(m_folder.path(), copies.first().name));
    }
}

void TestHistoryKills::migratesOrStaysAsItWas()
{
    const int kills = killsWanted() / 3;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("%d kills, seed %u", kills, seed);
    QRandomGenerator generator(seed);
    int older = 0;
    for (int i = 0; i < kills; ++i) {
        QTemporaryDir folder;
        const QString path = historyPath(folder.path());
        const int version = 1 + i % (migrations().back().version - 1);
        makeFileOfVersion(version, path);
        QProcess child;
        child.start(QStringLiteral(HISTORY_CHILD), {folder.path()});
        QVERIFY(child.waitForStarted());
        constexpr int kLongestMs = 250;
        child.waitForFinished(generator.bounded(1, kLongestMs)); // it works on meanwhile
        child.kill();
        QVERIFY(child.waitForFinished());
        {
            // What it was killed in is rolled back by the first to open it, who must be able to write.
            SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE);
            older += database.execAndGet("PRAGMA user_version").getInt() == version ? 1 : 0;
        }
        SqliteHistory history(folder.path());
        const Result<Done> started = await(history.start());
        QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
        QStringList texts;
        const auto listed = await(history.conversations({}));
        QVERIFY(listed);
        for (const Conversation &conversation : *listed)
            texts += textsOf(*await(history.turnsOfPath(conversation.id)));
        QVERIFY(texts.join(u'\n').contains(QStringLiteral("What sold best in March?")));
        checkWhole(path);
        for (const Backup &copy : copiesIn(folder.path()))
            checkWhole(copyPath(folder.path(), copy.name));
    }
    qInfo("%d of %d were killed before the migration was over", older, kills);
}

QTEST_GUILESS_MAIN(TestHistoryKills)
#include "tst_historykills.moc"
