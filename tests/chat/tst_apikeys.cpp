// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikeys.h"
#include "fakecredentialstore.h"

#include <QFile>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using namespace tabletalk;

class TestApiKeys : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void saysThatThereIsNoKey();
    void savesToTheStoreAndReadsAnew();
    void neverWritesTheKeyToTheSettings();
    void indexesAKeyOnlyAfterTheStoreSaidYes();
    void replacesUnderANewNameAndRemovesTheOld();
    void keepsAReplacedKeyInSightUntilTheStoreLetsGoOfIt();
    void keepsSeveralByName();
    void usesNoOtherKeyThanTheOneChosen();
    void takesTheOneKeyOfEarlierVersions();
    void givesASilentStoreNoSecondSave();
    void keepsALateKeyBesideANewerChoice();
    void prefersTheSessionThenTheStoreThenTheEnvironment();
    void keepsAKeyToItsOrigin();
    void fallsBackToTheEnvironment_data();
    void fallsBackToTheEnvironment();
    void reportsALockedStoreAndKeepsTheEntry();
    void removesEverywhere();
    void keepsTheEntryWhenRemovingFails();
    void stopsWaitingForASilentStore();
    void asksASilentStoreOnce();
    void takesALateSave();
    void dropsALateSaveAfterANewerChoice();
    void survivesAPromiseThatIsBroken();
    void skipsDamagedEntries();
    void knowsItsOwnKeys();

private:
    void make(std::chrono::milliseconds patience, std::optional<EnvironmentKey> environment = {});

    template <class T>
    static Result<T> outcome(const QFuture<Result<T>> &future)
    {
        QFutureWatcher<Result<T>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        if (!finished.wait() || future.resultCount() == 0)
            return Error{.kind = ErrorKind::Unknown};
        return future.result();
    }

    Endpoint m_endpoint = Endpoint::routerDefault();
    const Secret m_key{QByteArrayLiteral("sk-test-0123456789abcdef")};
    const Secret m_otherKey{QByteArrayLiteral("sk-test-fedcba9876543210")};
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<FakeCredentialStore> m_store;
    std::unique_ptr<ApiKeys> m_keys;
};

void TestApiKeys::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("settings.ini")));
    m_store = std::make_unique<FakeCredentialStore>();
    make(1min);
}

void TestApiKeys::cleanup()
{
    m_keys.reset();
    m_store.reset();
    m_settings.reset();
    m_dir.reset();
}

void TestApiKeys::make(std::chrono::milliseconds patience, std::optional<EnvironmentKey> environment)
{
    m_keys = std::make_unique<ApiKeys>(*m_store, *m_settings, std::move(environment), patience);
}

void TestApiKeys::saysThatThereIsNoKey()
{
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::None);
    const auto key = outcome(m_keys->keyFor(m_endpoint));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::NoKey);
    QVERIFY(key.error().userText.contains(QStringLiteral("app.interactive.ai")));
    QCOMPARE(key.error().nextSteps, QList{NextStep::OpenKeys});
    QCOMPARE(m_store->reads, 0);
}

void TestApiKeys::savesToTheStoreAndReadsAnew()
{
    QSignalSpy changed(m_keys.get(), &ApiKeys::statusChanged);
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    QCOMPARE(changed.count(), 1);
    const ApiKeyStatus status = m_keys->status(m_endpoint);
    QCOMPARE(status.source, KeySource::Store);
    QCOMPARE(status.storeName, QStringLiteral("Test Keyring"));
    QCOMPARE(status.hint, m_key.hint());

    for (int request = 1; request <= 2; ++request) {
        const auto key = outcome(m_keys->keyFor(m_endpoint));
        QVERIFY(key);
        QCOMPARE(key->key.reveal(), m_key.reveal());
        QCOMPARE(QUuid::fromString(key->keyId), m_store->entries.keys().constFirst());
        QCOMPARE(m_store->reads, request);
    }

    make(1min); // the next start
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Store);
    QCOMPARE(m_keys->status(m_endpoint).hint, QString());
    QVERIFY(outcome(m_keys->keyFor(m_endpoint)));
    QCOMPARE(m_keys->status(m_endpoint).hint, m_key.hint());
}

