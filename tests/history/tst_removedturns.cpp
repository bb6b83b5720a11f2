// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

//! Deleted turns, in the file and in memory.
class TestRemovedTurns : public QObject {
    Q_OBJECT
private slots:
    void init();

    void showsTheVersionBesideIt_data();
    void showsTheVersionBesideIt();
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void whatWasDeletedBeforeStaysDeleted_data();
    void whatWasDeletedBeforeStaysDeleted();
    void theFirstTurnCanGo_data();
    void theFirstTurnCanGo();
    void isInNoTreeAndNoVersions_data();
    void isInNoTreeAndNoVersions();
    void isNotFound();
    void refusesWhatWasNotDeleted();
    void isErasedWhenItIsOverdue();
    void isErasedWithItsConversation();

private:
    //! Rows for both ways of keeping a conversation.
    static void addKinds();
    void begin(bool inMemory);
    Turn add(TurnId parent, const QString &text);
    QStringList shown();
    static QStringList idsOf(const QList<TurnSummary> &path);
    bool isInFile(const QByteArray &word) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteHistory> m_history;
    ConversationId m_id;
};

void TestRemovedTurns::init()
{
    m_history.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<SqliteHistory>(m_folder->path());
    QVERIFY(await(m_history->start()));
}

void TestRemovedTurns::addKinds()
{
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("on disk") << false;
    QTest::newRow("temporary") << true;
}

void TestRemovedTurns::begin(bool inMemory)
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_id = conversation.id;
    if (inMemory)
        m_history->keepInMemory(m_id);
    QVERIFY(await(m_history->save(conversation)));
}

Turn TestRemovedTurns::add(TurnId parent, const QString &text)
{
    Turn turn = makeUserTurn(m_history->nextTurnId(), m_id, parent, text, 1000);
    m_history->insert(turn);
    return turn;
}

QStringList TestRemovedTurns::shown()
{
    const auto turns = await(m_history->turnsOfPath(m_id));
    return turns ? textsOf(*turns) : QStringList{turns.error().detail};
}

QStringList TestRemovedTurns::idsOf(const QList<TurnSummary> &path)
{
    QStringList ids;
    for (const TurnSummary &summary : path)
        ids.append(QStringLiteral("%1 (%2/%3)")
                       .arg(summary.id.value)
                       .arg(summary.versionIndex + 1)
                       .arg(summary.versionCount));
    return ids;
}

bool TestRemovedTurns::isInFile(const QByteArray &word) const
{
    const QString path = historyPath(m_folder->path());
    return contentOf(path).contains(word) || contentOf(path + QStringLiteral("-wal")).contains(word);
}

void TestRemovedTurns::showsTheVersionBesideIt_data()
{
    QTest::addColumn<bool>("inMemory");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("beside");
    for (const bool inMemory : {false, true}) {
        const char *kind = inMemory ? "temporary" : "on disk";
        QTest::addRow("the first, %s", kind) << inMemory << 0 << QStringLiteral("b");
        QTest::addRow("one between, %s", kind) << inMemory << 1 << QStringLiteral("a");
        QTest::addRow("the last, %s", kind) << inMemory << 2 << QStringLiteral("b");
    }
}

void TestRemovedTurns::showsTheVersionBesideIt()
{
    QFETCH(const bool, inMemory);
    QFETCH(const int, removed);
    QFETCH(const QString, beside);
    begin(inMemory);
    const Turn top = add({}, QStringLiteral("top"));
    QList<Turn> versions;
    for (const char *text : {"a", "b", "c"}) {
        versions.append(add(top.id, QLatin1String(text)));
        add(versions.last().id, QStringLiteral("below ") + QLatin1String(text));
    }
    QVERIFY(await(m_history->select(versions.at(removed).id)));

    const auto path = await(m_history->removeTurn(versions.at(removed).id));
    QVERIFY(path);
    QCOMPARE(path->size(), 3);
    QCOMPARE(path->at(1).versionCount, 2);
    QCOMPARE(shown(), QStringList({QStringLiteral("top"), beside, QStringLiteral("below ") + beside}));
}

