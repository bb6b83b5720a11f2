// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historyfile.h"
#include "samples.h"
#include "sqlitehistory.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

using namespace tabletalk;

class TestSqliteHistory : public QObject {
    Q_OBJECT
private slots:
    void init();

    void keepsEveryFieldOfAConversation();
    void replacesAConversationAndKeepsItsTurns();
    void listsTheMostRecentlyChangedFirst();
    void aTurnMovesItsConversationUp();
    void keepsEveryFieldOfATurn_data();
    void keepsEveryFieldOfATurn();
    void keepsStrangeText_data();
    void keepsStrangeText();
    void keepsARequest();
    void requestOutlivesItsTurn();

    void showsTheSelectedPathAmongVersions();
    void selectsPerNode();
    void summariesMatchTheTurns();

    void readsSeeTheWritesBeforeThem();
    void updatesReplaceTheSteps();
    void waitingUpdatesOfATurnBecomeOne();
    void destructionFinishesEveryWrite();

    void deletesAndRestores();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void saysWhenThereIsNoSuchRow();
    void idsStayAboveThoseStored();
    void openTurnsAreCutAtTheNextStart();

private:
    ConversationId newConversation();
    void reopen();
    QString folder() const { return m_temporary->path(); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::unique_ptr<SqliteHistory> m_history;
};

void TestSqliteHistory::init()
{
    m_history.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

ConversationId TestSqliteHistory::newConversation()
{
    const Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_history->save(conversation);
    return conversation.id;
}

void TestSqliteHistory::reopen()
{
    m_history.reset();
    m_history = std::make_unique<SqliteHistory>(folder());
    QVERIFY(await(m_history->start()));
}

void TestSqliteHistory::keepsEveryFieldOfAConversation()
{
    Conversation full;
    full.id = m_history->nextConversationId();
    full.title = QStringLiteral("Größe");
    full.model = QStringLiteral("interactive/large");
    full.instructions = QStringLiteral("Be brief.");
    full.parameters.temperature = 0.1;
    full.parameters.maxTokens = 4096;
    full.parameters.reasoningEffort = ReasoningEffort::XHigh;
    full.parameters.topP = 0.9;
    full.parameters.seed = 9'007'199'254'740'991;
    full.parameters.stop = {QStringLiteral("END"), QStringLiteral("\n")};
    full.parameters.provider.order = {QStringLiteral("first")};
    full.draft = QStringLiteral("not yet sent\n");
    full.createdMs = 5;
    full.changedMs = 9;
    Conversation bare;
    bare.id = m_history->nextConversationId();
    m_history->save(full);
    m_history->save(bare);
    reopen();

    const auto all = await(m_history->conversations({}));
    QVERIFY(all);
    QCOMPARE(*all, QList<Conversation>({full, bare}));
    const auto opened = await(m_history->open(full.id));
    QVERIFY(opened);
    QCOMPARE(opened->conversation, full);
    QVERIFY(opened->path.isEmpty());
}

void TestSqliteHistory::replacesAConversationAndKeepsItsTurns()
{
    Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_history->save(conversation);
    m_history->insert(makeUserTurn(m_history->nextTurnId(), conversation.id, {}, QStringLiteral("Hello"), 1));
    conversation.title = QStringLiteral("Renamed");
    m_history->save(conversation);

    const auto opened = await(m_history->open(conversation.id));
    QVERIFY(opened);
    QCOMPARE(opened->conversation.title, QStringLiteral("Renamed"));
    QCOMPARE(opened->path.size(), 1);
}

void TestSqliteHistory::listsTheMostRecentlyChangedFirst()
{
    QList<ConversationId> ids;
    for (const qint64 changedMs : {20, 30, 10, 30}) {
        Conversation conversation = sampleConversation(m_history->nextConversationId());
        conversation.changedMs = changedMs;
        ids.append(conversation.id);
        m_history->save(conversation);
    }
    const auto all = await(m_history->conversations({}));
    QVERIFY(all);
    QList<ConversationId> listed;
    for (const Conversation &conversation : *all)
        listed.append(conversation.id);
    QCOMPARE(listed, QList<ConversationId>({ids[3], ids[1], ids[0], ids[2]}));
}

void TestSqliteHistory::aTurnMovesItsConversationUp()
{
    const ConversationId first = newConversation();
    newConversation();
    m_history->insert(
        makeUserTurn(m_history->nextTurnId(), first, {}, QStringLiteral("Hello"), 1'800'000'000'000));
    const auto all = await(m_history->conversations({}));
    QVERIFY(all);
    QCOMPARE(all->first().id, first);
    QCOMPARE(all->first().changedMs, 1'800'000'000'000);
}

void TestSqliteHistory::keepsEveryFieldOfATurn_data()
{
    QTest::addColumn<QList<Step>>("steps");
    QTest::addColumn<int>("progress");
    const QJsonArray details{QJsonObject{{QStringLiteral("signature"), QStringLiteral("x+/=")}}, 1.5, true};
    const QJsonObject chart{{QStringLiteral("kind"), QStringLiteral("bar")},
                            {QStringLiteral("columns"), QJsonArray{1, 2}}};
    const Step reasoning{ReasoningStep{QStringLiteral("Hm."), details, 1234}, Progress::Complete};
    const Step text{TextStep{QStringLiteral("# Answer")}, Progress::Complete};
    const Step call{
        ToolCallStep{QStringLiteral("call-1"), QStringLiteral("query"), QStringLiteral("{\"sql\":")},
        Progress::Stopped};
    const Step result{ToolResultStep{{}, {}, QueryRecord{.result = "\0x"}}, Progress::Failed};
    const Step drawn{ChartStep{chart}, Progress::Cut};

    QTest::newRow("no steps") << QList<Step>{} << int(Progress::Failed);
    QTest::newRow("reasoning") << QList<Step>{reasoning} << int(Progress::Complete);
    QTest::newRow("text") << QList<Step>{text} << int(Progress::Stopped);
    QTest::newRow("tool call") << QList<Step>{call} << int(Progress::Stopped);
    QTest::newRow("tool result") << QList<Step>{result} << int(Progress::Cut);
    QTest::newRow("chart") << QList<Step>{drawn} << int(Progress::Complete);
    Attachment attachment;
    attachment.name = QStringLiteral("report.pdf");
    attachment.mediaType = QStringLiteral("application/pdf");
    attachment.size = 5'000'000'000;
    attachment.sha256 = "0123abcd";
    attachment.text = QStringLiteral("its text");
    attachment.pages = 12;
    Attachment picture;
    picture.name = QStringLiteral("cat.png");
    picture.mediaType = QStringLiteral("image/png");
    picture.pixels = {640, 480};
    QTest::newRow("attachments") << QList<Step>{text,
                                                {AttachmentStep{attachment}, {}},
                                                {AttachmentStep{picture}, {}}}
                                 << int(Progress::Complete);
    QTest::newRow("empty ones") << QList<Step>{{ReasoningStep{}, {}}, {TextStep{}, {}}, {ChartStep{}, {}}}
                                << int(Progress::Open);
    QTest::newRow("all in order") << QList<Step>{reasoning, text, call, result, reasoning, drawn, text}
                                  << int(Progress::Complete);
}

void TestSqliteHistory::keepsEveryFieldOfATurn()
{
    QFETCH(const QList<Step>, steps);
    QFETCH(const int, progress);
    const ConversationId conversation = newConversation();
    const Turn question =
        makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("Why?"), 1'700'000'000'000);

    Turn answer;
    answer.id = m_history->nextTurnId();
    answer.conversation = conversation;
    answer.parent = question.id;
    answer.role = TurnRole::Answer;
    answer.createdMs = 1'700'000'000'123;
    answer.model = QStringLiteral("interactive/large");
    answer.progress = Progress(progress);
    answer.steps = steps;
    answer.finishReason = QStringLiteral("stop");
    answer.failure = Error{ErrorKind::RateLimited,
                           ErrorSource::Provider,
                           QStringLiteral("Too many."),
                           QStringLiteral("429"),
                           {NextStep::RetryLater, NextStep::ChooseModel},
                           std::chrono::seconds(30)};
    answer.usage = {10, 20, std::nullopt, 0, Money{9'223'372'036'854'775'807}};

    QVERIFY(await(m_history->insert(question)));
    QVERIFY(await(m_history->insert(answer)));
    const Result<Turn> read = m_history->turn(answer.id);
    QVERIFY(read);
    QVERIFY(*read == answer);
    const auto path = await(m_history->turnsOfPath(conversation));
    QVERIFY(path);
    QVERIFY(*path == QList<Turn>({question, answer}));
}

void TestSqliteHistory::keepsStrangeText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("NUL") << QStringLiteral("before") + QChar(0) + QStringLiteral("after");
    QTest::newRow("beyond the basic plane") << QStringLiteral("\U0001F600 \u65e5\u672c");
    QTest::newRow("quotes") << QStringLiteral("'; DROP TABLE turn; --\"");
    QTest::newRow("line ends") << QStringLiteral("a\r\nb\rc\u2028d");
    QTest::newRow("two million characters") << QString(2'000'000, u'x');
}

