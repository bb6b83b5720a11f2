// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "historyfiles.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>

using namespace tabletalk;

class TestHistorySearch : public QObject {
    Q_OBJECT
private slots:
    void init();

    void findsWhatWasSaid_data();
    void findsWhatWasSaid();
    void newestComeFirst();
    void rankingPrefersWholeWords();
    void filters_data();
    void filters();
    void filtersAloneListTheNewest();
    void marksWhatWasFound();
    void followsChanges();
    void skipsTheTrash();
    void saysWhenThereIsMore();
    void aNewerSearchEndsTheOlder();
    void indexesWhatAnOlderFileHolds();
    void manyTurnsOfOneMoment();
    void newestComeFirstWithinASecond();
    void numbersWhatAnEarlierVersionIndexed();
    void survivesStrangeQueries_data();
    void survivesStrangeQueries();
    void temporaryOnesAreNotFound();

private:
    ConversationId newConversation(const QString &title = QStringLiteral("untitled"));
    Turn add(ConversationId conversation, const QString &text, qint64 createdMs = 1000);
    QStringList texts(const SearchQuery &query);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteHistory> m_history;
};

void TestHistorySearch::init()
{
    m_history.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<SqliteHistory>(m_folder->path());
    QVERIFY(await(m_history->start()));
}

ConversationId TestHistorySearch::newConversation(const QString &title)
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId(), title);
    m_history->save(conversation);
    return conversation.id;
}

Turn TestHistorySearch::add(ConversationId conversation, const QString &text, qint64 createdMs)
{
    Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, {}, text, createdMs);
    m_history->insert(turn);
    return turn;
}

//! The snippets of what is found, after everything written is in the file.
QStringList TestHistorySearch::texts(const SearchQuery &query)
{
    if (!await(m_history->conversations({})))
        return {QStringLiteral("cannot be read")};
    const auto found = await(m_history->search(query));
    if (!found)
        return {found.error().detail};
    QStringList all;
    for (const SearchHit &hit : found->hits)
        all.append(hit.snippet.text);
    return all;
}

void TestHistorySearch::findsWhatWasSaid_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("found");
    QTest::newRow("a word") << QStringLiteral("quarterly") << true;
    QTest::newRow("its beginning") << QStringLiteral("quar") << true;
    QTest::newRow("one letter") << QStringLiteral("q") << true;
    QTest::newRow("not its middle") << QStringLiteral("arter") << false;
    QTest::newRow("another case") << QStringLiteral("QUARTERLY") << true;
    QTest::newRow("without the accent") << QStringLiteral("resume") << true;
    QTest::newRow("with another accent") << QStringLiteral("resumè") << true;
    QTest::newRow("two words") << QStringLiteral("figures quarterly") << true;
    QTest::newRow("one of two") << QStringLiteral("quarterly missing") << false;
    QTest::newRow("exactly") << QStringLiteral("\"quarterly figures\"") << true;
    QTest::newRow("exactly, over a line's end") << QStringLiteral("\"figures please\"") << true;
    QTest::newRow("exactly not") << QStringLiteral("\"figures quarterly\"") << false;
    QTest::newRow("ideographs") << QStringLiteral("売上高") << true;
    QTest::newRow("one ideograph") << QStringLiteral("高") << true;
    QTest::newRow("ideographs in another order") << QStringLiteral("高売") << false;
    QTest::newRow("a number") << QStringLiteral("1234") << true;
}

void TestHistorySearch::findsWhatWasSaid()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, found);
    const ConversationId id = newConversation();
    add(id, QStringLiteral("The Quarterly figures\nplease, my Résumé, 売上高 and 1234.5"));
    add(id, QStringLiteral("nothing of it"));
    QCOMPARE(texts({.words = typed}).size(), found ? 1 : 0);
}

void TestHistorySearch::newestComeFirst()
{
    const ConversationId id = newConversation(QStringLiteral("apple"));
    add(id, QStringLiteral("apple 2"), 2000);
    add(id, QStringLiteral("apple 3"), 3000); // written later, yet older than the next
    add(id, QStringLiteral("apple 1"), 1000);
    QCOMPARE(texts({.words = QStringLiteral("apple")}),
             QStringList({QStringLiteral("apple"), QStringLiteral("apple 3"), QStringLiteral("apple 2"),
                          QStringLiteral("apple 1")}));
}