void TestApiKeys::neverWritesTheKeyToTheSettings()
{
    make(1min, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    QVERIFY(outcome(m_keys->keyFor(m_endpoint)));
    m_keys->keepForSession(m_endpoint, m_otherKey);
    m_settings->file().sync();
    QFile file(m_dir->filePath(QStringLiteral("settings.ini")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("origin="));
    for (const Secret &key : {m_key, m_otherKey}) {
        QVERIFY(!content.contains(key.reveal()));
        QVERIFY(!content.contains(key.reveal().last(8)));
        QVERIFY(!content.contains(key.reveal().toBase64()));
    }
}

void TestApiKeys::indexesAKeyOnlyAfterTheStoreSaidYes()
{
    m_store->refusal = FakeCredentialStore::locked();
    const auto saved = outcome(m_keys->save(m_endpoint, m_key));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ErrorKind::StoreLocked);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::None);
    QCOMPARE(m_keys->status(m_endpoint).storeError, saved.error());
    QVERIFY(KeyIndex(*m_settings).entries().isEmpty());
}

void TestApiKeys::replacesUnderANewNameAndRemovesTheOld()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key, {.name = QStringLiteral("work")})));
    const QUuid first = m_store->entries.keys().constFirst();
    const KeyPlace place{.replaces = first.toString(QUuid::WithoutBraces)};

    m_store->refusal = FakeCredentialStore::locked();
    QVERIFY(!outcome(m_keys->save(m_endpoint, m_otherKey, place)));
    QCOMPARE(KeyIndex(*m_settings).active(m_endpoint.origin())->id, first);
    QCOMPARE(m_store->entries.value(first).reveal(), m_key.reveal());

    m_store->refusal.reset();
    QVERIFY(outcome(m_keys->save(m_endpoint, m_otherKey, place)));
    QTRY_COMPARE(KeyIndex(*m_settings).entries().size(), 1);
    QCOMPARE(m_store->entries.size(), 1);
    QVERIFY(!m_store->entries.contains(first));
    QCOMPARE(KeyIndex(*m_settings).entries().first().name, QStringLiteral("work"));
    // Who chose the old one by its id is asked with the new one.
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint, place.replaces))->key.reveal(), m_otherKey.reveal());
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_otherKey.reveal());
}

void TestApiKeys::keepsAReplacedKeyInSightUntilTheStoreLetsGoOfIt()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key, {.name = QStringLiteral("work")})));
    const QString old = m_keys->status(m_endpoint).keyId;
    m_store->refuseRemovals = true;
    QVERIFY(outcome(m_keys->save(m_endpoint, m_otherKey, {.replaces = old})));
    const QList<KnownKey> keys = m_keys->keys(m_endpoint);
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0).name, QStringLiteral("work"));
    QVERIFY(keys.at(0).isActive);
    QCOMPARE(keys.at(1).name, QStringLiteral("work (replaced)"));
    m_store->refuseRemovals = false;
    QVERIFY(outcome(m_keys->remove(m_endpoint, keys.at(1).id)));
    QCOMPARE(m_store->entries.size(), 1);
}

void TestApiKeys::keepsSeveralByName()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key, {.name = QStringLiteral("work")})));
    const QString work = m_keys->status(m_endpoint).keyId;
    QVERIFY(outcome(m_keys->save(m_endpoint, m_otherKey, {.name = QStringLiteral(" home ")})));
    const QString home = m_keys->status(m_endpoint).keyId;
    QVERIFY(work != home);
    QList<KnownKey> keys = m_keys->keys(m_endpoint);
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0).name, QStringLiteral("home"));
    QCOMPARE(keys.at(0).hint, m_otherKey.hint());
    QVERIFY(keys.at(0).isActive && !keys.at(1).isActive);

    QSignalSpy changed(m_keys.get(), &ApiKeys::statusChanged);
    m_keys->activate(m_endpoint, work);
    QCOMPARE(changed.count(), 1);
    make(1min); // the next start
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_key.reveal());
    // A conversation may choose the other.
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint, home))->key.reveal(), m_otherKey.reveal());
    QCOMPARE(m_keys->status(m_endpoint, home).name, QStringLiteral("home"));

    m_keys->rename(home, QStringLiteral("work"));
    keys = m_keys->keys(m_endpoint);
    QCOMPARE(keys.at(1).name, QStringLiteral("work 2"));
    QVERIFY(outcome(m_keys->remove(m_endpoint)));
    QCOMPARE(m_store->entries.size(), 1);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_otherKey.reveal());
}