void TestSqliteHistory::keepsStrangeText()
{
    QFETCH(const QString, text);
    const ConversationId conversation = newConversation();
    const Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, {}, text, 1);
    QVERIFY(await(m_history->insert(turn)));
    const Result<Turn> read = m_history->turn(turn.id);
    QVERIFY(read);
    QVERIFY(read->text() == text);
}

void TestSqliteHistory::keepsARequest()
{
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = m_history->nextTurnId();
    record.endpoint = QStringLiteral("https://router.example");
    record.keyId = QStringLiteral("session");
    record.requestedModel = QStringLiteral("a");
    record.startedMs = 1;
    QVERIFY(await(m_history->save(record)));
    record.servedModel = QStringLiteral("b");
    record.generationId = QStringLiteral("gen-1");
    record.firstTokenMs = 2;
    record.finishedMs = 3;
    record.usage = {1, 2, 3, 4, Money{5}};
    record.costSource = CostSource::Reported;
    record.outcome = RequestOutcome::Complete;
    record.httpStatus = 200;
    QVERIFY(await(m_history->save(record)));

    SQLite::Database file(historyPath(folder()).toStdString());
    SQLite::Statement row(file, "SELECT turn, endpoint, key_id, requested_model, served_model, generation_id,"
                                " started_ms, first_token_ms, finished_ms, prompt_tokens, completion_tokens,"
                                " reasoning_tokens, cached_tokens, cost_pico_usd, cost_source, outcome,"
                                " http_status, error_kind, id FROM request");
    QVERIFY(row.executeStep());
    QStringList columns;
    for (int i = 0; i < row.getColumnCount(); ++i)
        columns.append(QString::fromStdString(row.getColumn(i).getString()));
    QCOMPARE(
        columns,
        QStringList({QString::number(record.turn.value), record.endpoint, record.keyId, record.requestedModel,
                     record.servedModel, record.generationId, QStringLiteral("1"), QStringLiteral("2"),
                     QStringLiteral("3"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"),
                     QStringLiteral("4"), QStringLiteral("5"), QStringLiteral("1"), QStringLiteral("1"),
                     QStringLiteral("200"), QStringLiteral("-1"), QString::number(record.id.value)}));
    QVERIFY(!row.executeStep());
}

void TestSqliteHistory::requestOutlivesItsTurn()
{
    const ConversationId conversation = newConversation();
    const Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("Hello"), 1);
    m_history->insert(turn);
    RequestRecord record;
    record.id = m_history->nextRequestId();
    record.turn = turn.id;
    QVERIFY(await(m_history->save(record)));

    SQLite::Database file(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE);
    file.exec("PRAGMA foreign_keys = ON; DELETE FROM conversation");
    QCOMPARE(file.execAndGet("SELECT count(*) FROM turn").getInt(), 0);
    QCOMPARE(file.execAndGet("SELECT count(*) FROM step").getInt(), 0);
    QCOMPARE(file.execAndGet("SELECT count(*) FROM request").getInt(), 1);
}

