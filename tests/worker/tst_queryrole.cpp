// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryrunner.h"
#include "querysample.h"
#include "workerpool.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace tabletalk;
using namespace std::chrono_literals;

namespace {

enum class Fate {
    Refused, //!< it must not run
    Harmless, //!< runs or not, in time and within memory
};

struct Attack {
    const char *name;
    const char *sql;
    Fate fate = Fate::Harmless;
};

constexpr std::chrono::milliseconds kDeadline = 400ms;
//! The grace before the kill, and what a busy machine adds.
#ifdef TABLETALK_SANITIZED
constexpr qint64 kKilled = 250 + 5000;
#else
constexpr qint64 kKilled = 250 + 600;
#endif

//! What hostile SQL tries: to reach files and settings, to change something, and to take time or memory.
constexpr Attack kAttacks[] = {
    {"attach a new file", "ATTACH '/tmp/tabletalk-attack.db' AS a", Fate::Refused},
    {"attach a file that is there", "ATTACH 'file:/etc/passwd?mode=ro' AS a", Fate::Refused},
    {"write a copy", "VACUUM INTO '/tmp/tabletalk-attack.db'", Fate::Refused},
    {"write into the schema", "PRAGMA writable_schema = 1", Fate::Refused},
    {"choose a folder", "PRAGMA temp_store_directory = '/tmp'", Fate::Refused},
    {"lift the limit on memory", "PRAGMA hard_heap_limit = 0", Fate::Refused},
    {"list files by a pragma", "SELECT * FROM pragma_database_list", Fate::Refused},
    {"list functions by a pragma", "SELECT * FROM pragma_function_list", Fate::Refused},
    {"load code", "SELECT load_extension('/tmp/evil.so')", Fate::Refused},
    {"register a pointer", "SELECT fts3_tokenizer('simple', x'4141414141414141')", Fate::Refused},
    {"drop a table", "DROP TABLE sales", Fate::Refused},
    {"delete rows", "DELETE FROM sales", Fate::Refused},
    {"insert rows", "INSERT INTO sales DEFAULT VALUES", Fate::Refused},
    {"update rows", "UPDATE sales SET id = 0", Fate::Refused},
    {"update behind WITH", "WITH a AS (SELECT 1) UPDATE sales SET id = 0", Fate::Refused},
    {"make a table", "CREATE TABLE a AS SELECT * FROM sales", Fate::Refused},
    {"make a temporary table", "CREATE TEMP TABLE a AS SELECT randomblob(1000)", Fate::Refused},
    {"make a search table", "CREATE VIRTUAL TABLE a USING fts5(b)", Fate::Refused},
    {"make a table of a file", "CREATE VIRTUAL TABLE a USING csv(filename='/etc/passwd')", Fate::Refused},
    {"make a trigger", "CREATE TRIGGER a AFTER INSERT ON sales BEGIN SELECT 1; END", Fate::Refused},
    {"hold a lock", "BEGIN EXCLUSIVE", Fate::Refused},
    {"two statements", "SELECT 1; DROP TABLE sales", Fate::Refused},
    {"two statements behind a comment", "SELECT 1 /* ; */ ; -- \n PRAGMA user_version", Fate::Refused},
    {"rebuild an index", "REINDEX", Fate::Refused},
    {"write statistics", "ANALYZE", Fate::Refused},
    {"read the schema", "SELECT sql FROM sqlite_schema", Fate::Refused},
    {"read pages", "SELECT * FROM sqlite_dbpage", Fate::Refused},
    {"read statistics of pages", "SELECT * FROM dbstat", Fate::Refused},
    {"read statements", "SELECT * FROM sqlite_stmt", Fate::Refused},
    {"read a file", "SELECT readfile('/etc/passwd')", Fate::Refused},
    {"write a file", "SELECT writefile('/tmp/tabletalk-attack', 'a')", Fate::Refused},
    {"edit", "SELECT edit('a', 'sh')", Fate::Refused},
    {"a log of errors", "SELECT sqlite_log(1, 'a')", Fate::Refused},
    {"a blob of a gigabyte", "SELECT zeroblob(1000000000)", Fate::Refused},
    {"a random blob of a gigabyte", "SELECT randomblob(1000000000)", Fate::Refused},
    {"recursion without end",
     "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT max(x) FROM a"},
    {"recursion that fills memory",
     "WITH RECURSIVE a(x) AS (SELECT 1 UNION SELECT x + 1 FROM a) SELECT count(*) FROM a"},
    {"a product of tables", "SELECT count(*) FROM sales a, sales b, sales c, sales d"},
    {"a width from an argument", "SELECT length(printf('%.*c', 999999999, 'x'))"},
    {"a width of a billion", "SELECT length(printf('%999999999d', 1))", Fate::Refused},
    {"a text that doubles",
     "SELECT length(replace(replace(replace(replace(repeat('a', 1000), 'a', repeat('a', 1000)), 'a', 'aa'), "
     "'a', "
     "'aa'), 'a', 'aa'))",
     Fate::Refused},
    {"a text of all rows", "SELECT group_concat(printf('%1000d', a.id)) FROM sales a, sales b",
     Fate::Refused},
    {"a list of all rows", "SELECT json_group_array(a.note) FROM sales a, sales b, sales c"},
    {"twenty formats in a line", "SELECT length(printf('%.100f%.100f%.100f%.100f', 1e300, 1e300, 1e300, "
                                 "1e300) || printf('%1000s', 'a'))"},
    {"searching in a long text", "SELECT instr(repeat('a', 900000), repeat('a', 400000) || 'b') + "
                                 "instr(repeat('a', 900000), repeat('a', 400000) "
                                 "|| 'c')"},
    {"replacing in a long text",
     "SELECT length(replace(repeat('ab', 450000), repeat('ab', 200000) || 'c', '')) + "
     "length(replace(repeat('ab', 450000), repeat('ab', 200000) || 'd', ''))"},
    {"trimming a long text", "SELECT length(trim(repeat('ab', 450000), repeat('abcdefgh', 100000)))"},
    {"a hard LIKE", "SELECT repeat('a', 900000) LIKE '%a%a%a%a%a%a%a%a%a%a%b', repeat('a', 900000) LIKE "
                    "'%_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_a_ab%'"},
    {"a hard GLOB",
     "SELECT repeat('a', 900000) GLOB '*a*a*a*a*a*a*a*b', repeat('a', 900000) GLOB '*[a-z][a-z][a-z]b'"},
    {"a hard regular expression", "SELECT repeat('a', 5000) REGEXP '(a+)+$b', repeat('a', 100) || 'b' REGEXP "
                                  "'^(a|aa)+$'"},
    {"a regular expression that is none", "SELECT 'a' REGEXP '(((('", Fate::Refused},
    {"nested JSON", "SELECT json_valid(repeat('[', 100000))"},
    {"a JSON path over a long list",
     "SELECT json_extract('[' || repeat('1,', 400000) || '1]', '$[399999]') + json_array_length('[' || "
     "repeat('1,', 400000) || '1]')"},
    {"JSON against itself", "SELECT count(*) FROM json_each('[' || repeat('1,', 400000) || '1]') a, "
                            "json_each('[' || repeat('1,', 400000) || "
                            "'1]') b"},
    {"SELECTs that double when prepared", "WITH a AS (SELECT 1 x), b AS (SELECT * FROM a UNION ALL SELECT * "
                                          "FROM a), c AS (SELECT * FROM b UNION ALL SELECT "
                                          "* FROM b), d AS (SELECT * FROM c UNION ALL SELECT * FROM c), e AS "
                                          "(SELECT * FROM d UNION ALL SELECT * FROM d), f "
                                          "AS (SELECT * FROM e UNION ALL SELECT * FROM e), g AS (SELECT * "
                                          "FROM f UNION ALL SELECT * FROM f), h AS (SELECT * "
                                          "FROM g UNION ALL SELECT * FROM g), i AS (SELECT * FROM h UNION "
                                          "ALL SELECT * FROM h), j AS (SELECT * FROM i UNION "
                                          "ALL SELECT * FROM i), k AS (SELECT * FROM j UNION ALL SELECT * "
                                          "FROM j), l AS (SELECT * FROM k UNION ALL SELECT * "
                                          "FROM k), m AS (SELECT * FROM l UNION ALL SELECT * FROM l), n AS "
                                          "(SELECT * FROM m UNION ALL SELECT * FROM m), o "
                                          "AS (SELECT * FROM n UNION ALL SELECT * FROM n), p AS (SELECT * "
                                          "FROM o UNION ALL SELECT * FROM o), q AS (SELECT * "
                                          "FROM p UNION ALL SELECT * FROM p), r AS (SELECT * FROM q UNION "
                                          "ALL SELECT * FROM q), s AS (SELECT * FROM r UNION "
                                          "ALL SELECT * FROM r) SELECT count(*) FROM s a, s b, s c"},
    {"all rows many times", "SELECT * FROM sales a, sales b"},
    {"sorting what does not fit", "SELECT a.note FROM sales a, sales b, sales c ORDER BY random()"},
    {"windows that grow",
     "SELECT sum(a.id) OVER (ORDER BY a.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED "
     "FOLLOWING EXCLUDE CURRENT ROW) FROM sales a, sales b"},
    {"an endless series", "SELECT sum(value) FROM generate_series(1, 9223372036854775807)"},
    {"a series of days without end",
     "SELECT count(*) FROM generate_series('0001-01-01', '9999-12-31', '1 second')"},
    {"a distance of long texts", "SELECT levenshtein(repeat('a', 100000), repeat('b', 100000))",
     Fate::Refused},
    {"a median of everything", "SELECT median(a.id * b.id) FROM sales a, sales b, sales c"},
    {"numbers that overflow", "SELECT sum(9223372036854775807) FROM sales", Fate::Refused},
    {"numbers at the edge", "SELECT abs(-9223372036854775807 - 1)", Fate::Refused},
    {"400 digits", "SELECT typeof(1234567890123456789012345678901234567890e300), -1e999"},
    {"explaining", "EXPLAIN SELECT 1", Fate::Refused},
    {"explaining a plan", "EXPLAIN QUERY PLAN SELECT * FROM sales", Fate::Refused},
    {"zero bytes", "SELECT '\x01\x02\x7f'"},
};

} // namespace

