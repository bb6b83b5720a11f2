// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "samples.h"
#include "sqlitehistory.h"
#include "watchedvfs.h"

#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

//! What the disk does not take is kept in memory and written when it can be.
class TestHistoryUnsaved : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void isSavedByItselfInItsOrder_data();
    void isSavedByItselfInItsOrder();
    void theNextWriteBringsTheOthers();
    void anOlderStateIsNotSavedOverANewer();
    void closingTriesOnceMore();
    void whatDoesNotFitIsNotKept();
    void erasingIsNotRepeated();
    void waitsForAnotherProgram();
    void waitsForAFolder();
    void survivesAClockSetBack();

private:
    QString folder() const { return m_temporary->path() + QStringLiteral("/data"); }
    void open();

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<WatchedVfs> m_vfs;
    std::unique_ptr<SqliteHistory> m_history;
    Conversation m_conversation;
};

void TestHistoryUnsaved::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_vfs = std::make_unique<WatchedVfs>();
    open();
    m_conversation = sampleConversation(m_history->nextConversationId());
    QVERIFY(await(m_history->save(m_conversation)));
}

void TestHistoryUnsaved::cleanup()
{
    m_history.reset();
    m_vfs.reset();
}

void TestHistoryUnsaved::open()
{
    m_history.reset();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

void TestHistoryUnsaved::isSavedByItselfInItsOrder_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("full") << SQLITE_FULL;
    QTest::newRow("read-only") << SQLITE_READONLY;
    QTest::newRow("broken") << SQLITE_IOERR_WRITE;
}

void TestHistoryUnsaved::isSavedByItselfInItsOrder()
{
    QFETCH(const int, code);
    m_vfs->failWrites(code);
    QVERIFY(m_history->whenSaved().result()); // nothing is kept yet

    Conversation other = sampleConversation(m_history->nextConversationId(), QStringLiteral("Other"));
    const Turn question = makeUserTurn(m_history->nextTurnId(), other.id, {}, QStringLiteral("not lost"), 5);
    Turn answer = sampleAnswer(m_history->nextTurnId(), other.id, question.id, QString(), Progress::Open);
    QList<QFuture<Result<Done>>> writes{m_history->save(other), m_history->insert(question),
                                        m_history->insert(answer)};
    for (int i = 1; i <= 20; ++i) {
        answer.steps = {Step{TextStep{QString(100 * i, u'x')}, Progress::Open}};
        writes.append(m_history->update(answer, false));
    }
    answer.progress = Progress::Complete;
    answer.steps.first().progress = Progress::Complete;
    writes.append(m_history->update(answer, true));
    writes.append(m_history->file({other.id}, {.isPinned = true}));
    for (const QFuture<Result<Done>> &write : std::as_const(writes)) {
        const Result<Done> result = await(write);
        QVERIFY(!result);
        QVERIFY(isSavedLater(result.error()));
    }
    const QFuture<Result<Done>> saved = m_history->whenSaved();
    QVERIFY(!saved.isFinished());

    m_vfs->failWrites(SQLITE_OK);
    QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished(), 20'000);
    QVERIFY(saved.result());
    const auto tree = await(m_history->tree(other.id));
    QVERIFY(tree);
    QCOMPARE(tree->turns, QList<Turn>({question, answer}));
    QVERIFY(tree->conversation.filing.isPinned);
    QVERIFY(m_history->whenSaved().result());
}

void TestHistoryUnsaved::theNextWriteBringsTheOthers()
{
    m_vfs->failWrites(SQLITE_FULL);
    const Turn first = makeUserTurn(m_history->nextTurnId(), m_conversation.id, {}, QStringLiteral("1"), 1);
    QVERIFY(!await(m_history->insert(first)));
    m_vfs->failWrites(SQLITE_OK);
    const Turn second =
        makeUserTurn(m_history->nextTurnId(), m_conversation.id, first.id, QStringLiteral("2"), 2);
    QVERIFY(await(m_history->insert(second)));
    QCOMPARE(textsOf(*await(m_history->turnsOfPath(m_conversation.id))),
             QStringList({QStringLiteral("1"), QStringLiteral("2")}));
    QVERIFY(m_history->whenSaved().result());
}