void TestSqliteHistory::showsTheSelectedPathAmongVersions()
{
    const ConversationId conversation = newConversation();
    const auto insert = [&](TurnId parent, const QString &text) {
        const Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, parent, text, 1);
        m_history->insert(turn);
        return turn.id;
    };
    const TurnId question = insert({}, QStringLiteral("question"));
    insert(question, QStringLiteral("first answer"));
    const TurnId second = insert(question, QStringLiteral("second answer"));
    const TurnId third = insert(question, QStringLiteral("third answer"));
    insert(second, QStringLiteral("hidden"));
    insert(third, QStringLiteral("shown"));

    const auto turns = await(m_history->turnsOfPath(conversation));
    QVERIFY(turns);
    QCOMPARE(textsOf(*turns), QStringList({QStringLiteral("question"), QStringLiteral("third answer"),
                                           QStringLiteral("shown")}));
    const auto opened = await(m_history->open(conversation));
    QVERIFY(opened);
    QCOMPARE(opened->path.size(), 3);
    QCOMPARE(opened->path[1].id, third);
    QCOMPARE(opened->path[1].versionIndex, 2);
    QCOMPARE(opened->path[1].versionCount, 3);
    QCOMPARE(opened->path[2].versionCount, 1);

    // An edit of the first message is another root, and becomes the one that is shown.
    const TurnId edited = insert({}, QStringLiteral("edited question"));
    const auto reopened = await(m_history->open(conversation));
    QVERIFY(reopened);
    QCOMPARE(reopened->path.size(), 1);
    QCOMPARE(reopened->path[0].id, edited);
    QCOMPARE(reopened->path[0].versionIndex, 1);
    QCOMPARE(reopened->path[0].versionCount, 2);
}

