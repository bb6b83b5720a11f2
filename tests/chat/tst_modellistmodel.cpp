// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakecredentialstore.h"
#include "fakerouterinfo.h"
#include "modellistmodel.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestModelListModel : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();

    void groupsByProvider();
    void putsFavouritesAndRecentOnesFirst();
    void filters_data();
    void filters();
    void offersWhatWasTypedWhenNothingMatches();
    void keepsAModelThatIsNotListed();
    void writesPrices_data();
    void writesPrices();
    void marksAFavouriteInPlace();

private:
    QStringList rows() const;

    QTemporaryDir m_dir;
    Settings m_settings{m_dir.filePath(QStringLiteral("settings.ini"))};
    FakeCredentialStore m_store;
    FakeRouterInfo m_router;
    ApiKeys m_keys{m_store, m_settings};
    CurrentEndpoint m_endpoint{m_settings, std::nullopt};
    ModelCatalog m_catalog{m_router, m_keys, m_endpoint, m_settings,
                           m_dir.filePath(QStringLiteral("models.json"))};
    ModelListModel m_model{m_catalog};
    QAbstractItemModelTester m_tester{&m_model};
};

void TestModelListModel::initTestCase()
{
    m_router.modelsAnswer = FakeRouterInfo::someModels();
    m_catalog.refresh();
    QTRY_VERIFY(!m_catalog.isLoading());
}

void TestModelListModel::cleanup()
{
    m_settings.set(settings::favouriteModels, {});
    m_settings.set(settings::recentModels, {});
    m_model.setCurrent({});
    m_model.setFilter({});
}

//! Sections in brackets, models by name.
QStringList TestModelListModel::rows() const
{
    QStringList names;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex index = m_model.index(row);
        const QString name = index.data().toString();
        names.append(index.data(ModelListModel::SectionRole).toBool() ? u'[' + name + u']' : name);
    }
    return names;
}

void TestModelListModel::groupsByProvider()
{
    QCOMPARE(
        rows().join(u'|'),
        QStringLiteral("[Anthropic]|Claude Sonnet 4|[Mistral]|Mistral Large|[OpenAI]|GPT-4o|GPT-4o mini"));
    QCOMPARE(m_model.flags(m_model.index(0)), Qt::NoItemFlags);
    QCOMPARE(m_model.firstChoice(), 1);
}

void TestModelListModel::putsFavouritesAndRecentOnesFirst()
{
    m_catalog.setFavourite(QStringLiteral("mistralai/mistral-large"), true);
    m_catalog.noteUsed(QStringLiteral("mistralai/mistral-large"));
    m_catalog.noteUsed(QStringLiteral("openai/gpt-4o"));
    m_model.setFilter({});
    QCOMPARE(rows().mid(0, 5).join(u'|'),
             QStringLiteral("[Favourites]|Mistral Large|[Recent]|GPT-4o|[Anthropic]"));
    m_model.setFilter(QStringLiteral("l")); // among equals, the familiar one
    QCOMPARE(rows().constFirst(), QStringLiteral("Mistral Large"));
}

void TestModelListModel::filters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole name first") << "gpt-4o"
                                      << "GPT-4o|GPT-4o mini";
    QTest::newRow("without punctuation") << "gpt4o"
                                         << "GPT-4o|GPT-4o mini";
    QTest::newRow("words in any order") << "mini openai"
                                        << "GPT-4o mini";
    QTest::newRow("by provider") << "anthropic"
                                 << "Claude Sonnet 4";
    QTest::newRow("by id") << "mistralai/mistral-large"
                           << "Mistral Large";
    QTest::newRow("start of a word before its middle") << "la"
                                                       << "Mistral Large|Claude Sonnet 4";
    QTest::newRow("spaces only")
        << "   "
        << "[Anthropic]|Claude Sonnet 4|[Mistral]|Mistral Large|[OpenAI]|GPT-4o|GPT-4o mini";
    QTest::newRow("words, nothing found") << "no such model"
                                          << "";
    QTest::newRow("no letters") << "///"
                                << "";
}

void TestModelListModel::filters()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, expected);
    m_model.setFilter(typed);
    QCOMPARE(rows().join(u'|'), expected);
}

void TestModelListModel::offersWhatWasTypedWhenNothingMatches()
{
    m_model.setFilter(QStringLiteral("interactive/foo/bar"));
    QCOMPARE(rows(), QStringList{QStringLiteral("Use “foo/bar”")});
    QCOMPARE(m_model.index(0).data(ModelListModel::IdRole).toString(), QStringLiteral("foo/bar"));
}

void TestModelListModel::keepsAModelThatIsNotListed()
{
    m_model.setCurrent(QStringLiteral("gone/model"));
    QCOMPARE(rows().mid(0, 2).join(u'|'), QStringLiteral("[Recent]|gone/model"));
    QVERIFY(m_model.index(1).data(ModelListModel::CurrentRole).toBool());
    m_model.setFilter(QStringLiteral("gone"));
    QCOMPARE(rows(), QStringList{QStringLiteral("gone/model")});
}

void TestModelListModel::writesPrices_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("line");
    QTest::newRow("both") << "0.0000025"
                          << "0.00001"
                          << "$2.50 / $10.00 per million tokens in / out";
    QTest::newRow("free") << "0"
                          << "0"
                          << "$0.00 / $0.00 per million tokens in / out";
    QTest::newRow("in only") << "2e-8"
                             << ""
                             << "$0.0200 per million tokens in";
    QTest::newRow("none") << ""
                          << ""
                          << "";
}

void TestModelListModel::writesPrices()
{
    QFETCH(const QString, input);
    QFETCH(const QString, output);
    QTEST(priceLine(FakeRouterInfo::model(QStringLiteral("a/b"), QString(), QString(), input, output)),
          "line");
}

void TestModelListModel::marksAFavouriteInPlace()
{
    const QStringList before = rows();
    m_catalog.setFavourite(QStringLiteral("openai/gpt-4o"), true);
    QCOMPARE(rows(), before);
    const QModelIndex index = m_model.index(m_model.rowOf(QStringLiteral("openai/gpt-4o")));
    QVERIFY(index.data(ModelListModel::FavouriteRole).toBool());
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("GPT-4o, OpenAI, $2.50 / $10.00 per million tokens in / out, favourite"));
}

QTEST_GUILESS_MAIN(TestModelListModel)
#include "tst_modellistmodel.moc"
