// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychainstore.h"
#include "privatebus.h"

#include <QTest>

using namespace tabletalk;

// Against a real gnome-keyring on a bus of our own.
class TestKeychainStore : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();

    void saysWhatToInstallWhenNoServiceAnswers();
    void keepsAKeyAcrossStores();
    void namesTheStoreOnceItAnswered();
    void replacesAndRemoves();
    void missesAKeyThatIsNotThere();
    void removingNothingIsDone();
    void keepsHostileTexts_data();
    void keepsHostileTexts();
    void refusesWhatWouldComeBackChanged_data();
    void refusesWhatWouldComeBackChanged();
    void leavesNothingInClearOnDisk();
    void reportsALockWithoutAskingThenLetsTheStoreAsk();
    void reportsALockWhenWritingAndRemoving();
    void forgetsTheLockOnceUnlocked();
    void survivesARestartOfTheService();
    void answersSeveralCallsAtOnce();
    void mayBeDestroyedWhileTheStoreIsBusy();

private:
    template <class T>
    static Result<T> wait(const QFuture<Result<T>> &future);
    //! Cancelled stands for success.
    template <class T>
    static ErrorKind kindOf(const QFuture<Result<T>> &future);

    static QByteArray textOf(const QFuture<Result<Secret>> &future);

    PrivateBus m_bus;
};

template <class T>
Result<T> TestKeychainStore::wait(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60000) || future.resultCount() != 1)
        return Error{.userText = QStringLiteral("the test waited in vain")};
    return future.result();
}

template <class T>
ErrorKind TestKeychainStore::kindOf(const QFuture<Result<T>> &future)
{
    const auto result = wait(future);
    return result.ok() ? ErrorKind::Cancelled : result.error().kind;
}

QByteArray TestKeychainStore::textOf(const QFuture<Result<Secret>> &future)
{
    const auto result = wait(future);
    return result.ok() ? result->reveal() : "no key: " + result.error().userText.toUtf8();
}

void TestKeychainStore::initTestCase()
{
    const QString missing = PrivateBus::missingPrograms();
    if (!missing.isEmpty())
        QSKIP(qPrintable(missing));
    QVERIFY(m_bus.start());
}

void TestKeychainStore::init()
{
    m_bus.stopKeyring();
    if (qstrcmp(QTest::currentTestFunction(), "saysWhatToInstallWhenNoServiceAnswers") != 0)
        QVERIFY(m_bus.startKeyring());
}

void TestKeychainStore::saysWhatToInstallWhenNoServiceAnswers()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    const auto result = wait(store.read(id));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::StoreMissing);
    QCOMPARE(result.error().source, ErrorSource::CredentialStore);
    QVERIFY(result.error().userText.contains(u"gnome-keyring"));
    QVERIFY(result.error().nextSteps.contains(NextStep::UseSessionKey));
    QVERIFY(result.error().nextSteps.contains(NextStep::Retry));
    QCOMPARE(kindOf(store.write(id, Secret("sk-unkept-0123456789"))), ErrorKind::StoreMissing);
    QCOMPARE(kindOf(store.remove(id)), ErrorKind::StoreMissing);
    QCOMPARE(m_bus.filesHolding("sk-unkept-0123456789"), QStringList());

    // Retry, after having followed the advice.
    QVERIFY(m_bus.startKeyring());
    QCOMPARE(kindOf(store.read(id)), ErrorKind::KeyNotFound);
}

void TestKeychainStore::keepsAKeyAcrossStores()
{
    const auto id = QUuid::createUuid();
    const Secret secret("sk-or-v1-0123456789abcdef");
    {
        KeychainStore store;
        QVERIFY(wait(store.write(id, secret)).ok());
    }
    KeychainStore store;
    QCOMPARE(textOf(store.read(id)), secret.reveal());
}

void TestKeychainStore::namesTheStoreOnceItAnswered()
{
    KeychainStore store;
    QCOMPARE(store.displayName(), QStringLiteral("the system's credential store"));
    QCOMPARE(kindOf(store.read(QUuid::createUuid())), ErrorKind::KeyNotFound);
    QCOMPARE(store.displayName(), QStringLiteral("GNOME Keyring"));
}

void TestKeychainStore::replacesAndRemoves()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret("first"))).ok());
    QVERIFY(wait(store.write(id, Secret("second"))).ok());
    QCOMPARE(textOf(store.read(id)), QByteArray("second"));
    QVERIFY(wait(store.remove(id)).ok());
    QCOMPARE(kindOf(store.read(id)), ErrorKind::KeyNotFound);
}

void TestKeychainStore::missesAKeyThatIsNotThere()
{
    KeychainStore store;
    QVERIFY(wait(store.write(QUuid::createUuid(), Secret("another's"))).ok());
    const auto result = wait(store.read(QUuid::createUuid()));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().kind, ErrorKind::KeyNotFound);
    QVERIFY(result.error().userText.contains(u"GNOME Keyring"));
}

void TestKeychainStore::removingNothingIsDone()
{
    KeychainStore store;
    QVERIFY(wait(store.remove(QUuid::createUuid())).ok());
}