void TestSqliteHistory::selectsPerNode()
{
    const ConversationId conversation = newConversation();
    const Turn root = makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("root"), 1);
    const Turn newer =
        makeUserTurn(m_history->nextTurnId(), conversation, root.id, QStringLiteral("newer"), 1);
    Turn older = newer;
    older.id = {root.id.value - 1};
    m_history->insert(root);
    m_history->insert(newer);
    m_history->insert(older); // inserted last, so selected, though its id is lower
    const auto opened = await(m_history->open(conversation));
    QVERIFY(opened);
    QCOMPARE(opened->path[1].id, older.id);
    QCOMPARE(opened->path[1].versionIndex, 0);
}

void TestSqliteHistory::summariesMatchTheTurns()
{
    const ConversationId conversation = newConversation();
    const Turn question =
        makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("one\ntwo\nthree"), 7);
    Turn answer = sampleAnswer(m_history->nextTurnId(), conversation, question.id, QString(), Progress::Open);
    m_history->insert(question);
    m_history->insert(answer);
    answer.steps = {Step{ReasoningStep{QStringLiteral("not counted"), {}, 0}, Progress::Complete},
                    Step{TextStep{QStringLiteral("counted")}, Progress::Complete}};
    answer.progress = Progress::Complete;
    answer.model = QStringLiteral("served");
    m_history->update(answer, true);
    const auto opened = await(m_history->open(conversation));
    QVERIFY(opened);
    QVERIFY(opened->path == QList<TurnSummary>({summaryOf(question), summaryOf(answer)}));
}

void TestSqliteHistory::readsSeeTheWritesBeforeThem()
{
    const ConversationId conversation = newConversation();
    TurnId parent;
    QList<QFuture<Result<OpenedConversation>>> reads;
    for (int i = 0; i < 100; ++i) {
        const Turn turn = makeUserTurn(m_history->nextTurnId(), conversation, parent, QString::number(i), 1);
        m_history->insert(turn);
        parent = turn.id;
        reads.append(m_history->open(conversation));
    }
    for (int i = 0; i < 100; ++i) {
        const auto opened = await(reads[i]);
        QVERIFY(opened);
        QVERIFY2(opened->path.size() > i, qPrintable(QString::number(opened->path.size())));
    }
}

void TestSqliteHistory::updatesReplaceTheSteps()
{
    const ConversationId conversation = newConversation();
    Turn answer =
        sampleAnswer(m_history->nextTurnId(), conversation, {}, QStringLiteral("a"), Progress::Open);
    answer.steps.append(Step{TextStep{QStringLiteral("b")}, Progress::Open});
    m_history->insert(answer);
    answer.steps = {Step{TextStep{QStringLiteral("abc")}, Progress::Complete}};
    answer.progress = Progress::Complete;
    answer.finishReason = QStringLiteral("length");
    answer.usage.cost = Money{17};
    QVERIFY(await(m_history->update(answer, true)));
    const Result<Turn> read = m_history->turn(answer.id);
    QVERIFY(read);
    QVERIFY(*read == answer);
}

