// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include "database.h"
#include "privatefile.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace tabletalk;

namespace {

constexpr const char *kAddsAColumn = "ALTER TABLE conversation ADD COLUMN folder INTEGER;"
                                     "PRAGMA user_version = 2;";
constexpr const char *kFailsHalfway = "ALTER TABLE conversation ADD COLUMN folder INTEGER;"
                                      "PRAGMA user_version = 2;"
                                      "INSERT INTO no_such_table VALUES (1);";

std::vector<Migration> withNext(const char *sql)
{
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({steps.back().version + 1, sql});
    return steps;
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
    void copiesTheWholeFile();

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
    const QByteArray ours(migrations().front().sql);
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
    const std::vector<Migration> steps = withNext(kAddsAColumn);
    QCOMPARE(int(fileVersion(*m_database, steps)), int(FileVersion::Older));
    migrate(*m_database, steps);
    migrate(*m_database, steps);
    QCOMPARE(int(fileVersion(*m_database, steps)), int(FileVersion::Current));
    QCOMPARE(m_database->execAndGet("SELECT count(*) FROM conversation WHERE folder IS NULL").getInt(), 1);
}

void TestSchema::aFailedMigrationChangesNothing()
{
    migrate(*m_database);
    QVERIFY_EXCEPTION_THROWN(migrate(*m_database, withNext(kFailsHalfway)), SQLite::Exception);
    QCOMPARE(int(fileVersion(*m_database)), int(FileVersion::Current));
    migrate(*m_database, withNext(kAddsAColumn)); // works, since the column was not left behind
}

void TestSchema::copiesTheWholeFile()
{
    enableWriteAheadLog(*m_database);
    migrate(*m_database);
    m_database->exec(
        "INSERT INTO conversation (id, title, model, instructions, draft, created_ms, changed_ms)"
        " VALUES (1, 'still in the log', '', '', '', 0, 0)");
    const QString path = newFile(QStringLiteral("copy"));
    copyTo(*m_database, path);
    const auto copy = openDatabase(path, Access::ReadWrite);
    QCOMPARE(int(fileVersion(*copy)), int(FileVersion::Current));
    QCOMPARE(copy->execAndGet("SELECT title FROM conversation").getString(), std::string("still in the log"));
    QCOMPARE(copy->execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
