// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialscan.h"

#include <QTest>

using namespace tabletalk;
using Kind = FoundCredential::Kind;

class TestCredentialScan : public QObject {
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void leavesAlone_data();
    void leavesAlone();
    void findsOwnKeysWhereverTheyStand_data();
    void findsOwnKeysWhereverTheyStand();
    void asksAboutNoPartOfAWord();
    void masksWhatWasFound();
    void takesLongTexts();

private:
    //! Made here, so that no scanner of code takes the test for a leak.
    static QString letters(int count);
};

QString TestCredentialScan::letters(int count)
{
    const QString some = QStringLiteral("a8Fq2Lz0Wk5Tn7Xb3Rv9Yc1Pd6Hm4Js");
    return some.repeated(count / int(some.size()) + 1).first(count);
}

void TestCredentialScan::finds_data()
{
    QTest::addColumn<QString>("credential");
    QTest::addColumn<int>("kind");
    QTest::newRow("the Router's") << QStringLiteral("sk-") + letters(32) << int(Kind::ApiKey);
    QTest::newRow("with dashes") << QStringLiteral("sk-or-v1-") + letters(40) << int(Kind::ApiKey);
    QTest::newRow("a project's") << QStringLiteral("pk-lf-") + letters(32) << int(Kind::ApiKey);
    QTest::newRow("of a code host") << QStringLiteral("ghp_") + letters(36) << int(Kind::ApiKey);
    QTest::newRow("of a cloud") << QStringLiteral("AKIA") + letters(16).toUpper() << int(Kind::ApiKey);
    QTest::newRow("of a chat") << QStringLiteral("xoxb-123456789012-") + letters(24) << int(Kind::ApiKey);
    QTest::newRow("of a shop") << QStringLiteral("sk_live_") + letters(24) << int(Kind::ApiKey);
    QTest::newRow("of a mailer") << QStringLiteral("SG.") + letters(22) + QLatin1Char('.') + letters(43)
                                 << int(Kind::ApiKey);
    QTest::newRow("a web token") << QStringLiteral("eyJ") + letters(20) + QStringLiteral(".eyJ") + letters(30)
                                        + QLatin1Char('.') + letters(43)
                                 << int(Kind::Token);
    QTest::newRow("a private key") << QStringLiteral("-----BEGIN RSA PRIVATE KEY-----\n") + letters(64)
                                          + QStringLiteral("\n-----END RSA PRIVATE KEY-----")
                                   << int(Kind::PrivateKey);
}

void TestCredentialScan::finds()
{
    QFETCH(QString, credential);
    QFETCH(int, kind);
    const QString before = QStringLiteral("Why does it say 401 with ");
    const auto found = findCredentials(before + credential + QStringLiteral(" in the header?"));
    QCOMPARE(found, (QList{FoundCredential{Kind(kind), before.size(), credential.size()}}));
}

void TestCredentialScan::leavesAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("prose") << "The password is something that nobody should say aloud: it is a secret.";
    QTest::newRow("a word that begins so")
        << "sk-learn and pk-estimators, task-management-for-everybody-in-2026";
    QTest::newRow("within a word") << QStringLiteral("desk-") + letters(32);
    QTest::newRow("read from elsewhere") << "api_key = os.environ[\"LLMROUTER_API_KEY\"]";
    QTest::newRow("a placeholder") << "export API_KEY=<your-key-goes-here-01>";
    QTest::newRow("a variable") << "token: ${CI_JOB_TOKEN_2}";
    QTest::newRow("words only") << "secret: correct-horse-battery-staple";
    QTest::newRow("a checksum") << "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    QTest::newRow("a public key") << "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----";
    QTest::newRow("an id") << "order 7c9e6679-7425-40de-944b-e07fc1f90ae7 was late";
    QTest::newRow("empty") << "";
}

void TestCredentialScan::leavesAlone()
{
    QFETCH(QString, text);
    QCOMPARE(findCredentials(text), QList<FoundCredential>());
}

void TestCredentialScan::findsOwnKeysWhereverTheyStand_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("alone") << "my-own-key-12";
    QTest::newRow("in a sentence") << "Is it my-own-key-12?";
    QTest::newRow("quoted") << "\"my-own-key-12\"";
    QTest::newRow("assigned") << "KEY=my-own-key-12";
    QTest::newRow("assigned and quoted") << "{\"key\":\"my-own-key-12\"}";
}

void TestCredentialScan::findsOwnKeysWhereverTheyStand()
{
    QFETCH(QString, text);
    const QString own = QStringLiteral("my-own-key-12");
    const auto found = findCredentials(text, [&](QStringView word) { return word == own; });
    QCOMPARE(found, (QList{FoundCredential{Kind::Own, text.indexOf(own), own.size()}}));
}

void TestCredentialScan::asksAboutNoPartOfAWord()
{
    QStringList asked;
    findCredentials(QStringLiteral("short and loooooooong"), [&](QStringView word) {
        asked.append(word.toString());
        return false;
    });
    QCOMPARE(QSet<QString>(asked.begin(), asked.end()), QSet{QStringLiteral("loooooooong")});
}

void TestCredentialScan::masksWhatWasFound()
{
    const QString text = QStringLiteral("key sk-%1, password = %2!").arg(letters(32), letters(16));
    const auto found = findCredentials(text);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[1].kind, Kind::Assigned);
    const QString masked = maskCredentials(text, found);
    QVERIFY2(masked.startsWith(QStringLiteral("key sk-[hidden], password = [hidden]")), qPrintable(masked));
    QVERIFY(!masked.contains(letters(8)));
    QVERIFY(findCredentials(masked).isEmpty());
}

void TestCredentialScan::takesLongTexts()
{
    // Beginnings without an end, many times over.
    for (const QString &piece :
         {QStringLiteral("-----BEGIN RSA PRIVATE KEY-----"), QStringLiteral("eyJaaaaaaaaaaaa.eyJ"),
          QStringLiteral("password="), QStringLiteral("sk-")}) {
        QVERIFY(findCredentials(piece.repeated(2000)).size() <= 2000);
    }
}

QTEST_GUILESS_MAIN(TestCredentialScan)

#include "tst_credentialscan.moc"