void TestSqliteHistory::waitingUpdatesOfATurnBecomeOne()
{
    const ConversationId conversation = newConversation();
    Turn answer = sampleAnswer(m_history->nextTurnId(), conversation, {}, QString(), Progress::Open);
    QVERIFY(await(m_history->insert(answer)));

    SQLite::Database file(historyPath(folder()).toStdString(), SQLite::OPEN_READWRITE);
    file.exec("CREATE TABLE test_update (turn INTEGER);"
              "CREATE TRIGGER test_count AFTER UPDATE OF character_count ON turn"
              " BEGIN INSERT INTO test_update VALUES (new.id); END");
    QList<QFuture<Result<Done>>> writes;
    QFuture<Result<QList<Turn>>> read;
    {
        const SQLite::Transaction blocksTheWriter(file, SQLite::TransactionBehavior::IMMEDIATE);
        for (int i = 1; i <= 100; ++i) {
            answer.steps = {Step{TextStep{QString(i, u'x')}, Progress::Open}};
            writes.append(m_history->update(answer, false));
            if (i == 50)
                read = m_history->turnsOfPath(conversation);
        }
    }
    for (const auto &write : std::as_const(writes))
        QVERIFY(await(write));
    // The first may have begun to wait for the file before the second was asked for.
    QVERIFY(file.execAndGet("SELECT count(*) FROM test_update").getInt() <= 2);
    QCOMPARE(m_history->turn(answer.id)->text().size(), 100);
    const auto turns = await(read);
    QVERIFY(turns);
    QVERIFY(turns->first().text().size() >= 50);
}

void TestSqliteHistory::destructionFinishesEveryWrite()
{
    const ConversationId conversation = newConversation();
    TurnId parent;
    QFuture<Result<OpenedConversation>> read;
    for (int i = 0; i < 50; ++i) {
        Turn turn = sampleAnswer(m_history->nextTurnId(), conversation, parent, QString(), Progress::Open);
        m_history->insert(turn);
        turn.steps = {Step{TextStep{QString::number(i)}, Progress::Complete}};
        turn.progress = Progress::Complete;
        m_history->update(turn, false);
        parent = turn.id;
        read = m_history->open(conversation);
    }
    m_history.reset();
    QVERIFY(read.isFinished());
    QVERIFY(await(read));
    QVERIFY(!QFile::exists(historyPath(folder()) + QStringLiteral("-wal")));

    reopen();
    const auto turns = await(m_history->turnsOfPath(conversation));
    QVERIFY(turns);
    QCOMPARE(turns->size(), 50);
    QCOMPARE(turns->last().text(), QStringLiteral("49"));
}

void TestSqliteHistory::deletesAndRestores()
{
    Conversation conversation = sampleConversation(m_history->nextConversationId());
    m_history->save(conversation);
    m_history->insert(makeUserTurn(m_history->nextTurnId(), conversation.id, {}, QStringLiteral("Hello"), 1));
    const auto before = await(m_history->open(conversation.id));
    QVERIFY(before);

    QVERIFY(await(m_history->remove({conversation.id})));
    QVERIFY(await(m_history->conversations({}))->isEmpty());
    m_history->save(before->conversation); // a late draft does not bring it back
    reopen();
    QVERIFY(await(m_history->conversations({}))->isEmpty());

    QVERIFY(await(m_history->restore({conversation.id})));
    QCOMPARE(await(m_history->conversations({}))->size(), 1);
    const auto after = await(m_history->open(conversation.id));
    QVERIFY(after);
    QVERIFY(after->conversation == before->conversation);
    QVERIFY(after->path == before->path);
}

void TestSqliteHistory::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("turn without id") << 0;
    QTest::newRow("turn with a stored id") << 1;
    QTest::newRow("turn of no conversation") << 2;
    QTest::newRow("parent that is not stored") << 3;
    QTest::newRow("parent in another conversation") << 4;
    QTest::newRow("update of what is not stored") << 5;
    QTest::newRow("conversation without id") << 6;
    QTest::newRow("request without id") << 7;
}