void TestApiKeys::usesNoOtherKeyThanTheOneChosen()
{
    make(1min, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    const QString stored = m_keys->status(m_endpoint).keyId;
    m_store->refusal = FakeCredentialStore::locked();
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint)).value().source, KeySource::Environment);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint, stored)).error().kind, ErrorKind::StoreLocked);
    m_store->refusal.reset();
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint, kEnvironmentKeyId))->key.reveal(), m_otherKey.reveal());
    QVERIFY(outcome(m_keys->remove(m_endpoint, stored)));
    const auto gone = outcome(m_keys->keyFor(m_endpoint, stored));
    QCOMPARE(gone.error().kind, ErrorKind::KeyNotFound);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint, kSessionKeyId)).error().kind, ErrorKind::KeyNotFound);

    // A choice made at one endpoint says nothing about another.
    const Endpoint other = *Endpoint::parse(QStringLiteral("http://localhost:8080/v1"));
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    const QString here = m_keys->status(m_endpoint).keyId;
    QCOMPARE(outcome(m_keys->keyFor(other, here)).error().kind, ErrorKind::NoKey);
    m_keys->activate(other, here);
    QCOMPARE(m_keys->status(other).source, KeySource::None);
}

void TestApiKeys::takesTheOneKeyOfEarlierVersions()
{
    const QUuid id = QUuid::createUuid();
    m_store->entries.insert(id, m_key);
    const QString group = QStringLiteral("keys/") + id.toString(QUuid::WithoutBraces);
    m_settings->file().setValue(group + QStringLiteral("/name"), QStringLiteral("app.interactive.ai"));
    m_settings->file().setValue(group + QStringLiteral("/origin"), m_endpoint.origin());
    make(1min);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_key.reveal());
    QVERIFY(m_keys->keys(m_endpoint).first().isActive);
    QVERIFY(outcome(m_keys->save(m_endpoint, m_otherKey)));
    QCOMPARE(m_keys->keys(m_endpoint).size(), 2);
    QCOMPARE(m_keys->keys(m_endpoint).at(1).name, QStringLiteral("app.interactive.ai 2"));
    m_keys->activate(m_endpoint, id.toString(QUuid::WithoutBraces));
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_key.reveal());
}

void TestApiKeys::givesASilentStoreNoSecondSave()
{
    make(1ms);
    m_store->isSilent = true;
    QVERIFY(!outcome(m_keys->save(m_endpoint, m_key)));
    QCOMPARE(outcome(m_keys->save(m_endpoint, m_otherKey)).error().kind, ErrorKind::StoreUnanswered);
    QCOMPARE(m_store->writes, 1);
    m_store->answerAll();
    QTRY_VERIFY(!m_keys->status(m_endpoint).awaitingStore);
    QVERIFY(outcome(m_keys->save(m_endpoint, m_otherKey)));
    QCOMPARE(m_store->entries.size(), 2);
}

void TestApiKeys::keepsALateKeyBesideANewerChoice()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    const QString first = m_keys->status(m_endpoint).keyId;
    make(1ms);
    m_store->isSilent = true;
    QVERIFY(!outcome(m_keys->save(m_endpoint, m_otherKey)));
    m_keys->activate(m_endpoint, first);
    m_store->answerAll();
    QTRY_COMPARE(m_keys->keys(m_endpoint).size(), 2);
    QCOMPARE(m_keys->status(m_endpoint).keyId, first);
}

