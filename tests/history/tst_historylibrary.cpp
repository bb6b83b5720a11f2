// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historycopies.h"
#include "historyfile.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QDateTime>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

//! What is done to whole conversations: versions, folders, trash, erasing, those in memory only.
class TestHistoryLibrary : public QObject {
    Q_OBJECT
private slots:
    void init();

    void listsTheVersionsOfATurn();
    void selectsAVersionAndThoseAbove();
    void refusesToSelectWhatIsNotStored();
    void givesAndTakesWholeTrees();
    void refusesATreeThatDoesNotFit_data();
    void refusesATreeThatDoesNotFit();

    void keepsFoldersInTheirOrder();
    void removingAFolderKeepsWhatWasInIt();
    void filesSeveralAtOnce();
    void filingIsNotOverwrittenBySaving();
    void listsByFolderAndArchive();
    void remembersThePlace();

    void trashSaysHowManyDaysAreLeft_data();
    void trashSaysHowManyDaysAreLeft();
    void whatIsOverdueIsErasedAtTheNextStart();
    void erasesEveryWord_data();
    void erasesEveryWord();
    void erasingNamesTheCopiesThatHoldIt();
    void erasesALongConversation();

    void temporaryOnesAreNeverWritten();
    void aTemporaryOneCanBeKept();

private:
    ConversationId newConversation(const QString &title = QStringLiteral("Sales"));
    Turn insertUser(ConversationId conversation, TurnId parent, const QString &text);
    void reopen();
    QStringList filesWith(const QByteArray &word) const;
    QString folder() const { return m_temporary->path(); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SqliteHistory> m_history;
};

void TestHistoryLibrary::init()
{
    m_history.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestHistoryLibrary::reopen()
{
    m_history.reset();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

ConversationId TestHistoryLibrary::newConversation(const QString &title)
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId(), title);
    m_history->save(conversation);
    return conversation.id;
}

Turn TestHistoryLibrary::insertUser(ConversationId conversation, TurnId parent, const QString &text)
{
    Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, parent, text, 1);
    m_history->insert(turn);
    return turn;
}

//! The files of the data folder that hold these bytes anywhere, in either case of their letters.
QStringList TestHistoryLibrary::filesWith(const QByteArray &word) const
{
    QStringList found;
    QDirIterator files(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        if (file.readAll().toLower().contains(word.toLower()))
            found.append(QFileInfo(file).fileName());
    }
    return found;
}

void TestHistoryLibrary::listsTheVersionsOfATurn()
{
    const ConversationId id = newConversation();
    const Turn question = insertUser(id, {}, QStringLiteral("q"));
    const Turn first = insertUser(id, question.id, QStringLiteral("first"));
    const Turn second = insertUser(id, question.id, QStringLiteral("second, longer"));
    insertUser(id, first.id, QStringLiteral("below"));

    const auto versions = await(m_history->versions(first.id));
    QVERIFY(versions);
    QCOMPARE(versions->size(), 2);
    QCOMPARE(versions->at(0).id, first.id);
    QCOMPARE(versions->at(1).id, second.id);
    QCOMPARE(versions->at(1).versionIndex, 1);
    QCOMPARE(versions->at(1).versionCount, 2);
    QCOMPARE(versions->at(1).characterCount, 14);
    QCOMPARE(await(m_history->versions(question.id))->size(), 1);
    QVERIFY(!await(m_history->versions({99})));
}

void TestHistoryLibrary::selectsAVersionAndThoseAbove()
{
    const ConversationId id = newConversation();
    const Turn oldRoot = insertUser(id, {}, QStringLiteral("old root"));
    const Turn oldAnswer = insertUser(id, oldRoot.id, QStringLiteral("old answer"));
    const Turn below = insertUser(id, oldAnswer.id, QStringLiteral("below"));
    insertUser(id, oldRoot.id, QStringLiteral("newer answer"));
    insertUser(id, {}, QStringLiteral("new root"));

    const auto path = await(m_history->select(oldAnswer.id));
    QVERIFY(path);
    QCOMPARE(path->size(), 3);
    QCOMPARE(path->at(0).id, oldRoot.id);
    QCOMPARE(path->at(0).versionCount, 2);
    QCOMPARE(path->at(1).id, oldAnswer.id);
    QCOMPARE(path->at(2).id, below.id); // what was selected below stays
    reopen();
    QVERIFY(await(m_history->open(id))->path == *path);
}