void TestSqliteHistory::refusesWhatDoesNotFit()
{
    QFETCH(const int, what);
    const ConversationId conversation = newConversation();
    const ConversationId other = newConversation();
    const Turn stored = makeUserTurn(m_history->nextTurnId(), conversation, {}, QStringLiteral("stays"), 1);
    QVERIFY(await(m_history->insert(stored)));
    const TurnId fresh = m_history->nextTurnId();
    const auto attempt = [&]() -> QFuture<Result<Done>> {
        switch (what) {
        case 0:
            return m_history->insert(makeUserTurn({}, conversation, {}, {}, 1));
        case 1:
            return m_history->insert(makeUserTurn(stored.id, conversation, {}, {}, 1));
        case 2:
            return m_history->insert(makeUserTurn(fresh, {99}, {}, {}, 1));
        case 3:
            return m_history->insert(makeUserTurn(fresh, conversation, {99}, {}, 1));
        case 4:
            return m_history->insert(makeUserTurn(fresh, other, stored.id, {}, 1));
        case 5:
            return m_history->update(makeUserTurn(fresh, conversation, {}, {}, 1), true);
        case 6:
            return m_history->save(Conversation{});
        default:
            return m_history->save(RequestRecord{});
        }
    };
    const Result<Done> result = await(attempt());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::StorageFailed);
    QVERIFY(!result.error().userText.isEmpty());
    QVERIFY(result.error().nextSteps.contains(NextStep::SendUnsaved));

    const auto turns = await(m_history->turnsOfPath(conversation));
    QVERIFY(turns);
    QVERIFY(*turns == QList<Turn>({stored}));
    QVERIFY(await(m_history->turnsOfPath(other))->isEmpty());
}

void TestSqliteHistory::saysWhenThereIsNoSuchRow()
{
    const auto opened = await(m_history->open({99}));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::StorageFailed);
    QVERIFY(!await(m_history->turnsOfPath({99})));
    QVERIFY(!m_history->turn({99}));
}

void TestSqliteHistory::idsStayAboveThoseStored()
{
    // As if the clock had been a year ahead when this was stored.
    const qint64 ahead = m_history->nextTurnId().value + (qint64(31'536'000'000) << 21);
    QVERIFY(await(m_history->save(sampleConversation({ahead}))));
    reopen();
    QVERIFY(m_history->nextTurnId().value > ahead);
    QVERIFY(m_history->nextRequestId().value > ahead);
    QVERIFY(m_history->nextConversationId().value > ahead);
}

void TestSqliteHistory::openTurnsAreCutAtTheNextStart()
{
    const ConversationId conversation = newConversation();
    Turn answer =
        sampleAnswer(m_history->nextTurnId(), conversation, {}, QStringLiteral("Half an"), Progress::Open);
    const Turn complete =
        sampleAnswer(m_history->nextTurnId(), conversation, answer.id, QStringLiteral("Whole."));
    m_history->insert(answer);
    m_history->insert(complete);
    RequestRecord record;
    record.id = m_history->nextRequestId();
    m_history->save(record);
    reopen();

    const Result<Turn> read = m_history->turn(answer.id);
    QVERIFY(read);
    QCOMPARE(read->progress, Progress::Cut);
    QCOMPARE(read->steps.first().progress, Progress::Cut);
    QCOMPARE(read->text(), QStringLiteral("Half an"));
    QVERIFY(read->failure.has_value());
    QCOMPARE(read->failure->kind, ErrorKind::CutShort);
    QVERIFY(!read->failure->userText.isEmpty());
    QCOMPARE(read->failure->nextSteps, QList<NextStep>({NextStep::Continue, NextStep::Retry}));
    QVERIFY(*m_history->turn(complete.id) == complete);

    SQLite::Database file(historyPath(folder()).toStdString());
    QCOMPARE(file.execAndGet("SELECT outcome FROM request").getInt(), int(RequestOutcome::Cut));
}

QTEST_GUILESS_MAIN(TestSqliteHistory)
#include "tst_sqlitehistory.moc"