void TestRemovedTurns::comesBackAsItWas_data()
{
    addKinds();
}

void TestRemovedTurns::comesBackAsItWas()
{
    QFETCH(const bool, inMemory);
    begin(inMemory);
    const Turn top = add({}, QStringLiteral("top"));
    const Turn answer = add(top.id, QStringLiteral("answer"));
    const Turn hidden = add(answer.id, QStringLiteral("hidden version"));
    add(answer.id, QStringLiteral("shown version"));
    QVERIFY(await(m_history->select(hidden.id)));
    const QStringList before = idsOf(await(m_history->open(m_id))->path);

    QCOMPARE(await(m_history->removeTurn(answer.id))->size(), 1);
    QCOMPARE(shown(), QStringList{QStringLiteral("top")});
    // What is said next stands beside what was hidden.
    const Turn other = add(top.id, QStringLiteral("another answer"));
    if (!inMemory) {
        m_history = std::make_unique<SqliteHistory>(m_folder->path());
        QVERIFY(await(m_history->start()));
        QCOMPARE(shown(), QStringList({QStringLiteral("top"), QStringLiteral("another answer")}));
    }
    QCOMPARE(await(m_history->versions(other.id))->size(), 1);
    QVERIFY(await(m_history->removeTurn(other.id)));
    const auto path = await(m_history->restoreTurn(answer.id));
    QVERIFY(path);
    QCOMPARE(idsOf(*path), before);
    QCOMPARE(shown(), QStringList({QStringLiteral("top"), QStringLiteral("answer"),
                                   QStringLiteral("hidden version")}));
    QCOMPARE(await(m_history->versions(hidden.id))->size(), 2);
}

void TestRemovedTurns::whatWasDeletedBeforeStaysDeleted_data()
{
    addKinds();
}

void TestRemovedTurns::whatWasDeletedBeforeStaysDeleted()
{
    QFETCH(const bool, inMemory);
    begin(inMemory);
    const Turn top = add({}, QStringLiteral("top"));
    const Turn answer = add(top.id, QStringLiteral("answer"));
    const Turn below = add(answer.id, QStringLiteral("below"));
    QVERIFY(await(m_history->removeTurn(below.id)));
    QVERIFY(await(m_history->removeTurn(answer.id)));
    QVERIFY(!await(m_history->restoreTurn(below.id))); // where would it be shown?
    QVERIFY(await(m_history->restoreTurn(answer.id)));
    QCOMPARE(shown(), QStringList({QStringLiteral("top"), QStringLiteral("answer")}));
    QVERIFY(await(m_history->restoreTurn(below.id)));
    QCOMPARE(shown(),
             QStringList({QStringLiteral("top"), QStringLiteral("answer"), QStringLiteral("below")}));
}

void TestRemovedTurns::theFirstTurnCanGo_data()
{
    addKinds();
}

void TestRemovedTurns::theFirstTurnCanGo()
{
    QFETCH(const bool, inMemory);
    begin(inMemory);
    const Turn top = add({}, QStringLiteral("top"));
    add(top.id, QStringLiteral("answer"));
    const auto path = await(m_history->removeTurn(top.id));
    QVERIFY(path);
    QVERIFY(path->isEmpty());
    QVERIFY(shown().isEmpty());
    add({}, QStringLiteral("a new beginning"));
    QCOMPARE(shown(), QStringList{QStringLiteral("a new beginning")});
    QCOMPARE(await(m_history->restoreTurn(top.id))->size(), 2);
    QCOMPARE(await(m_history->versions(top.id))->size(), 2);
}

void TestRemovedTurns::isInNoTreeAndNoVersions_data()
{
    addKinds();
}