#define WAIT_FOR(future) QTRY_VERIFY_WITH_TIMEOUT((future).isFinished(), 30000)

class TestQueryRole : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void answersOverTables();
    void seesTablesThatComeLater();
    void saysWhatIsWrong();
    void withstands_data();
    void withstands();
    void withstandsEndlessNesting();
    void withstandsMutations();
    void survivesItsWorker();
    void endsWhatNobodyWaitsFor();
    void hidesHowAPrivateQueryDied();
    void refusesAnAnswerThatIsNone();

private:
    Result<QueryAnswer> answerOf(const QueryOrder &order);
    QueryOrder order(const QString &sql) const
    {
        QueryOrder made = sample::order(sql);
        made.tables = {sample::queryTable("sales", m_sales), sample::queryTable("regions", m_regions)};
        return made;
    }

    Table m_sales = sample::sales(1500);
    Table m_regions = sample::regions();
    std::unique_ptr<WorkerPool> m_pool;
    std::unique_ptr<QueryRunner> m_runner;
};

void TestQueryRole::init()
{
    m_pool = std::make_unique<WorkerPool>(QStringLiteral(TABLETALK_WORKER));
    m_runner = std::make_unique<QueryRunner>(*m_pool);
}

void TestQueryRole::cleanup()
{
    m_runner.reset();
    m_pool.reset();
}