void TestHistoryUnsaved::anOlderStateIsNotSavedOverANewer()
{
    m_vfs->failWrites(SQLITE_FULL);
    for (const char *title : {"one", "two", "three"}) {
        m_conversation.title = QString::fromLatin1(title);
        QVERIFY(!await(m_history->save(m_conversation)));
    }
    m_vfs->failWrites(SQLITE_OK);
    m_conversation.title = QStringLiteral("four");
    QVERIFY(await(m_history->save(m_conversation)));
    QVERIFY(m_history->whenSaved().result());
    QCOMPARE(await(m_history->open(m_conversation.id))->conversation.title, QStringLiteral("four"));
}

void TestHistoryUnsaved::closingTriesOnceMore()
{
    m_vfs->failWrites(SQLITE_FULL);
    const Turn turn = makeUserTurn(m_history->nextTurnId(), m_conversation.id, {}, QStringLiteral("last"), 1);
    QVERIFY(!await(m_history->insert(turn)));
    const QFuture<Result<Done>> saved = m_history->whenSaved();
    m_vfs->failWrites(SQLITE_OK);
    open();
    QVERIFY(saved.isFinished());
    QVERIFY(m_history->turn(turn.id));
}

void TestHistoryUnsaved::whatDoesNotFitIsNotKept()
{
    const Turn stray = makeUserTurn(m_history->nextTurnId(), {77}, {}, QStringLiteral("nowhere"), 1);
    const Result<Done> result = await(m_history->insert(stray));
    QVERIFY(!result);
    QVERIFY(!isSavedLater(result.error()));
    QVERIFY(m_history->whenSaved().result());
}

void TestHistoryUnsaved::erasingIsNotRepeated()
{
    m_vfs->failWrites(SQLITE_FULL);
    QVERIFY(!await(m_history->erase({m_conversation.id})));
    m_vfs->failWrites(SQLITE_OK);
    QVERIFY(await(m_history->save(sampleConversation(m_history->nextConversationId()))));
    QVERIFY(await(m_history->open(m_conversation.id)));
}

void TestHistoryUnsaved::waitsForAnotherProgram()
{
    const Turn turn = makeUserTurn(m_history->nextTurnId(), m_conversation.id, {}, QStringLiteral("wait"), 1);
    QFuture<Result<Done>> saved;
    {
        SQLite::Database other(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        const Result<Done> result = await(m_history->insert(turn));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::StorageLocked);
        saved = m_history->whenSaved();
    }
    QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished(), 20'000);
    QVERIFY(m_history->turn(turn.id));
}

void TestHistoryUnsaved::waitsForAFolder()
{
    m_history.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(!await(m_history->start()));
    QVERIFY(!await(m_history->save(m_conversation)));
    const QFuture<Result<Done>> saved = m_history->whenSaved();
    QVERIFY(inTheWay.remove());
    QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished(), 20'000);
    QCOMPARE(await(m_history->conversations({}))->size(), 1);
}

void TestHistoryUnsaved::survivesAClockSetBack()
{
    // A conversation of tomorrow; what is said now is older than what it answers.
    Conversation tomorrow = m_conversation;
    tomorrow.changedMs = QDateTime::currentMSecsSinceEpoch() + 86'400'000;
    QVERIFY(await(m_history->save(tomorrow)));
    TurnId parent;
    for (const qint64 createdMs : {tomorrow.changedMs, qint64(5), qint64(0), qint64(-1)}) {
        const Turn turn =
            makeUserTurn(m_history->nextTurnId(), tomorrow.id, parent, QString::number(createdMs), createdMs);
        QVERIFY(turn.id.value > parent.value);
        QVERIFY(await(m_history->insert(turn)));
        parent = turn.id;
    }
    open();
    QCOMPARE(await(m_history->turnsOfPath(tomorrow.id))->size(), 4);
    QVERIFY(m_history->nextTurnId().value > parent.value);
}

QTEST_GUILESS_MAIN(TestHistoryUnsaved)
#include "tst_historyunsaved.moc"
