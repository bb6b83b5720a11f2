// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakecredentialstore.h"
#include "fakerouterinfo.h"
#include "modelcatalog.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestModelCatalog : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void asksNothingBeforeItIsTold();
    void fetchesWithoutTheKey();
    void sendsTheKeyWhereItIsAskedFor();
    void hidesWhatIsNotForChat();
    void startsFromTheCache();
    void ignoresABadCache_data();
    void ignoresABadCache();
    void keepsTheListWhenARefreshFails();
    void refreshesOnlyWhatIsStale();
    void dropsAnOlderAnswer();
    void forgetsTheListOfAnotherEndpoint();
    void keepsFavouritesAndRecents();
    void choosesTheDefaultModel();
    void findsTheCheapest();

private:
    void make();
    QString cacheFile() const { return m_dir->filePath(QStringLiteral("models.json")); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<FakeCredentialStore> m_store;
    std::unique_ptr<FakeRouterInfo> m_router;
    std::unique_ptr<ApiKeys> m_keys;
    std::unique_ptr<CurrentEndpoint> m_endpoint;
    std::unique_ptr<ModelCatalog> m_catalog;
};

void TestModelCatalog::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_dir->filePath(QStringLiteral("settings.ini")));
    m_store = std::make_unique<FakeCredentialStore>();
    m_router = std::make_unique<FakeRouterInfo>();
    m_router->modelsAnswer = FakeRouterInfo::someModels();
    m_keys = std::make_unique<ApiKeys>(*m_store, *m_settings);
    m_endpoint = std::make_unique<CurrentEndpoint>(*m_settings, std::nullopt);
    make();
}

void TestModelCatalog::cleanup()
{
    m_catalog.reset();
    m_endpoint.reset();
    m_keys.reset();
    m_router.reset();
    m_store.reset();
    m_settings.reset();
    m_dir.reset();
}

void TestModelCatalog::make()
{
    m_catalog = std::make_unique<ModelCatalog>(*m_router, *m_keys, *m_endpoint, *m_settings, cacheFile());
}

void TestModelCatalog::asksNothingBeforeItIsTold()
{
    QVERIFY(m_catalog->models().isEmpty());
    QVERIFY(m_router->modelQuestions.empty());
    QVERIFY(!m_catalog->isLoading());
}

void TestModelCatalog::fetchesWithoutTheKey()
{
    m_keys->keepForSession(m_endpoint->endpoint(), Secret("sk-test-0123456789abcdef"));
    QSignalSpy changed(m_catalog.get(), &ModelCatalog::modelsChanged);
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->isLoading());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_router->modelQuestions.size(), std::size_t(1));
    QVERIFY(m_router->modelQuestions.front().key.isEmpty());
    QCOMPARE(m_catalog->info(QStringLiteral("openai/gpt-4o")).name, QStringLiteral("GPT-4o"));
    QCOMPARE(m_catalog->info(QStringLiteral("no/such")).name, QStringLiteral("no/such"));
}

void TestModelCatalog::sendsTheKeyWhereItIsAskedFor()
{
    const Secret key("sk-test-0123456789abcdef");
    m_router->keyAskedFor = key;
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->isLoading());
    QCOMPARE(m_catalog->error()->kind, ErrorKind::NoKey);

    m_keys->keepForSession(m_endpoint->endpoint(), key);
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->isLoading());
    QVERIFY(!m_catalog->error());
    QVERIFY(!m_catalog->models().isEmpty());

    m_router->keyAskedFor = Secret("sk-another");
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->isLoading());
    QCOMPARE(m_catalog->error()->kind, ErrorKind::Unauthorized);
}

void TestModelCatalog::hidesWhatIsNotForChat()
{
    m_catalog->refresh();
    QTRY_COMPARE(m_catalog->models().size(), 4);
    QVERIFY(!m_catalog->contains(QStringLiteral("openai/text-embedding-3-small")));
}

void TestModelCatalog::startsFromTheCache()
{
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->models().isEmpty());
    const QList<ModelInfo> before = m_catalog->models();

    m_router->isSilent = true;
    make();
    m_catalog->refresh();
    QCOMPARE(m_catalog->models(), before);
    QVERIFY(m_catalog->isLoading());
}