Result<QueryAnswer> TestQueryRole::answerOf(const QueryOrder &asked)
{
    const QFuture<Result<QueryAnswer>> future = m_runner->run(asked);
    [&future] { WAIT_FOR(future); }();
    return future.isFinished() ? future.result() : Result<QueryAnswer>(Error{});
}

void TestQueryRole::answersOverTables()
{
    const Result<QueryAnswer> found =
        answerOf(order(QStringLiteral("SELECT region, count(*) AS n, round(avg(price), 2) AS p FROM sales "
                                      "JOIN regions USING (country) GROUP BY ALL "
                                      "ORDER BY region")));
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
    QCOMPARE(found->result.rowCount(), 4);
    QCOMPARE(found->result.column(0).name(), QStringLiteral("region"));
    QCOMPARE(found->origins.first(), (ResultOrigin{QStringLiteral("regions"), QStringLiteral("region")}));
    QVERIFY(found->ranSql.contains(QStringLiteral("GROUP BY 1")));
    QVERIFY(!found->isTainted);
    QueryOrder hidden = order(QStringLiteral("SELECT country FROM sales LIMIT 1"));
    hidden.tables[0].privateColumns = {QStringLiteral("country")};
    QVERIFY(answerOf(hidden)->isTainted);
    QVERIFY(!answerOf(order(hidden.sql))->isTainted);
}