void TestHistorySearch::rankingPrefersWholeWords()
{
    const ConversationId id = newConversation();
    add(id, QStringLiteral("car"), 1000);
    add(id, QStringLiteral("carpet"), 2000);
    add(id, QStringLiteral("car and car"), 500);
    QCOMPARE(texts({.words = QStringLiteral("car"), .order = SearchQuery::Order::Best}),
             QStringList({QStringLiteral("car and car"), QStringLiteral("car"), QStringLiteral("carpet")}));
    QCOMPARE(texts({.words = QStringLiteral("car"), .order = SearchQuery::Order::Best, .limit = 1}),
             QStringList({QStringLiteral("car and car")}));
}

void TestHistorySearch::filters_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("role");
    QTest::addColumn<qint64>("fromMs");
    QTest::addColumn<qint64>("untilMs");
    QTest::addColumn<bool>("table");
    QTest::newRow("none") << QStringLiteral("title,table,answer,question") << QString() << -1 << qint64(-1)
                          << qint64(-1) << false;
    QTest::newRow("questions") << QStringLiteral("question") << QString() << 0 << qint64(-1) << qint64(-1)
                               << false;
    QTest::newRow("answers") << QStringLiteral("table,answer") << QString() << 1 << qint64(-1) << qint64(-1)
                             << false;
    QTest::newRow("a model") << QStringLiteral("answer") << QStringLiteral("interactive/large-2.0") << -1
                             << qint64(-1) << qint64(-1) << false;
    QTest::newRow("a model that begins so")
        << QString() << QStringLiteral("interactive/large") << -1 << qint64(-1) << qint64(-1) << false;
    QTest::newRow("since") << QStringLiteral("title,table,answer") << QString() << -1 << qint64(2000)
                           << qint64(-1) << false;
    QTest::newRow("until") << QStringLiteral("answer,question") << QString() << -1 << qint64(-1)
                           << qint64(3000) << false;
    QTest::newRow("a moment") << QStringLiteral("answer") << QString() << -1 << qint64(2000) << qint64(2001)
                              << false;
    QTest::newRow("with a table") << QStringLiteral("table") << QString() << -1 << qint64(-1) << qint64(-1)
                                  << true;
}

void TestHistorySearch::filters()
{
    QFETCH(const QString, found);
    QFETCH(const QString, model);
    QFETCH(const int, role);
    QFETCH(const qint64, fromMs);
    QFETCH(const qint64, untilMs);
    QFETCH(const bool, table);
    const ConversationId id = newConversation(QStringLiteral("title pear"));
    const Turn question = add(id, QStringLiteral("question pear | not a table -"), 1000);
    Turn answer = sampleAnswer(m_history->nextTurnId(), id, question.id, QStringLiteral("answer pear"));
    answer.createdMs = 2000;
    answer.model = QStringLiteral("interactive/large-2.0");
    m_history->insert(answer);
    Turn withTable = sampleAnswer(m_history->nextTurnId(), id, question.id,
                                  QStringLiteral("table pear\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n"));
    withTable.createdMs = 3000;
    m_history->insert(withTable);

    SearchQuery query{.words = QStringLiteral("pear"), .model = model, .onlyWithTable = table};
    if (role >= 0)
        query.role = TurnRole(role);
    if (fromMs >= 0)
        query.fromMs = fromMs;
    if (untilMs >= 0)
        query.untilMs = untilMs;
    QStringList firstWords;
    for (const QString &text : texts(query))
        firstWords.append(text.section(u' ', 0, 0));
    QCOMPARE(firstWords.join(u','), found);
}

