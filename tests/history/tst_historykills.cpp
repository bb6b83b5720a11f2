// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "childtext.h"
#include "historyfile.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

//! Kills a program that writes the history, again and again on the same file, and looks whether everything
//! that the program was told is saved is there. TABLETALK_KILLS sets how often.
class TestHistoryKills : public QObject {
    Q_OBJECT
private slots:
    void losesNothingThatWasAcknowledged();

private:
    void killOnce(int acknowledgementsBefore);
    void verify();

    QTemporaryDir m_folder;
    QHash<TurnId, int> m_acknowledged; //!< by turn, how many characters were said to be saved
};

void TestHistoryKills::losesNothingThatWasAcknowledged()
{
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("TABLETALK_KILLS", &isSet);
    const int kills = isSet ? wanted : 30;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("%d kills, seed %u", kills, seed);
    QRandomGenerator generator(seed);

    qsizetype turns = 0;
    for (int i = 0; i < kills; ++i) {
        m_acknowledged.clear();
        // None: it dies while it opens, or recovers what the one before left.
        killOnce(generator.bounded(60) - 5);
        if (QTest::currentTestFailed())
            return;
        verify();
        if (QTest::currentTestFailed())
            return;
        turns += m_acknowledged.size();
    }
    qInfo("%lld acknowledged turns, none lost", static_cast<long long>(turns));
}

void TestHistoryKills::killOnce(int acknowledgementsBefore)
{
    QProcess child;
    child.start(QStringLiteral(HISTORY_CHILD), {m_folder.path()});
    QVERIFY2(child.waitForStarted(), qPrintable(child.errorString()));
    int lines = 0;
    QByteArray said;
    while (lines < acknowledgementsBefore) {
        QVERIFY2(child.waitForReadyRead(), child.readAllStandardError().constData());
        const QByteArray more = child.readAllStandardOutput();
        lines += int(more.count('\n'));
        said += more;
    }
    // The child runs on meanwhile, so this meets it anywhere in a write.
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    said += child.readAllStandardOutput();

    const QList<QByteArray> all = said.split('\n');
    for (const QByteArray &line : all) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 3)
            m_acknowledged[{words[1].toLongLong()}] = words[2].toInt();
    }
}

void TestHistoryKills::verify()
{
    SqliteHistory history(m_folder.path());
    const Result<Done> started = await(history.start());
    QVERIFY2(started, started ? "" : qPrintable(started.error().detail));
    for (auto it = m_acknowledged.cbegin(); it != m_acknowledged.cend(); ++it) {
        const Result<Turn> turn = history.turn(it.key());
        QVERIFY2(turn, "an acknowledged turn is lost");
        QVERIFY(turn->progress != Progress::Open);
        const QString text = turn->text();
        QVERIFY2(text.size() >= it.value(), "acknowledged text is lost");
        QVERIFY(text == childText(it.key(), int(text.size())));
    }
    SQLite::Database file(historyPath(m_folder.path()).toStdString());
    QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    SQLite::Statement orphans(file, "PRAGMA foreign_key_check");
    QVERIFY(!orphans.executeStep());
}

QTEST_GUILESS_MAIN(TestHistoryKills)
#include "tst_historykills.moc"