void TestQueryRole::seesTablesThatComeLater()
{
    QueryOrder asked = order(QStringLiteral("SELECT count(*) FROM regions"));
    QCOMPARE(sample::rowsOf(answerOf(asked)->result), QStringLiteral("10"));
    asked.tables.append(sample::queryTable("more", sample::sales(70)));
    asked.sql = QStringLiteral("SELECT count(*) FROM more");
    QCOMPARE(sample::rowsOf(answerOf(asked)->result), QStringLiteral("70"));
    // The same name for other rows.
    asked.tables.last().table = sample::sales(80);
    QCOMPARE(sample::rowsOf(answerOf(asked)->result), QStringLiteral("80"));
}

void TestQueryRole::saysWhatIsWrong()
{
    const Result<QueryAnswer> found = answerOf(order(QStringLiteral("SELECT contry FROM sales")));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::QueryRefused);
    QVERIFY(found.error().detail.contains(QStringLiteral("country")));
    QVERIFY(!found.error().userText.isEmpty());
    const Result<QueryAnswer> empty = answerOf(order({}));
    QCOMPARE(empty.error().kind, ErrorKind::QueryRefused);
}

void TestQueryRole::withstands_data()
{
    QTest::addColumn<const Attack *>("attack");
    for (const Attack &attack : kAttacks)
        QTest::newRow(attack.name) << &attack;
}

void TestQueryRole::withstands()
{
    QFETCH(const Attack *, attack);
    QueryOrder asked = order(QString::fromUtf8(attack->sql));
    asked.deadline = kDeadline;
    QElapsedTimer timer;
    timer.start();
    const Result<QueryAnswer> found = answerOf(asked);
    QVERIFY2(timer.elapsed() < kDeadline.count() + kKilled, qPrintable(QString::number(timer.elapsed())));
    if (attack->fate == Fate::Refused) {
        QVERIFY(!found);
        QVERIFY(!found.error().userText.isEmpty());
    } else if (found) {
        QVERIFY(found->result.rowCount() <= asked.mostRows);
    }
    QCOMPARE(sample::rowsOf(answerOf(order(QStringLiteral("SELECT 1")))->result), QStringLiteral("1"));
}