void TestRemovedTurns::isInNoTreeAndNoVersions()
{
    QFETCH(const bool, inMemory);
    begin(inMemory);
    const Turn top = add({}, QStringLiteral("top"));
    const Turn first = add(top.id, QStringLiteral("first"));
    const Turn second = add(top.id, QStringLiteral("second"));
    const Turn below = add(second.id, QStringLiteral("below"));
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = below.id;
    QVERIFY(await(m_history->save(record)));

    QVERIFY(await(m_history->removeTurn(second.id)));
    const auto tree = await(m_history->tree(m_id));
    QVERIFY(tree);
    QCOMPARE(textsOf(tree->turns), QStringList({QStringLiteral("top"), QStringLiteral("first")}));
    QCOMPARE(tree->selected.value(top.id), first.id);
    QVERIFY(!tree->selected.contains(second.id));
    QVERIFY(inMemory || tree->requests.isEmpty());
    QCOMPARE(await(m_history->versions(first.id))->size(), 1);
}

void TestRemovedTurns::isNotFound()
{
    begin(false);
    const Turn top = add({}, QStringLiteral("pineapple"));
    add(top.id, QStringLiteral("pineapple juice"));
    const auto hits = [this](bool alsoTrash) {
        if (!await(m_history->open(m_id))) // a search does not wait for what is being written
            return qsizetype(-1);
        SearchQuery query;
        query.words = QStringLiteral("pineapple");
        query.alsoTrash = alsoTrash;
        const auto found = await(m_history->search(query));
        return found ? found->hits.size() : qsizetype(-1);
    };
    QCOMPARE(hits(false), 2);
    QVERIFY(await(m_history->removeTurn(top.id)));
    QCOMPARE(hits(false), 0);
    QCOMPARE(hits(true), 0);
    QVERIFY(await(m_history->restoreTurn(top.id)));
    QCOMPARE(hits(false), 2);
}

void TestRemovedTurns::refusesWhatWasNotDeleted()
{
    begin(false);
    const Turn top = add({}, QStringLiteral("top"));
    QVERIFY(!await(m_history->restoreTurn(top.id)));
    QVERIFY(!await(m_history->removeTurn({99})));
    QVERIFY(!await(m_history->restoreTurn({99})));
    QCOMPARE(shown(), QStringList{QStringLiteral("top")});
}

void TestRemovedTurns::isErasedWhenItIsOverdue()
{
    begin(false);
    const Turn top = add({}, QStringLiteral("top"));
    const Turn old = add(top.id, QStringLiteral("oldqsecret"));
    // Deeper than SQLite goes down from one deletion to the next.
    TurnId parent = old.id;
    for (int i = 0; i < 1200; ++i)
        parent = add(parent, QStringLiteral("below")).id;
    const Turn recent = add(top.id, QStringLiteral("newqsecret"));
    QVERIFY(await(m_history->select(old.id)));
    QVERIFY(await(m_history->removeTurn(old.id)));
    QVERIFY(await(m_history->removeTurn(recent.id)));
    QVERIFY(await(m_history->open(m_id)));
    const qint64 longAgo = QDateTime::currentMSecsSinceEpoch() - qint64(31) * 86'400'000;
    SQLite::Database(historyPath(m_folder->path()).toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE turn SET deleted_ms = " + std::to_string(longAgo)
              + " WHERE deleted_with = " + std::to_string(old.id.value));
    m_history = std::make_unique<SqliteHistory>(m_folder->path());
    QVERIFY(await(m_history->start()));
    QVERIFY(!await(m_history->restoreTurn(old.id)));
    QCOMPARE(await(m_history->restoreTurn(recent.id))->size(), 2);
    m_history.reset();
    QVERIFY(!isInFile("oldqsecret"));
    QVERIFY(isInFile("newqsecret"));
}

void TestRemovedTurns::isErasedWithItsConversation()
{
    begin(false);
    const Turn top = add({}, QStringLiteral("top"));
    add(top.id, QStringLiteral("hidqsecret"));
    QVERIFY(await(m_history->removeTurn(top.id)));
    QVERIFY(await(m_history->erase({m_id})));
    m_history.reset();
    QVERIFY(!isInFile("hidqsecret"));
}

QTEST_GUILESS_MAIN(TestRemovedTurns)
#include "tst_removedturns.moc"