void TestHistoryLibrary::refusesToSelectWhatIsNotStored()
{
    const ConversationId id = newConversation();
    insertUser(id, {}, QStringLiteral("stays"));
    const auto selected = await(m_history->select({99}));
    QVERIFY(!selected);
    QCOMPARE(selected.error().kind, ErrorKind::StorageFailed);
    QCOMPARE(await(m_history->open(id))->path.size(), 1);
}

void TestHistoryLibrary::givesAndTakesWholeTrees()
{
    const ConversationId id = newConversation();
    const Turn question = insertUser(id, {}, QStringLiteral("q"));
    const Turn first = insertUser(id, question.id, QStringLiteral("first"));
    insertUser(id, question.id, QStringLiteral("second"));
    insertUser(id, first.id, QStringLiteral("below first"));
    m_history->select(first.id);
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = first.id;
    record.keyId = QStringLiteral("session");
    record.usage.cost = Money{7};
    record.outcome = RequestOutcome::Complete;
    m_history->save(record);
    RequestRecord elsewhere = record;
    elsewhere.id = m_history->nextRequestId();
    elsewhere.turn = {1};
    m_history->save(elsewhere);

    const auto tree = await(m_history->tree(id));
    QVERIFY(tree);
    QCOMPARE(tree->turns.size(), 4);
    QCOMPARE(tree->turns.first().id, question.id);
    QVERIFY(tree->requests == QList<RequestRecord>({record}));
    QVERIFY(!await(m_history->tree({99})));

    QTemporaryDir other;
    SqliteHistory copy(other.path());
    QVERIFY(await(copy.insert(*tree)));
    const auto again = await(copy.tree(id));
    QVERIFY(again);
    QVERIFY(*again == *tree);
    QVERIFY(await(copy.open(id))->path == await(m_history->open(id))->path);
}

void TestHistoryLibrary::refusesATreeThatDoesNotFit_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("a stored turn") << 0;
    QTest::newRow("a turn of another conversation") << 1;
    QTest::newRow("a child before its parent") << 2;
    QTest::newRow("a selection elsewhere") << 3;
}

void TestHistoryLibrary::refusesATreeThatDoesNotFit()
{
    QFETCH(const int, what);
    const ConversationId stored = newConversation();
    const Turn storedTurn = insertUser(stored, {}, QStringLiteral("stays"));

    ConversationTree tree;
    tree.conversation = sampleConversation(m_history->nextConversationId(), QStringLiteral("new"));
    const Turn root =
        makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {}, QStringLiteral("root"), 1);
    const Turn child =
        makeUserTurn(m_history->nextTurnId(), tree.conversation.id, root.id, QStringLiteral("child"), 1);
    tree.turns = {root, child};
    switch (what) {
    case 0:
        tree.turns.append(storedTurn);
        tree.turns.last().conversation = tree.conversation.id;
        break;
    case 1:
        tree.turns.append(makeUserTurn(m_history->nextTurnId(), stored, {}, {}, 1));
        break;
    case 2:
        std::swap(tree.turns[0], tree.turns[1]);
        break;
    default:
        tree.selected.insert(storedTurn.id, child.id);
    }
    QVERIFY(!await(m_history->insert(tree)));
    QCOMPARE(await(m_history->conversations({}))->size(), 1);
    QVERIFY(!m_history->turn(root.id));
    QCOMPARE(m_history->turn(storedTurn.id)->conversation, stored);
}