void TestQueryRole::withstandsEndlessNesting()
{
    const auto repeated = [](const char *piece, int times) {
        return QString::fromUtf8(piece).repeated(times);
    };
    const QStringList statements{
        QStringLiteral("SELECT ") + repeated("(", 20'000) + QStringLiteral("1") + repeated(")", 20'000),
        QStringLiteral("SELECT 1") + repeated(" + 1", 24'000),
        QStringLiteral("SELECT 1") + repeated(" UNION ALL SELECT 1", 5000),
        QStringLiteral("SELECT ") + repeated("id, ", 15'000) + QStringLiteral("id FROM sales"),
        QStringLiteral("SELECT '") + repeated("a", 90'000) + QStringLiteral("'"),
        repeated("a", 5'000'000),
        QStringLiteral("SELECT count(*) FROM sales") + repeated(" NATURAL JOIN sales", 60),
        QStringLiteral("SELECT 1 WHERE 1 IN (") + repeated("1,", 40'000) + QStringLiteral("1)"),
        QStringLiteral("SELECT length(printf('%1000d', 1)") + repeated(" || printf('%1000d', 1)", 900)
            + QStringLiteral(")"),
        QStringLiteral("SELECT ") + repeated("CASE WHEN 1 THEN ", 3000) + QStringLiteral("1")
            + repeated(" END", 3000),
        QStringLiteral("SELECT ") + repeated("instr(repeat('a', 900000), 'b') + ", 1500)
            + QStringLiteral("1"),
    };
    for (const QString &sql : statements) {
        QueryOrder asked = order(sql);
        asked.deadline = kDeadline;
        QElapsedTimer timer;
        timer.start();
        const Result<QueryAnswer> found = answerOf(asked);
        QVERIFY(found || !found.error().userText.isEmpty());
        QVERIFY2(timer.elapsed() < kDeadline.count() + kKilled,
                 qPrintable(sql.left(50) + QString::number(timer.elapsed())));
        QVERIFY(answerOf(order(QStringLiteral("SELECT 1"))));
    }
}

void TestQueryRole::withstandsMutations()
{
    constexpr int kUsual = 5000;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("TABLETALK_MUTATIONS", &isSet);
    const int count = isSet ? wanted : kUsual;
    sample::Dice dice(qEnvironmentVariableIntValue("TABLETALK_SEED") + 1);
    constexpr const char *kBase[] = {
        "SELECT country, sum(price) FROM sales WHERE day > '2022-05-01' GROUP BY country ORDER BY 2 DESC "
        "LIMIT 5",
        "SELECT a.id, b.region FROM sales a LEFT JOIN regions b ON a.country = b.country WHERE a.note LIKE "
        "'%12%'",
        "WITH m AS (SELECT substr(day, 1, 7) AS m, price FROM sales) SELECT m, avg(price) OVER (PARTITION BY "
        "m) FROM m",
        "SELECT EXTRACT(year FROM day), price::int, LEFT(note, 3) FROM sales WHERE status ILIKE 'o%' FETCH "
        "FIRST 3 "
        "ROWS ONLY",
        "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY price), string_agg(status, ',' ORDER BY id) FROM "
        "sales",
        "SELECT regexp_replace(note, '[a-z]+', '\\0', 'g'), printf('%08.3f|%-5s', price, status), "
        "to_char(day, "
        "'YYYY-MM') FROM sales",
        "SELECT date_trunc('month', day) + INTERVAL '1 month', date_diff('day', day, at) FROM sales GROUP BY "
        "ALL",
        "SELECT value FROM generate_series(1, 10, 2) UNION SELECT json_extract('[1,2]', '$[0]')",
        "SELECT median(price) FILTER (WHERE quantity BETWEEN 1 AND 50), count(DISTINCT customer), "
        "mode(status) FROM "
        "sales HAVING count(*) > 1",
    };
    constexpr const char *kPieces[] = {
        "(",     ")",        ",",       "'",        "\"",       "*",         "::",    "INTERVAL",
        "NULL",  "SELECT",   "FROM",    "sales",    "price",    "WHERE",     "99999", "-1",
        "1e308", "GROUP BY", "ALL",     "ORDER BY", "UNION",    "DISTINCT",  "OVER",  "CASE",
        "END",   "LEFT(",    "repeat(", "~*",       "::date",   "EXCLUDE (", "TOP",   "LIMIT",
        "WITH",  "x'00'",    "/*",      "--",       ";",        "printf(",   "AS",    "9223372036854775807",
        "json(", "REGEXP",   "(SELECT", "sales,",   "\xc3\xa9", "[",         "]",     "`",
        "$1",    "\t"};
    QElapsedTimer slowest;
    qint64 longest = 0;
    for (int i = 0; i < count; ++i) {
        QByteArray sql = kBase[dice.below(std::size(kBase))];
        const quint64 changes = 1 + dice.below(4);
        for (quint64 change = 0; change < changes; ++change) {
            const auto at = qsizetype(dice.below(quint64(sql.size()) + 1));
            switch (dice.below(4)) {
            case 0:
                sql.insert(at, QByteArray(" ") + kPieces[dice.below(std::size(kPieces))] + ' ');
                break;
            case 1:
                sql.remove(at, qsizetype(1 + dice.below(9)));
                break;
            case 2: {
                const QByteArray other = kBase[dice.below(std::size(kBase))];
                sql.insert(at, other.mid(qsizetype(dice.below(quint64(other.size()))), 30));
                break;
            }
            default:
                if (at < sql.size())
                    sql[at] = char(dice.below(256));
                break;
            }
        }
        QueryOrder asked = order(QString::fromUtf8(sql));
        asked.deadline = 100ms;
        slowest.start();
        const Result<QueryAnswer> found = answerOf(asked);
        longest = std::max(longest, slowest.elapsed());
        QVERIFY2(found || found.error().kind != ErrorKind::Unknown, sql.constData());
        // Nothing of ours ends the worker but its deadline.
        QVERIFY2(found || found.error().kind != ErrorKind::WorkerFailed, sql.constData());
    }
    QVERIFY2(longest < 100 + kKilled, qPrintable(QString::number(longest)));
}

void TestQueryRole::survivesItsWorker()
{
    QueryOrder asked = order(QStringLiteral("SELECT count(*) FROM sales a, sales b, sales c, sales d"));
    const QFuture<Result<QueryAnswer>> future = m_runner->run(asked);
    // Whatever has been started by this program and is our worker.
    const auto killWorkers = [] {
        QProcess list;
        list.start(QStringLiteral("ps"),
                   {QStringLiteral("-ww"), QStringLiteral("-o"), QStringLiteral("pid="), QStringLiteral("-o"),
                    QStringLiteral("args="), QStringLiteral("--ppid"),
                    QString::number(QCoreApplication::applicationPid())});
        list.waitForFinished();
        bool isAny = false;
        for (const QByteArray &line : list.readAllStandardOutput().split('\n')) {
            if (line.contains("tabletalk-worker") && line.trimmed().endsWith("query"))
                isAny = ::kill(line.trimmed().split(' ').first().toInt(), SIGKILL) == 0 || isAny;
        }
        return isAny;
    };
    bool isKilled = false;
    QTRY_VERIFY(isKilled = isKilled || killWorkers());
    WAIT_FOR(future);
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().kind, ErrorKind::WorkerFailed);
    QVERIFY(answerOf(order(QStringLiteral("SELECT 1"))));
}

void TestQueryRole::endsWhatNobodyWaitsFor()
{
    QueryOrder asked = order(QStringLiteral("SELECT count(*) FROM sales a, sales b, sales c, sales d"));
    asked.deadline = 20s;
    QFuture<Result<QueryAnswer>> first = m_runner->run(asked);
    QFuture<Result<QueryAnswer>> second = m_runner->run(asked);
    first.cancel();
    second.cancel();
    // Both places are free again long before the deadline.
    QElapsedTimer timer;
    timer.start();
    QVERIFY(answerOf(order(QStringLiteral("SELECT 1"))));
    QVERIFY(timer.elapsed() < 10'000);
}

void TestQueryRole::hidesHowAPrivateQueryDied()
{
    QString slow;
    for (int i = 0; i < 180; ++i)
        slow += QStringLiteral("instr(repeat('a', %1), 'b') + ").arg(900'000 - i);
    QueryOrder asked = order(QStringLiteral("SELECT ") + slow + QStringLiteral("1"));
    asked.deadline = 100ms;
    QCOMPARE(answerOf(asked).error().kind, ErrorKind::QueryTooSlow);
    asked.sql = QStringLiteral("SELECT count(*) FROM sales a, sales b, sales c WHERE a.note > 'm'");
    asked.tables[0].privateColumns = {QStringLiteral("note")};
    QCOMPARE(answerOf(asked).error().kind, ErrorKind::QueryPrivate);
}

void TestQueryRole::refusesAnAnswerThatIsNone()
{
    m_runner.reset();
    m_pool = std::make_unique<WorkerPool>(QStringLiteral("/nowhere/tabletalk-worker"));
    m_runner = std::make_unique<QueryRunner>(*m_pool);
    const Result<QueryAnswer> found = answerOf(order(QStringLiteral("SELECT 1")));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::WorkerFailed);
}

QTEST_GUILESS_MAIN(TestQueryRole)
#include "tst_queryrole.moc"
