// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include "database.h"
#include "historyfiles.h"
#include "privatefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

namespace {

const QByteArray kAddsAColumn = "ALTER TABLE conversation ADD COLUMN colour INTEGER;";

std::vector<Migration> withNext(const QByteArray &sql)
{
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({steps.back().version + 1, sql.constData()});
    return steps;
}

QByteArray setsNextVersion()
{
    return "PRAGMA user_version = " + QByteArray::number(migrations().back().version + 1) + ";";
}

//! What every version has.
QString contentIn(SQLite::Database &database)
{
    QStringList rows;
    for (const char *sql :
         {"SELECT id || title || model || instructions || draft || created_ms || changed_ms"
          "    || ifnull(temperature, '-') || ifnull(deleted_ms, '-') FROM conversation ORDER BY id",
          "SELECT id || conversation || ifnull(parent, '-') || ifnull(selected_child, '-') || role || "
          "progress"
          "    || model || ifnull(failure, '-') || ifnull(cost_pico_usd, '-') FROM turn ORDER BY id",
          "SELECT turn || position || kind || text || ifnull(details, '-') FROM step ORDER BY turn, position",
          "SELECT id || turn || key_id || cost_pico_usd || outcome FROM request ORDER BY id"}) {
        SQLite::Statement statement(database, sql);
        while (statement.executeStep())
            rows.append(QString::fromStdString(statement.getColumn(0).getString()));
    }
    return rows.join(u'\n');
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void migrationsAreNumberedFromOne();
    void tellsVersionsApart_data();
    void tellsVersionsApart();
    void migratesOnlyWhatIsMissing();
    void aFailedMigrationChangesNothing();
    void migratesEveryEarlierVersion_data();
    void migratesEveryEarlierVersion();

private:
    QString newFile(const QString &stem);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SQLite::Database> m_database;
};

void TestSchema::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = openDatabase(newFile(QStringLiteral("file")), Access::ReadWrite);
}

void TestSchema::cleanup()
{
    m_database.reset();
}

QString TestSchema::newFile(const QString &stem)
{
    QString path = freeName(m_folder->path(), stem);
    if (!makePrivateFile(path))
        qFatal("cannot create %s", qPrintable(path));
    return path;
}

void TestSchema::migrationsAreNumberedFromOne()
{
    int expected = 0;
    for (const Migration &step : migrations()) {
        QCOMPARE(step.version, ++expected);
        m_database->exec(step.sql);
        QCOMPARE(m_database->execAndGet("PRAGMA user_version").getInt(), expected);
    }
}

void TestSchema::tellsVersionsApart_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("version");
    QByteArray ours;
    for (const Migration &step : migrations())
        ours += step.sql;
    QTest::newRow("ours from the beginning")
        << QByteArray(migrations().front().sql) << int(FileVersion::Older);
    QTest::newRow("nothing in it") << QByteArray() << int(FileVersion::Empty);
    QTest::newRow("ours") << ours << int(FileVersion::Current);
    QTest::newRow("from tomorrow") << ours + "PRAGMA user_version = 1000" << int(FileVersion::Newer);
    QTest::newRow("another's table") << QByteArray("CREATE TABLE a (b)") << int(FileVersion::Foreign);
    QTest::newRow("another's versions") << QByteArray("PRAGMA user_version = 1") << int(FileVersion::Foreign);
    QTest::newRow("another's id") << ours + "PRAGMA application_id = 5" << int(FileVersion::Foreign);
    QTest::newRow("ours without a version") << ours + "PRAGMA user_version = -1" << int(FileVersion::Foreign);
}

void TestSchema::tellsVersionsApart()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const int, version);
    m_database->exec(sql.constData());
    QCOMPARE(int(fileVersion(*m_database)), version);
}

void TestSchema::migratesOnlyWhatIsMissing()
{
    migrate(*m_database);
    m_database->exec(
        "INSERT INTO conversation (id, title, model, instructions, draft, created_ms, changed_ms)"
        " VALUES (1, 'kept', '', '', '', 0, 0)");
    const QByteArray sql = kAddsAColumn + setsNextVersion();
    const std::vector<Migration> steps = withNext(sql);
    QCOMPARE(int(fileVersion(*m_database, steps)), int(FileVersion::Older));
    migrate(*m_database, steps);
    migrate(*m_database, steps);
    QCOMPARE(int(fileVersion(*m_database, steps)), int(FileVersion::Current));
    QCOMPARE(m_database->execAndGet("SELECT count(*) FROM conversation WHERE colour IS NULL").getInt(), 1);
}

void TestSchema::aFailedMigrationChangesNothing()
{
    migrate(*m_database);
    const QByteArray sql = kAddsAColumn + setsNextVersion();
    const QByteArray failing = sql + "INSERT INTO no_such_table VALUES (1);";
    QVERIFY_EXCEPTION_THROWN(migrate(*m_database, withNext(failing)), SQLite::Exception);
    QCOMPARE(int(fileVersion(*m_database)), int(FileVersion::Current));
    migrate(*m_database, withNext(sql)); // works, since the column was not left behind
}

void TestSchema::migratesEveryEarlierVersion_data()
{
    QTest::addColumn<int>("version");
    for (const Migration &step : migrations())
        QTest::addRow("version %d", step.version) << step.version;
}

//! Each file in versions/ is what the program of that version wrote, as the sqlite3 shell dumps it; a new
//! version gets a new file.
void TestSchema::migratesEveryEarlierVersion()
{
    QFETCH(const int, version);
    m_database->exec(dumpOfVersion(version).constData());
    // The shell writes virtual tables past the connection's knowledge of the schema.
    m_database = openDatabase(QString::fromStdString(m_database->getFilename()), Access::ReadWrite);
    QCOMPARE(m_database->execAndGet("PRAGMA user_version").getInt(), version);
    const QString before = contentIn(*m_database);
    QVERIFY(before.contains(QStringLiteral("What sold best in March?")));

    migrate(*m_database);
    QCOMPARE(int(fileVersion(*m_database)), int(FileVersion::Current));
    QCOMPARE(m_database->execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
    QCOMPARE(contentIn(*m_database), before);

    // Not one column is different from those of a file that was made today.
    const auto fresh = openDatabase(newFile(QStringLiteral("fresh")), Access::ReadWrite);
    migrate(*fresh);
    constexpr const char *kColumns =
        "SELECT group_concat(m.name || '.' || c.name || ' ' || c.type || c.\"notnull\", char(10))"
        " FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name) m, "
        "pragma_table_info(m.name) c";
    QCOMPARE(m_database->execAndGet(kColumns).getString(), fresh->execAndGet(kColumns).getString());
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