void TestApiKeys::prefersTheSessionThenTheStoreThenTheEnvironment()
{
    make(1min, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Environment);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->keyId, QStringLiteral("environment"));

    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->source, KeySource::Store);

    m_keys->keepForSession(m_endpoint, m_otherKey);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Session);
    const auto key = outcome(m_keys->keyFor(m_endpoint));
    QCOMPARE(key->keyId, QStringLiteral("session"));
    QCOMPARE(key->key.reveal(), m_otherKey.reveal());

    // Saving is the newer choice.
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->source, KeySource::Store);
}

void TestApiKeys::keepsAKeyToItsOrigin()
{
    make(1min, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_keys->keepForSession(m_endpoint, m_key);

    const auto elsewhere = *Endpoint::parse(QStringLiteral("https://app.interactive.ai:8443/api/v1"));
    QCOMPARE(outcome(m_keys->keyFor(elsewhere)).error().kind, ErrorKind::NoKey);
    QVERIFY(!m_keys->hasEnvironmentKey(elsewhere));

    const auto otherPath = *Endpoint::parse(QStringLiteral("https://app.interactive.ai/v2"));
    QVERIFY(outcome(m_keys->keyFor(otherPath)));
}

void TestApiKeys::fallsBackToTheEnvironment_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("locked") << int(ErrorKind::StoreLocked);
    QTest::newRow("missing") << int(ErrorKind::StoreMissing);
    QTest::newRow("denied") << int(ErrorKind::StoreDenied);
    QTest::newRow("entry gone") << int(ErrorKind::KeyNotFound);
}

void TestApiKeys::fallsBackToTheEnvironment()
{
    QFETCH(const int, kind);
    make(1min, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_store->refusal = Error{.kind = ErrorKind(kind), .source = ErrorSource::CredentialStore};
    const auto key = outcome(m_keys->keyFor(m_endpoint));
    QVERIFY(key);
    QCOMPARE(key->source, KeySource::Environment);
    QCOMPARE(key->key.reveal(), m_otherKey.reveal());
    const ApiKeyStatus status = m_keys->status(m_endpoint);
    QCOMPARE(status.source, KeySource::Environment);
    QCOMPARE(status.storeError->kind, ErrorKind(kind));
}

void TestApiKeys::reportsALockedStoreAndKeepsTheEntry()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_store->refusal = FakeCredentialStore::locked();
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint)).error().kind, ErrorKind::StoreLocked);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Store);
    QCOMPARE(m_keys->status(m_endpoint).storeError, FakeCredentialStore::locked());

    m_store->refusal.reset(); // unlocked
    QVERIFY(outcome(m_keys->keyFor(m_endpoint)));
    QVERIFY(!m_keys->status(m_endpoint).storeError);
}

void TestApiKeys::removesEverywhere()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_keys->keepForSession(m_endpoint, m_otherKey);
    QVERIFY(outcome(m_keys->remove(m_endpoint)));
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Store);
    QCOMPARE(m_store->entries.size(), 1);
    QVERIFY(outcome(m_keys->remove(m_endpoint)));
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::None);
    QVERIFY(m_store->entries.isEmpty());
    QVERIFY(KeyIndex(*m_settings).entries().isEmpty());
    QVERIFY(outcome(m_keys->remove(m_endpoint)));
}

void TestApiKeys::keepsTheEntryWhenRemovingFails()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_store->refusal = FakeCredentialStore::locked();
    QVERIFY(!outcome(m_keys->remove(m_endpoint)));
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Store);
    QCOMPARE(KeyIndex(*m_settings).entries().size(), 1);
}

void TestApiKeys::stopsWaitingForASilentStore()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    make(1ms);
    m_store->isSilent = true;
    const auto unanswered = outcome(m_keys->keyFor(m_endpoint));
    QVERIFY(!unanswered);
    QCOMPARE(unanswered.error().kind, ErrorKind::StoreUnanswered);
    QCOMPARE(unanswered.error().nextSteps.constFirst(), NextStep::UseSessionKey);
    QVERIFY(m_keys->status(m_endpoint).awaitingStore);

    m_keys->keepForSession(m_endpoint, m_otherKey);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->source, KeySource::Session);

    m_store->answerAll();
    QTRY_VERIFY(!m_keys->status(m_endpoint).awaitingStore);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Session);
}