void TestHistoryLibrary::keepsFoldersInTheirOrder()
{
    QList<Folder> folders;
    for (const char *name : {"Work", "Home", "Work", ""}) {
        folders.append({m_history->nextFolderId(), QString::fromLatin1(name)});
        QVERIFY(await(m_history->save(folders.last())));
    }
    QCOMPARE(*await(m_history->folders()), folders);
    folders[1].name = QStringLiteral("Zuhause \U0001F600");
    m_history->save(folders[1]);
    QCOMPARE(*await(m_history->folders()), folders);

    m_history->orderFolders({folders[2].id, folders[0].id});
    reopen();
    QCOMPARE(*await(m_history->folders()), QList<Folder>({folders[2], folders[0], folders[1], folders[3]}));
    QVERIFY(!await(m_history->save(Folder{})));
}

void TestHistoryLibrary::removingAFolderKeepsWhatWasInIt()
{
    const Folder box{m_history->nextFolderId(), QStringLiteral("Box")};
    m_history->save(box);
    Conversation conversation = sampleConversation(m_history->nextConversationId());
    conversation.filing.folder = box.id; // begun in the folder
    QVERIFY(await(m_history->save(conversation)));
    QCOMPARE(await(m_history->conversations({}))->first().filing.folder, box.id);
    QVERIFY(await(m_history->removeFolder(box.id)));
    QVERIFY(await(m_history->folders())->isEmpty());
    QVERIFY(await(m_history->conversations({}))->first().filing == Filing());
}

void TestHistoryLibrary::filesSeveralAtOnce()
{
    const Folder box{m_history->nextFolderId(), QStringLiteral("Box")};
    m_history->save(box);
    const QList<ConversationId> ids{newConversation(), newConversation()};
    const qint64 changedMs = await(m_history->open(ids[0]))->conversation.changedMs;
    const auto filing = [&] { return await(m_history->open(ids[1]))->conversation.filing; };

    QVERIFY(await(m_history->file(ids, {.folder = box.id, .isPinned = true})));
    QVERIFY(filing() == (Filing{box.id, true, false, false}));
    QVERIFY(await(m_history->file(ids, {.isArchived = true, .isUnread = true})));
    QVERIFY(filing() == (Filing{box.id, true, true, true}));
    QVERIFY(await(m_history->file(ids, {.folder = FolderId{}, .isPinned = false, .isUnread = false})));
    QVERIFY(filing() == (Filing{{}, false, true, false}));
    QCOMPARE(await(m_history->open(ids[0]))->conversation.changedMs, changedMs);

    QVERIFY(!await(m_history->file({ids[0], {99}}, {.isPinned = true}))); // all or none
    QVERIFY(!await(m_history->open(ids[0]))->conversation.filing.isPinned);
    QVERIFY(!await(m_history->file(ids, {.folder = FolderId{98}})));
}

void TestHistoryLibrary::filingIsNotOverwrittenBySaving()
{
    const ConversationId id = newConversation();
    const Conversation before = await(m_history->open(id))->conversation;
    m_history->file({id}, {.isPinned = true});
    QVERIFY(await(m_history->save(before)));
    QVERIFY(await(m_history->open(id))->conversation.filing.isPinned);
}

void TestHistoryLibrary::listsByFolderAndArchive()
{
    const Folder box{m_history->nextFolderId(), QStringLiteral("Box")};
    m_history->save(box);
    const ConversationId current = newConversation();
    const ConversationId boxed = newConversation();
    const ConversationId archived = newConversation();
    const ConversationId both = newConversation();
    const ConversationId removed = newConversation();
    m_history->file({boxed, both, removed}, {.folder = box.id});
    m_history->file({archived, both}, {.isArchived = true});
    m_history->remove({removed});
    const auto listed = [&](const ConversationFilter &filter) {
        const auto found = await(m_history->conversations(filter));
        QList<ConversationId> ids;
        for (const Conversation &conversation : *found)
            ids.append(conversation.id);
        return ids;
    };
    QCOMPARE(listed({}), QList<ConversationId>({boxed, current}));
    QCOMPARE(listed({.archived = true}), QList<ConversationId>({both, archived}));
    QCOMPARE(listed({.folder = box.id}), QList<ConversationId>({boxed}));
    QCOMPARE(listed({.folder = FolderId{}}), QList<ConversationId>({current}));
    QCOMPARE(listed({.archived = true, .folder = box.id}), QList<ConversationId>({both}));
}