void TestHistorySearch::filtersAloneListTheNewest()
{
    const ConversationId id = newConversation();
    add(id, QStringLiteral("one"), 1000);
    add(id, QStringLiteral("two"), 2000);
    QCOMPARE(texts({.role = TurnRole::User}), QStringList({QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(texts({.fromMs = 1500, .untilMs = 2500}), QStringList({QStringLiteral("two")}));
    QCOMPARE(texts({.words = QStringLiteral(" . ")}), QStringList());
}

void TestHistorySearch::marksWhatWasFound()
{
    const ConversationId id = newConversation(QStringLiteral("The conversation"));
    const QString filler = QStringLiteral("lorem ipsum ").repeated(40);
    const Turn turn = add(id, filler + QStringLiteral("the CAFÉ\n\nand the cafés ") + filler, 5000);
    QVERIFY(await(m_history->conversations({})));
    const auto found = await(m_history->search({.words = QStringLiteral("cafe")}));
    QVERIFY(found);
    QCOMPARE(found->hits.size(), 1);
    QVERIFY(!found->hasMore);
    const SearchHit &hit = found->hits.first();
    QCOMPARE(hit.conversation, id);
    QCOMPARE(hit.turn, turn.id);
    QCOMPARE(hit.title, QStringLiteral("The conversation"));
    QCOMPARE(hit.createdMs, 5000);
    QCOMPARE(hit.snippet.marks.size(), 2);
    QStringList marked;
    for (const Snippet::Range &range : hit.snippet.marks)
        marked.append(hit.snippet.text.mid(range.start, range.length));
    QCOMPARE(marked, QStringList({QStringLiteral("CAFÉ"), QStringLiteral("café")}));
    // Whole words from the beginning on.
    QVERIFY2(hit.snippet.text.startsWith(QStringLiteral("\u2026lorem ipsum "))
                 || hit.snippet.text.startsWith(QStringLiteral("\u2026ipsum lorem ")),
             qPrintable(hit.snippet.text));
    QVERIFY(hit.snippet.text.endsWith(u'\u2026'));
    QVERIFY(!hit.snippet.text.contains(u'\n'));
}

void TestHistorySearch::followsChanges()
{
    Conversation conversation =
        sampleConversation(m_history->nextConversationId(), QStringLiteral("oldtitle"));
    m_history->save(conversation);
    conversation.title = QStringLiteral("newtitle");
    m_history->save(conversation);
    m_history->save(conversation);
    QCOMPARE(texts({.words = QStringLiteral("oldtitle")}), QStringList());
    QCOMPARE(texts({.words = QStringLiteral("newtitle")}).size(), 1);

    Turn answer =
        sampleAnswer(m_history->nextTurnId(), conversation.id, {}, QStringLiteral("halfway"), Progress::Open);
    m_history->insert(answer);
    QCOMPARE(texts({.words = QStringLiteral("halfway")}), QStringList()); // when it is complete
    answer.progress = Progress::Complete;
    answer.steps = {
        Step{ReasoningStep{QStringLiteral("hiddenthought"), {}, 0}, {}},
        Step{ToolCallStep{{}, {}, QStringLiteral("{\"sql\":\"SELECT\\nregioncode FROM t\"}")}, {}},
        Step{ToolResultStep{{}, QStringLiteral("resultrow")}, {}},
        Step{TextStep{QStringLiteral("wholeanswer")}, {}}};
    m_history->update(answer, true);
    for (const char *word : {"wholeanswer", "regioncode"})
        QCOMPARE(texts({.words = QLatin1String(word)}).size(), 1);
    for (const char *word : {"hiddenthought", "resultrow", "halfway", "nregioncode"})
        QCOMPARE(texts({.words = QLatin1String(word)}), QStringList());
    answer.steps = {Step{TextStep{QStringLiteral("edited")}, {}}};
    m_history->update(answer, true);
    QCOMPARE(texts({.words = QStringLiteral("wholeanswer")}), QStringList());
    QCOMPARE(texts({.words = QStringLiteral("edited")}).size(), 1);

    QVERIFY(await(m_history->erase({conversation.id})));
    QCOMPARE(texts({.words = QStringLiteral("e")}), QStringList());
    SQLite::Database file(historyPath(m_folder->path()).toStdString(), SQLite::OPEN_READWRITE);
    QCOMPARE(file.execAndGet("SELECT count(*) FROM search_entry").getInt(), 0);
    file.exec("INSERT INTO search (search) VALUES ('integrity-check')");
}

void TestHistorySearch::skipsTheTrash()
{
    const ConversationId id = newConversation(QStringLiteral("plum"));
    m_history->file({newConversation(QStringLiteral("plum archived"))}, {.isArchived = true});
    m_history->remove({id});
    QVERIFY(await(m_history->conversations({})));
    auto found = await(m_history->search({.words = QStringLiteral("plum")}));
    QVERIFY(found);
    QCOMPARE(found->hits.size(), 1);
    QVERIFY(found->hits.first().isArchived);
    found = await(m_history->search({.words = QStringLiteral("plum"), .alsoTrash = true}));
    QVERIFY(found);
    QCOMPARE(found->hits.size(), 2);
    QVERIFY(found->hits.last().isInTrash);
}

void TestHistorySearch::saysWhenThereIsMore()
{
    const ConversationId id = newConversation();
    for (int i = 0; i < 10; ++i)
        add(id, QStringLiteral("same"), i);
    QVERIFY(await(m_history->conversations({})));
    const auto some = await(m_history->search({.words = QStringLiteral("same"), .limit = 9}));
    QVERIFY(some);
    QCOMPARE(some->hits.size(), 9);
    QVERIFY(some->hasMore);
    const auto all = await(m_history->search({.words = QStringLiteral("same"), .limit = 10}));
    QVERIFY(all);
    QCOMPARE(all->hits.size(), 10);
    QVERIFY(!all->hasMore);
}

void TestHistorySearch::aNewerSearchEndsTheOlder()
{
    ConversationTree tree;
    tree.conversation = sampleConversation(m_history->nextConversationId());
    for (int i = 0; i < 3000; ++i) {
        tree.turns.append(makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {},
                                       QStringLiteral("same words ").repeated(50), i));
    }
    QVERIFY(await(m_history->insert(tree)));
    // Each waits behind the one before it, so all but the last are superseded before they end.
    QList<QFuture<Result<SearchResult>>> searches;
    for (int i = 0; i < 20; ++i) {
        searches.append(m_history->search(
            {.words = QStringLiteral("same"), .order = SearchQuery::Order::Best, .limit = 1000}));
    }
    int cancelled = 0;
    for (const auto &search : std::as_const(searches)) {
        const auto result = await(search);
        cancelled += !result && result.error().kind == ErrorKind::Cancelled ? 1 : 0;
    }
    QVERIFY2(cancelled >= 18, qPrintable(QString::number(cancelled)));
    QVERIFY(await(searches.last()));

    const auto stopped = m_history->search({.words = QStringLiteral("same")});
    m_history->cancelSearch();
    const auto result = await(stopped);
    QVERIFY(result || result.error().kind == ErrorKind::Cancelled);
}

void TestHistorySearch::indexesWhatAnOlderFileHolds()
{
    m_history.reset();
    {
        QFile::remove(historyPath(m_folder->path()));
        makeFileOfVersion(1, historyPath(m_folder->path()));
        SQLite::Database file(historyPath(m_folder->path()).toStdString(), SQLite::OPEN_READWRITE);
        // More than is taken in at once.
        file.exec("WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                  " INSERT INTO turn (id, conversation, role, progress, created_ms, model, finish_reason,"
                  "     character_count, line_count) SELECT i + 1000, 100, 0, 0, i, '', '', 6, 1 FROM n;"
                  "INSERT INTO step (turn, position, kind, progress, text)"
                  " SELECT id, 0, 1, 0, 'cherry' FROM turn WHERE id > 1000");
    }
    m_history = std::make_unique<SqliteHistory>(m_folder->path());
    QVERIFY(await(m_history->start()));
    const auto isIndexed = [this] {
        const auto found = await(m_history->search({.words = QStringLiteral("march")}));
        return found && !found->isIndexing;
    };
    QTRY_VERIFY(isIndexed());
    QCOMPARE(await(m_history->search({.words = QStringLiteral("cherry"), .limit = 1000}))->hits.size(), 500);
    QTRY_COMPARE(texts({.words = QStringLiteral("march")}).size(), 2); // a title and a question
    QCOMPARE(texts({.onlyWithTable = true}).size(), 1);
}

void TestHistorySearch::manyTurnsOfOneMoment()
{
    constexpr int kTurns = 5000;
    ConversationTree tree;
    tree.conversation = sampleConversation(m_history->nextConversationId());
    for (int i = 0; i < kTurns; ++i) {
        tree.turns.append(makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {},
                                       QStringLiteral("w%1").arg(i), i == 0 ? -5 : 10'000));
    }
    // Its own place in the index is taken by then.
    tree.turns.append(
        makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {}, QStringLiteral("later"), 60'000));
    tree.turns.append(makeUserTurn(m_history->nextTurnId(), tree.conversation.id, {},
                                   QStringLiteral("future"), std::numeric_limits<qint64>::max()));
    QVERIFY(await(m_history->insert(tree)));
    QCOMPARE(texts({.words = QStringLiteral("w4105")}).size(), 1);
    QCOMPARE(texts({.words = QStringLiteral("future"), .fromMs = 0}).size(), 1);
    QCOMPARE(texts({.words = QStringLiteral("w"), .limit = 10'000}).size(), kTurns);
    // They are found by when they were said, wherever they are in the index.
    QCOMPARE(
        texts({.words = QStringLiteral("w"), .fromMs = 10'000, .untilMs = 10'001, .limit = 10'000}).size(),
        kTurns - 1);
    QCOMPARE(texts({.words = QStringLiteral("w"), .untilMs = 10'000}), QStringList(QStringLiteral("w0")));
    QCOMPARE(texts({.fromMs = 60'000, .untilMs = 60'001}), QStringList(QStringLiteral("later")));
    QCOMPARE(texts({.fromMs = 60'001, .untilMs = 4'000'000}), QStringList());
}

void TestHistorySearch::newestComeFirstWithinASecond()
{
    const ConversationId id = newConversation();
    for (const int ms : {10'030, 10'010, 10'050, 10'020, 10'040})
        add(id, QStringLiteral("fig %1").arg(ms), ms);
    QCOMPARE(
        texts({.words = QStringLiteral("fig")}),
        QStringList({QStringLiteral("fig 10050"), QStringLiteral("fig 10040"), QStringLiteral("fig 10030"),
                     QStringLiteral("fig 10020"), QStringLiteral("fig 10010")}));
    QCOMPARE(
        texts({.words = QStringLiteral("fig"), .fromMs = 10'020, .untilMs = 10'041}),
        QStringList({QStringLiteral("fig 10040"), QStringLiteral("fig 10030"), QStringLiteral("fig 10020")}));
}

void TestHistorySearch::numbersWhatAnEarlierVersionIndexed()
{
    m_history.reset();
    QFile::remove(historyPath(m_folder->path()));
    makeFileOfVersion(6, historyPath(m_folder->path()));
    m_history = std::make_unique<SqliteHistory>(m_folder->path());
    QVERIFY(await(m_history->start()));
    QTRY_COMPARE(texts({.words = QStringLiteral("march")}).size(), 2); // a title and a question
    SQLite::Database file(historyPath(m_folder->path()).toStdString(), SQLite::OPEN_READWRITE);
    QVERIFY(file.execAndGet("SELECT max(id) FROM search_entry").getInt64() < 10'000'000'000);
    file.exec("INSERT INTO search (search) VALUES ('integrity-check')");
}

void TestHistorySearch::survivesStrangeQueries_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("quotes") << QStringLiteral("\"\"\" \" a\"b");
    QTest::newRow("operators") << QStringLiteral("AND OR NOT NEAR(a b, 2) ^a a* {x}: -y + z");
    QTest::newRow("column") << QStringLiteral("words:a rowid:1");
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + QStringLiteral("b");
    QTest::newRow("half a pair") << QString(QChar(0xDC00));
    QTest::newRow("SQL") << QStringLiteral("'); DROP TABLE search; --");
    QTest::newRow("emoji") << QStringLiteral("\U0001F600");
    QTest::newRow("very long") << QString(100'000, u'x');
    QTest::newRow("very many") << [] {
        QString words;
        for (int i = 0; i < 5000; ++i)
            words += QString::number(i) + u' ';
        return words;
    }();
}

void TestHistorySearch::survivesStrangeQueries()
{
    QFETCH(const QString, typed);
    add(newConversation(), QStringLiteral("a b"));
    QVERIFY(await(m_history->conversations({})));
    const auto found = await(m_history->search({.words = typed}));
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
}

void TestHistorySearch::temporaryOnesAreNotFound()
{
    const Conversation conversation =
        sampleConversation(m_history->nextConversationId(), QStringLiteral("grape"));
    m_history->keepInMemory(conversation.id);
    m_history->save(conversation);
    add(conversation.id, QStringLiteral("grape"));
    QCOMPARE(texts({.words = QStringLiteral("grape")}), QStringList());
    QVERIFY(await(m_history->keepOnDisk(conversation.id)));
    QCOMPARE(texts({.words = QStringLiteral("grape")}).size(), 2);
}

QTEST_GUILESS_MAIN(TestHistorySearch)
#include "tst_historysearch.moc"