void TestApiKeys::asksASilentStoreOnce()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    make(1ms, EnvironmentKey{m_otherKey, m_endpoint.origin()});
    m_store->isSilent = true;
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->source, KeySource::Environment);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->source, KeySource::Environment);
    QCOMPARE(m_store->reads, 1);

    m_store->answerAll();
    QTRY_VERIFY(!m_keys->status(m_endpoint).awaitingStore);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Store);
    make(1min);
    QCOMPARE(outcome(m_keys->keyFor(m_endpoint))->key.reveal(), m_key.reveal());
    QCOMPARE(m_store->reads, 2);
}

void TestApiKeys::takesALateSave()
{
    make(1ms);
    m_store->isSilent = true;
    QCOMPARE(outcome(m_keys->save(m_endpoint, m_key)).error().kind, ErrorKind::StoreUnanswered);
    QVERIFY(m_keys->status(m_endpoint).awaitingStore);
    QVERIFY(KeyIndex(*m_settings).entries().isEmpty());

    QSignalSpy changed(m_keys.get(), &ApiKeys::statusChanged);
    m_store->answerAll();
    QVERIFY(changed.wait());
    const ApiKeyStatus status = m_keys->status(m_endpoint);
    QCOMPARE(status.source, KeySource::Store);
    QCOMPARE(status.hint, m_key.hint());
    QVERIFY(!status.awaitingStore);
}

void TestApiKeys::dropsALateSaveAfterANewerChoice()
{
    make(1ms);
    m_store->isSilent = true;
    QVERIFY(!outcome(m_keys->save(m_endpoint, m_key)));
    m_keys->keepForSession(m_endpoint, m_otherKey);
    m_store->answerAll();
    QTRY_VERIFY(!m_keys->status(m_endpoint).awaitingStore);
    QCOMPARE(m_keys->status(m_endpoint).source, KeySource::Session);
    QVERIFY(KeyIndex(*m_settings).entries().isEmpty());
    QVERIFY(m_store->entries.isEmpty()); // nothing is left behind that nobody could find
}

void TestApiKeys::survivesAPromiseThatIsBroken()
{
    m_store->isSilent = true;
    const auto saving = m_keys->save(m_endpoint, m_key);
    m_keys.reset(); // the program ends while the store is thinking
    m_store->answerAll();
    QVERIFY(!saving.isFinished() || saving.isCanceled());

    make(1min);
    m_store->isSilent = true;
    const auto again = m_keys->save(m_endpoint, m_key);
    m_store->breakPromises();
    QCOMPARE(outcome(again).error().kind, ErrorKind::StoreFailed);
}

void TestApiKeys::skipsDamagedEntries()
{
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    m_settings->file().setValue(QStringLiteral("keys/not-a-uuid/origin"), m_endpoint.origin());
    m_settings->file().setValue(
        QStringLiteral("keys/%1/name").arg(QUuid::createUuid().toString(QUuid::WithoutBraces)),
        QStringLiteral("no origin"));
    QCOMPARE(KeyIndex(*m_settings).entries().size(), 1);
    QVERIFY(outcome(m_keys->keyFor(m_endpoint)));
}

void TestApiKeys::knowsItsOwnKeys()
{
    const Secret environment{QByteArrayLiteral("from-the-environment")};
    make(1min, EnvironmentKey{environment, m_endpoint.origin()});
    QVERIFY(m_keys->isOwnKey(u"from-the-environment"));
    QVERIFY(!m_keys->isOwnKey(QString::fromLatin1(m_key.reveal())));
    QVERIFY(outcome(m_keys->save(m_endpoint, m_key)));
    QVERIFY(m_keys->isOwnKey(QString::fromLatin1(m_key.reveal())));
    make(1min); // another start: known once it was read
    QVERIFY(!m_keys->isOwnKey(QString::fromLatin1(m_key.reveal())));
    QVERIFY(outcome(m_keys->keyFor(m_endpoint)));
    QVERIFY(m_keys->isOwnKey(QString::fromLatin1(m_key.reveal())));
    QVERIFY(!m_keys->isOwnKey(u""));
}

QTEST_GUILESS_MAIN(TestApiKeys)
#include "tst_apikeys.moc"