void TestKeychainStore::keepsHostileTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("line breaks") << QByteArray("sk-a\r\nX-Evil: 1\n");
    QTest::newRow("other scripts") << QByteArray("ключ-鍵-🔑-\u0301");
    QTest::newRow("quotes and markup") << QByteArray("'\"`$(id)%s%n</xml>");
    QTest::newRow("64 KiB") << QByteArray(64 * 1024, 'k');
    QTest::newRow("nothing") << QByteArray("");
}

void TestKeychainStore::keepsHostileTexts()
{
    QFETCH(QByteArray, text);
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret(text))).ok());
    QCOMPARE(textOf(store.read(id)), text);
}

void TestKeychainStore::refusesWhatWouldComeBackChanged_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("NUL") << QByteArray("sk-a\0b", 6);
    QTest::newRow("not UTF-8") << QByteArray("sk-\xff\xfe");
}

void TestKeychainStore::refusesWhatWouldComeBackChanged()
{
    QFETCH(QByteArray, text);
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QCOMPARE(kindOf(store.write(id, Secret(text))), ErrorKind::InvalidKey);
    QCOMPARE(kindOf(store.read(id)), ErrorKind::KeyNotFound);
}

void TestKeychainStore::leavesNothingInClearOnDisk()
{
    KeychainStore store;
    const QByteArray key("sk-or-v1-never-in-clear-4711");
    QVERIFY(wait(store.write(QUuid::createUuid(), Secret(key))).ok());
    QVERIFY(QFile::exists(m_bus.home() + QStringLiteral("/data/keyrings/login.keyring")));
    QCOMPARE(m_bus.filesHolding(key), QStringList());
}

void TestKeychainStore::reportsALockWithoutAskingThenLetsTheStoreAsk()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret("behind the lock"))).ok());
    QVERIFY(m_bus.lockKeyring());

    const auto first = wait(store.read(id));
    QVERIFY(!first.ok());
    QCOMPARE(first.error().kind, ErrorKind::StoreLocked);
    QVERIFY(first.error().userText.contains(u"GNOME Keyring"));
    QVERIFY(first.error().nextSteps.contains(NextStep::UseSessionKey));
    // Nobody can answer the question here, so asking ends like a cancelled prompt.
    QCOMPARE(kindOf(store.read(id)), ErrorKind::StoreDenied);
    QVERIFY(m_bus.isLocked());
}

void TestKeychainStore::reportsALockWhenWritingAndRemoving()
{
    const auto id = QUuid::createUuid();
    {
        KeychainStore store;
        QVERIFY(wait(store.write(id, Secret("kept"))).ok());
    }
    QVERIFY(m_bus.lockKeyring());
    KeychainStore writer;
    QCOMPARE(kindOf(writer.write(QUuid::createUuid(), Secret("new"))), ErrorKind::StoreLocked);
    QCOMPARE(kindOf(writer.write(QUuid::createUuid(), Secret("new"))), ErrorKind::StoreDenied);
    KeychainStore remover;
    QCOMPARE(kindOf(remover.remove(id)), ErrorKind::StoreLocked);
    // What is not there at all needs no unlocking.
    QCOMPARE(kindOf(remover.read(QUuid::createUuid())), ErrorKind::KeyNotFound);
}

void TestKeychainStore::forgetsTheLockOnceUnlocked()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret("kept"))).ok());
    QVERIFY(m_bus.lockKeyring());
    QCOMPARE(kindOf(store.read(id)), ErrorKind::StoreLocked);
    m_bus.stopKeyring();
    QVERIFY(m_bus.startKeyring());
    QCOMPARE(textOf(store.read(id)), QByteArray("kept"));
    QVERIFY(m_bus.lockKeyring());
    QCOMPARE(kindOf(store.read(id)), ErrorKind::StoreLocked);
}

void TestKeychainStore::survivesARestartOfTheService()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret("before"))).ok());
    m_bus.stopKeyring();
    QCOMPARE(kindOf(store.read(id)), ErrorKind::StoreMissing);
    QVERIFY(m_bus.startKeyring());
    QCOMPARE(textOf(store.read(id)), QByteArray("before"));
    m_bus.stopKeyring();
    QVERIFY(m_bus.startKeyring());
    QVERIFY(wait(store.write(id, Secret("after"))).ok());
    QCOMPARE(textOf(store.read(id)), QByteArray("after"));
}

void TestKeychainStore::answersSeveralCallsAtOnce()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    QVERIFY(wait(store.write(id, Secret("shared"))).ok());
    QList<QFuture<Result<Secret>>> reads;
    for (int i = 0; i < 20; ++i)
        reads += store.read(i % 2 == 0 ? id : QUuid::createUuid());
    for (int i = 0; i < reads.size(); ++i)
        QCOMPARE(wait(reads[i]).ok(), i % 2 == 0);
}

void TestKeychainStore::mayBeDestroyedWhileTheStoreIsBusy()
{
    const auto id = QUuid::createUuid();
    QFuture<Result<Done>> orphan;
    {
        KeychainStore store;
        orphan = store.write(id, Secret("unheard"));
    }
    QVERIFY(orphan.isFinished());
    QVERIFY(orphan.isCanceled());
    KeychainStore store;
    QVERIFY(wait(store.write(id, Secret("heard"))).ok());
    QCOMPARE(textOf(store.read(id)), QByteArray("heard"));
}

QTEST_GUILESS_MAIN(TestKeychainStore)
#include "tst_keychainstore.moc"