void TestHistoryLibrary::remembersThePlace()
{
    const ConversationId id = newConversation();
    const Turn turn = insertUser(id, {}, QStringLiteral("q"));
    QVERIFY(await(m_history->open(id))->place == ScrollAnchor());
    const ScrollAnchor place{turn.id, 3, 17, false};
    m_history->savePlace(id, place);
    reopen();
    QVERIFY(await(m_history->open(id))->place == place);
    m_history->savePlace(id, ScrollAnchor());
    QVERIFY(await(m_history->open(id))->place.atEnd);
}

void TestHistoryLibrary::trashSaysHowManyDaysAreLeft_data()
{
    QTest::addColumn<double>("daysAgo");
    QTest::addColumn<int>("daysLeft");
    QTest::newRow("just now") << 0.001 << 29;
    QTest::newRow("a day and a half ago") << 1.5 << 28;
    QTest::newRow("the last day") << 29.5 << 0;
    QTest::newRow("the clock was set back") << -400.0 << 30;
}

void TestHistoryLibrary::trashSaysHowManyDaysAreLeft()
{
    QFETCH(const double, daysAgo);
    QFETCH(const int, daysLeft);
    const ConversationId id = newConversation();
    QVERIFY(await(m_history->remove({id})));
    const qint64 deletedMs = QDateTime::currentMSecsSinceEpoch() - qint64(daysAgo * 86'400'000);
    SQLite::Database(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE conversation SET deleted_ms = " + std::to_string(deletedMs));
    const auto trash = await(m_history->trash());
    QVERIFY(trash);
    QCOMPARE(trash->size(), 1);
    QCOMPARE(trash->first().conversation.id, id);
    QCOMPARE(trash->first().deletedMs, deletedMs);
    QCOMPARE(trash->first().daysLeft, daysLeft);
}

void TestHistoryLibrary::whatIsOverdueIsErasedAtTheNextStart()
{
    const ConversationId kept = newConversation();
    const ConversationId recent = newConversation();
    const ConversationId overdue = newConversation();
    m_history->remove({recent, overdue});
    QVERIFY(await(m_history->conversations({})));
    const qint64 longAgo = QDateTime::currentMSecsSinceEpoch() - qint64(31) * 86'400'000;
    SQLite::Database(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE)
        .exec("UPDATE conversation SET deleted_ms = " + std::to_string(longAgo)
              + " WHERE id = " + std::to_string(overdue.value));
    reopen();
    QCOMPARE(await(m_history->conversations({}))->first().id, kept);
    QCOMPARE(await(m_history->trash())->size(), 1);
    QCOMPARE(await(m_history->trash())->first().conversation.id, recent);
    QVERIFY(!await(m_history->open(overdue)));
}

void TestHistoryLibrary::erasesEveryWord_data()
{
    QTest::addColumn<bool>("fromTrash");
    QTest::newRow("from the list") << false;
    QTest::newRow("from the trash") << true;
}

void TestHistoryLibrary::erasesEveryWord()
{
    QFETCH(const bool, fromTrash);
    // One word per place a text can be in, between others that stay. No other begins as they do, else the
    // index would hold only the ends.
    const QByteArrayList words{"aqintitle",  "bqininstructions", "cqindraft", "dqinquestion",
                               "eqinanswer", "fqinreasoning",    "gqinsql",   "hqinresult",
                               "iqinerror",  "jqwhilestreaming"};
    const auto text = [](const QByteArray &word, int around) {
        return QString(around, u'x') + u' ' + QString::fromLatin1(word) + u' ' + QString(around, u'y');
    };
    const ConversationId stays = newConversation(QStringLiteral("neighbour"));
    TurnId neighbour;
    Conversation conversation =
        sampleConversation(m_history->nextConversationId(), QStringLiteral("aqintitle"));
    conversation.instructions = text(words[1], 50);
    conversation.draft = text(words[2], 50);
    m_history->save(conversation);
    TurnId parent;
    for (int i = 0; i < 40; ++i) {
        const int around = i * i * 7 % 5000;
        const Turn question = insertUser(conversation.id, parent, text(words[3], around));
        Turn answer = sampleAnswer(m_history->nextTurnId(), conversation.id, question.id, {}, Progress::Open);
        m_history->insert(answer);
        for (int update = 0; update < 4; ++update) {
            answer.steps = {Step{TextStep{text(words[9], around * update)}, Progress::Open}};
            QVERIFY(await(m_history->update(answer, false)));
        }
        answer.steps = {
            Step{ReasoningStep{text(words[5], around), {}, 0}, {}},
            Step{ToolCallStep{QStringLiteral("1"), QStringLiteral("query"), text(words[6], 30)}, {}},
            Step{ToolResultStep{QStringLiteral("1"), text(words[7], around)}, {}},
            Step{TextStep{text(words[4], around / 3)}, {}}};
        answer.progress = Progress::Failed;
        answer.failure = Error{.userText = text(words[8], 10)};
        m_history->update(answer, true);
        parent = answer.id;
        neighbour = insertUser(stays, neighbour, text("staysasitis", around)).id;
    }
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = parent;
    record.usage.cost = Money{99};
    QVERIFY(await(m_history->save(record)));
    if (fromTrash)
        QVERIFY(await(m_history->remove({conversation.id})));
    QVERIFY(!filesWith(words[4]).isEmpty());

    const auto erased = await(m_history->erase({conversation.id}));
    QVERIFY(erased);
    // The copy of the day was made while it was being written.
    QVERIFY(await(m_history->deleteBackups(*erased)));
    for (const QByteArray &word : words)
        QVERIFY2(filesWith(word).isEmpty(), word + " is still in " + filesWith(word).join(u' ').toUtf8());
    reopen();
    for (const QByteArray &word : words)
        QVERIFY2(filesWith(word).isEmpty(), word.constData());

    QVERIFY(!await(m_history->open(conversation.id)));
    QCOMPARE(await(m_history->turnsOfPath(stays))->size(), 40);
    SQLite::Database file(historyPath(folder()).toStdString());
    QCOMPARE(file.execAndGet("SELECT sum(cost_pico_usd) FROM request").getInt(), 99);
    QCOMPARE(file.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
}

void TestHistoryLibrary::erasingNamesTheCopiesThatHoldIt()
{
    const ConversationId first = newConversation();
    QVERIFY(await(m_history->conversations({})));
    const auto copyNow = [&](const QString &name) {
        QVERIFY(QDir().mkpath(backupFolder(folder())));
        SQLite::Database file(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE);
        file.exec("VACUUM INTO '" + (backupFolder(folder()) + u'/' + name).toStdString() + "'");
    };
    copyNow(QStringLiteral("history-daily-1.sqlite"));
    const ConversationId second = newConversation();
    QVERIFY(await(m_history->conversations({})));
    copyNow(QStringLiteral("history-before-migration-2.sqlite"));
    QFile unreadable(folder() + QStringLiteral("/history-damaged-3.sqlite"));
    QVERIFY(unreadable.open(QIODevice::WriteOnly) && unreadable.write("not a database") > 0);
    unreadable.close();

    const QString damaged = QStringLiteral("history-damaged-3.sqlite");
    const QStringList ofSecond = *await(m_history->erase({second}));
    QVERIFY(!ofSecond.contains(QStringLiteral("history-daily-1.sqlite")));
    QVERIFY(ofSecond.contains(QStringLiteral("history-before-migration-2.sqlite")));
    QVERIFY(ofSecond.contains(damaged));
    const QStringList ofFirst = *await(m_history->erase({first}));
    for (const char *name : {"history-daily-1.sqlite", "history-before-migration-2.sqlite"})
        QVERIFY2(ofFirst.contains(QLatin1String(name)), name);
    QVERIFY(ofFirst.contains(damaged));
}

void TestHistoryLibrary::erasesALongConversation()
{
    ConversationTree tree;
    tree.conversation = sampleConversation(m_history->nextConversationId());
    TurnId parent;
    for (int i = 0; i < 5000; ++i) {
        tree.turns.append(
            makeUserTurn(m_history->nextTurnId(), tree.conversation.id, parent, QStringLiteral("long"), i));
        parent = tree.turns.last().id;
    }
    QVERIFY(await(m_history->insert(tree)));
    QVERIFY(await(m_history->erase({tree.conversation.id})));
    QVERIFY(!m_history->turn(parent));
}

void TestHistoryLibrary::temporaryOnesAreNeverWritten()
{
    Conversation conversation =
        sampleConversation(m_history->nextConversationId(), QStringLiteral("secrettitle"));
    m_history->keepInMemory(conversation.id);
    QVERIFY(await(m_history->save(conversation)));
    const Turn question = insertUser(conversation.id, {}, QStringLiteral("secretquestion"));
    Turn answer = sampleAnswer(m_history->nextTurnId(), conversation.id, question.id, {}, Progress::Open);
    QVERIFY(await(m_history->insert(answer)));
    answer.steps = {Step{TextStep{QStringLiteral("secretanswer")}, {}}};
    QVERIFY(await(m_history->update(answer, false)));
    answer.progress = Progress::Complete;
    QVERIFY(await(m_history->update(answer, true)));
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = answer.id;
    record.generationId = QStringLiteral("secretgeneration");
    QVERIFY(await(m_history->save(record)));
    QVERIFY(await(m_history->savePlace(conversation.id, {})));

    QCOMPARE(textsOf(*await(m_history->turnsOfPath(conversation.id))),
             QStringList({QStringLiteral("secretquestion"), QStringLiteral("secretanswer")}));
    QVERIFY(*m_history->turn(answer.id) == answer);
    QCOMPARE(await(m_history->open(conversation.id))->path.size(), 2);
    const Turn edited = insertUser(conversation.id, {}, QStringLiteral("secretedit"));
    QCOMPARE(await(m_history->versions(question.id))->size(), 2);
    QCOMPARE(await(m_history->select(answer.id))->size(), 2);
    QCOMPARE(await(m_history->tree(conversation.id))->turns.size(), 3);
    QVERIFY(await(m_history->conversations({}))->isEmpty());

    QVERIFY(filesWith("secret").isEmpty());
    reopen();
    QVERIFY(filesWith("secret").isEmpty());
    QVERIFY(!await(m_history->open(conversation.id)));
}

void TestHistoryLibrary::aTemporaryOneCanBeKept()
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_history->keepInMemory(conversation.id);
    m_history->save(conversation);
    const Turn question = insertUser(conversation.id, {}, QStringLiteral("question"));
    const Turn answer =
        sampleAnswer(m_history->nextTurnId(), conversation.id, question.id, QStringLiteral("one"));
    m_history->insert(answer);
    m_history->insert(
        sampleAnswer(m_history->nextTurnId(), conversation.id, question.id, QStringLiteral("two")));
    m_history->select(answer.id);
    const auto before = await(m_history->tree(conversation.id));

    const auto kept = m_history->keepOnDisk(conversation.id);
    const Turn later = insertUser(conversation.id, answer.id, QStringLiteral("later")); // not waited for
    QVERIFY(await(kept));
    QVERIFY(await(m_history->keepOnDisk(conversation.id))); // again: nothing to do
    reopen();
    QCOMPARE(textsOf(*await(m_history->turnsOfPath(conversation.id))),
             QStringList({QStringLiteral("question"), QStringLiteral("one"), QStringLiteral("later")}));
    QCOMPARE(await(m_history->tree(conversation.id))->turns.size(), before->turns.size() + 1);
    QCOMPARE(await(m_history->conversations({}))->size(), 1);
}

QTEST_GUILESS_MAIN(TestHistoryLibrary)
#include "tst_historylibrary.moc"
