// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"

#include <QDir>
#include <QTest>

using namespace tabletalk;

class TestCommandLine : public QObject {
    Q_OBJECT
private slots:
    void init() { qunsetenv("TABLETALK_ROUTER"); }
    void helpNamesTheProgramWithoutAnApplication();
    void whatCannotBeUsedIsSaid_data();
    void whatCannotBeUsedIsSaid();
    void theOptionGoesBeforeTheEnvironment();
    void theDemoHasAFolderOfItsOwnAndNoOtherRouter();
    void modelsAndFilesAreTakenInTheirOneForm();

private:
    static Result<CommandLine> parse(const QStringList &arguments)
    {
        return CommandLine::parse(QStringList{QStringLiteral("tabletalk")} + arguments);
    }
};

void TestCommandLine::helpNamesTheProgramWithoutAnApplication()
{
    QVERIFY(!QCoreApplication::instance());
    const Result<CommandLine> line = parse({QStringLiteral("--help")});
    QVERIFY(line.ok());
    QVERIFY2(line->textToPrint.startsWith(QStringLiteral("Usage: tabletalk ")),
             qPrintable(line->textToPrint.left(60)));
}

void TestCommandLine::whatCannotBeUsedIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--nonsense")}
                                    << QStringLiteral("nonsense");
    QTest::newRow("no scheme") << QStringList{QStringLiteral("--router"), QStringLiteral("router.example/v1")}
                               << QStringLiteral("https://");
    QTest::newRow("http elsewhere") << QStringList{QStringLiteral("--router"),
                                                   QStringLiteral("http://router.example/v1")}
                                    << QStringLiteral("readable");
    QTest::newRow("no value") << QStringList{QStringLiteral("--model")} << QStringLiteral("model");
}

void TestCommandLine::whatCannotBeUsedIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const Result<CommandLine> line = parse(arguments);
    QVERIFY(!line.ok());
    QVERIFY2(line.error().userText.contains(part), qPrintable(line.error().userText));
}

void TestCommandLine::theOptionGoesBeforeTheEnvironment()
{
    qputenv("TABLETALK_ROUTER", "https://first.example/v1");
    QCOMPARE(parse({})->endpoint->origin(), QStringLiteral("https://first.example:443"));
    QCOMPARE(
        parse({QStringLiteral("--router"), QStringLiteral("https://second.example/v1")})->endpoint->origin(),
        QStringLiteral("https://second.example:443"));
}

void TestCommandLine::theDemoHasAFolderOfItsOwnAndNoOtherRouter()
{
    const Result<CommandLine> line = parse(
        {QStringLiteral("--demo"), QStringLiteral("--router"), QStringLiteral("https://first.example")});
    QVERIFY(line->isDemo);
    QVERIFY(!line->endpoint);
    QVERIFY(line->dataDir.endsWith(QStringLiteral("/demo")));
    const QString chosen = QDir::current().absoluteFilePath(QStringLiteral("here"));
    QCOMPARE(parse({QStringLiteral("--demo"), QStringLiteral("--data-dir"), QStringLiteral("here")})->dataDir,
             chosen);
}

void TestCommandLine::modelsAndFilesAreTakenInTheirOneForm()
{
    const Result<CommandLine> line =
        parse({QStringLiteral("--model"), QStringLiteral("interactive/openai/gpt-4o"),
               QStringLiteral("a.csv"), QStringLiteral("/b.csv")});
    QCOMPARE(line->model, QStringLiteral("openai/gpt-4o"));
    QCOMPARE(line->files, QStringList({QDir::current().absoluteFilePath(QStringLiteral("a.csv")),
                                       QStringLiteral("/b.csv")}));
}

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