void TestModelCatalog::ignoresABadCache_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("\xff\xfe{{{");
    QTest::newRow("an array") << QByteArray("[1,2,3]");
    QTest::newRow("other endpoint") << QByteArray(
        R"({"endpoint":"https://x.example","models":[{"id":"a"}]})");
    QTest::newRow("models of numbers")
        << QByteArray(R"({"endpoint":"https://app.interactive.ai/api/v1","models":[1,null,{"id":7}]})");
    QTest::newRow("deep") << QByteArray(100000, '[');
}

void TestModelCatalog::ignoresABadCache()
{
    QFETCH(const QByteArray, content);
    QFile file(cacheFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    m_router->isSilent = true;
    m_catalog->refresh();
    QVERIFY(m_catalog->models().isEmpty());
}

void TestModelCatalog::keepsTheListWhenARefreshFails()
{
    m_catalog->refresh();
    QTRY_COMPARE(m_catalog->models().size(), 4);
    m_router->modelsAnswer = Error{.kind = ErrorKind::Offline, .source = ErrorSource::Network};
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->isLoading());
    QCOMPARE(m_catalog->error()->kind, ErrorKind::Offline);
    QCOMPARE(m_catalog->models().size(), 4);
}

void TestModelCatalog::refreshesOnlyWhatIsStale()
{
    m_catalog->refreshIfStale();
    QTRY_VERIFY(!m_catalog->isLoading());
    m_catalog->refreshIfStale();
    QCOMPARE(m_router->modelQuestions.size(), std::size_t(1));

    writeModelCache(
        cacheFile(), m_endpoint->endpoint(),
        {.models = m_catalog->models(), .fetched = QDateTime::currentDateTimeUtc().addSecs(-601)});
    make();
    m_catalog->refreshIfStale();
    QCOMPARE(m_router->modelQuestions.size(), std::size_t(2));
}

void TestModelCatalog::dropsAnOlderAnswer()
{
    m_router->isSilent = true;
    m_catalog->refresh();
    m_catalog->refresh();
    m_router->answerModels(1, QList{FakeRouterInfo::someModels().at(0)});
    QTRY_COMPARE(m_catalog->models().size(), 1);
    m_router->answerModels(0, FakeRouterInfo::someModels());
    QCoreApplication::processEvents();
    QCOMPARE(m_catalog->models().size(), 1);
}

void TestModelCatalog::forgetsTheListOfAnotherEndpoint()
{
    m_catalog->refresh();
    QTRY_COMPARE(m_catalog->models().size(), 4);
    m_router->isSilent = true;
    const auto other = *Endpoint::parse(QStringLiteral("http://localhost:1/v1"));
    m_endpoint->choose(other);
    QVERIFY(m_catalog->models().isEmpty());
    QVERIFY(m_catalog->isLoading());
    QCOMPARE(m_router->modelQuestions.back().endpoint.baseUrl(), other.baseUrl());
}

void TestModelCatalog::keepsFavouritesAndRecents()
{
    const QString model = QStringLiteral("openai/gpt-4o");
    m_catalog->setFavourite(model, true);
    m_catalog->setFavourite(model, true);
    for (int i = 0; i < 10; ++i)
        m_catalog->noteUsed(QStringLiteral("model/%1").arg(i));
    m_catalog->noteUsed(QStringLiteral("model/7"));
    make();
    QCOMPARE(m_catalog->favourites(), QStringList{model});
    QCOMPARE(m_catalog->recents().size(), 6);
    QCOMPARE(m_catalog->recents().mid(0, 2),
             (QStringList{QStringLiteral("model/7"), QStringLiteral("model/9")}));
    m_catalog->setFavourite(model, false);
    QVERIFY(m_catalog->favourites().isEmpty());
}

void TestModelCatalog::choosesTheDefaultModel()
{
    QCOMPARE(m_catalog->defaultModel(), QString());
    m_catalog->setFavourite(QStringLiteral("a/first"), true);
    m_catalog->setFavourite(QStringLiteral("a/second"), true);
    QCOMPARE(m_catalog->defaultModel(), QStringLiteral("a/first"));
    m_catalog->noteUsed(QStringLiteral("a/used"));
    QCOMPARE(m_catalog->defaultModel(), QStringLiteral("a/used"));
}

void TestModelCatalog::findsTheCheapest()
{
    QCOMPARE(m_catalog->cheapestModel(), QString());
    m_catalog->refresh();
    QTRY_VERIFY(!m_catalog->models().isEmpty());
    QCOMPARE(m_catalog->cheapestModel(), QStringLiteral("openai/gpt-4o-mini"));
}

QTEST_GUILESS_MAIN(TestModelCatalog)
#include "tst_modelcatalog.moc"
