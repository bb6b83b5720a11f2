// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyimport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestKeyImport : public QObject {
    Q_OBJECT
private slots:
    void findsKeys_data();
    void findsKeys();
    void looksWhereProgramsKeepThem();
    void refusesWhatIsNoConfiguration();
    void takesKeysOutAndLeavesTheRest();
    void saysWhichFileCouldNotBeWritten();
};

void TestKeyImport::findsKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found"); // name=key
    QTest::newRow(".env") << "A=1\nexport LLMROUTER_API_KEY=\"sk-abcdefghij0123456789\"\n"
                          << QStringList{QStringLiteral("LLMROUTER_API_KEY=sk-abcdefghij0123456789")};
    QTest::newRow("JSON") << R"({"api_key": "sk-abcdefghij0123456789", "model": "x"})"
                          << QStringList{QStringLiteral("api_key=sk-abcdefghij0123456789")};
    QTest::newRow("YAML") << "openai:\n  apiKey: sk-abcdefghij0123456789 # mine\n"
                          << QStringList{QStringLiteral("apiKey=sk-abcdefghij0123456789")};
    QTest::newRow("twice the same") << "A=sk-abcdefghij0123456789\nB=sk-abcdefghij0123456789\n"
                                    << QStringList{QStringLiteral("A=sk-abcdefghij0123456789")};
    QTest::newRow("two") << "A=sk-abcdefghij0123456789\nB=sk-zyxwvutsrq9876543210\n"
                         << QStringList{QStringLiteral("A=sk-abcdefghij0123456789"),
                                        QStringLiteral("B=sk-zyxwvutsrq9876543210")};
    QTest::newRow("project keys") << "A=pk-lf-abcdefghij0123456789\nB=sk-lf-abcdefghij0123456789\n"
                                  << QStringList();
    QTest::newRow("a password") << "password = \"Tr0ub4dor&3xyzzy!9Q\"\n" << QStringList();
    QTest::newRow("nothing") << "" << QStringList();
}

void TestKeyImport::findsKeys()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    QStringList read;
    for (const PlainKey &key : plainKeysIn(text, QStringLiteral("/a/file"))) {
        QCOMPARE(key.file, QStringLiteral("/a/file"));
        read.append(key.name + u'=' + QString::fromLatin1(key.key.reveal()));
    }
    QCOMPARE(read, found);
}

void TestKeyImport::looksWhereProgramsKeepThem()
{
    const QTemporaryDir home;
    QVERIFY(filesWithPlainKeys(home.path()).isEmpty());
    QVERIFY(QDir(home.path()).mkpath(QStringLiteral(".config/aichat")));
    const QString path = home.filePath(QStringLiteral(".config/aichat/config.yaml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(filesWithPlainKeys(home.path()), QStringList{path});
}

void TestKeyImport::refusesWhatIsNoConfiguration()
{
    const QTemporaryDir dir;
    QCOMPARE(plainKeysInFile(dir.filePath(QStringLiteral("none"))).error().kind,
             ErrorKind::AttachmentUnreadable);
    QFile file(dir.filePath(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(2'000'000, 'a'));
    file.close();
    QCOMPARE(plainKeysInFile(file.fileName()).error().kind, ErrorKind::AttachmentTooLarge);
}

void TestKeyImport::takesKeysOutAndLeavesTheRest()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("config")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xff\xfe A=sk-abcdefghij0123456789\r\nB=2\r\n"); // not UTF-8, and it stays so
    file.close();
    const auto found = plainKeysInFile(file.fileName());
    QCOMPARE(found->size(), 1);
    QVERIFY(removePlainKeys(*found));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("\xff\xfe A=\r\nB=2\r\n"));
    file.close();
    QVERIFY(removePlainKeys(*found)); // gone already
}

void TestKeyImport::saysWhichFileCouldNotBeWritten()
{
    const PlainKey key{.file = QStringLiteral("/nowhere/at/all"), .key = Secret("sk-abcdefghij0123456789")};
    const auto removed = removePlainKeys({key});
    QVERIFY(!removed);
    QVERIFY(removed.error().userText.contains(QStringLiteral("/nowhere/at/all")));
    QVERIFY(!removed.error().userText.contains(QStringLiteral("0123456789")));
}

QTEST_GUILESS_MAIN(TestKeyImport)
#include "tst_keyimport.moc"
