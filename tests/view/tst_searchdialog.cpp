// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakesearch.h"
#include "search/searchdelegate.h"
#include "search/searchdialog.h"
#include "viewfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestSearchDialog : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void searchesAsItIsTyped();
    void anEarlierAnswerIsDropped();
    void keysChooseAHit();
    void marksWhatWasFoundAsItIsWritten_data();
    void marksWhatWasFoundAsItIsWritten();
    void filtersAreAskedFor();
    void filtersAloneFindEverythingOfTheirs();
    void saysWhatHappened();
    void aSnippetThatIsTooLongIsCutAroundWhatWasFound();

private:
    static SearchResult found(int count);
    QLineEdit *field() { return named<QLineEdit>(*m_dialog, QLatin1String("Search")); }
    QListView *list() { return named<QListView>(*m_dialog, QLatin1String("Found")); }
    QString status() { return named<QLabel>(*m_dialog, QLatin1String("Status"))->text(); }

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<FakeSearch> m_search;
    std::unique_ptr<SearchDialog> m_dialog;
};

void TestSearchDialog::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_search = std::make_unique<FakeSearch>();
    m_dialog =
        std::make_unique<SearchDialog>(*m_search, m_fixture->conversations.index(), m_fixture->catalog);
    m_dialog->begin();
}

void TestSearchDialog::cleanup()
{
    m_dialog.reset();
    m_search.reset();
    m_fixture.reset();
}

SearchResult TestSearchDialog::found(int count)
{
    SearchResult result;
    for (int i = 1; i <= count; ++i) {
        result.hits.append({.conversation = {i},
                            .title = QStringLiteral("Title %1").arg(i),
                            .turn = {100 + i},
                            .snippet = {QStringLiteral("some words here"), {{5, 5}}}});
    }
    return result;
}

void TestSearchDialog::searchesAsItIsTyped()
{
    QTest::keyClicks(field(), QStringLiteral("wo"));
    QCOMPARE(int(m_search->queries.size()), 2);
    QCOMPARE(m_search->queries.back().words, QStringLiteral("wo"));
    m_search->answer(1, found(3));
    QTRY_COMPARE(list()->model()->rowCount(), 3);
    QCOMPARE(list()->model()->index(0, 0).data().toString(), QStringLiteral("Title 1: some words here"));
    QCOMPARE(status(), QStringLiteral("3 found"));
    field()->clear();
    QCOMPARE(list()->model()->rowCount(), 0);
    QVERIFY(m_search->cancelled > 0);
}

void TestSearchDialog::anEarlierAnswerIsDropped()
{
    QTest::keyClicks(field(), QStringLiteral("wo"));
    m_search->answer(1, found(1));
    m_search->answer(0, Error{.kind = ErrorKind::Cancelled});
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(list()->model()->rowCount(), 1);
}

void TestSearchDialog::keysChooseAHit()
{
    QSignalSpy chosen(m_dialog.get(), &SearchDialog::chosen);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    field()->setText(QStringLiteral("words"));
    m_search->answer(0, found(3));
    QTRY_COMPARE(list()->model()->rowCount(), 3);
    QTest::keyClick(field(), Qt::Key_Down);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<ConversationId>(), ConversationId{2});
    QCOMPARE(chosen[0][1].value<TurnId>(), TurnId{102});
    QVERIFY(m_dialog->isHidden());
}

void TestSearchDialog::marksWhatWasFoundAsItIsWritten_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Snippet>("snippet");
    QTest::addColumn<FindQuery>("marked");
    const auto row = [](const char *name, const QString &typed, const Snippet &snippet,
                        const FindQuery &marked) { QTest::newRow(name) << typed << snippet << marked; };
    row("one word", QStringLiteral("Café"), {QStringLiteral("a Café"), {{2, 4}}},
        {.text = QStringLiteral("café")});
    row("with its accent", QStringLiteral("cafe"), {QStringLiteral("a Café"), {{2, 4}}},
        {.text = QStringLiteral("caf\\é|cafe"), .isRegularExpression = true});
    row("one word twice", QStringLiteral("go"), {QStringLiteral("Go, go"), {{0, 2}, {4, 2}}},
        {.text = QStringLiteral("go")});
    row("the longer one first", QStringLiteral("row rows"),
        {QStringLiteral("row and rows"), {{0, 3}, {8, 4}}},
        {.text = QStringLiteral("rows|row"), .isRegularExpression = true});
    row("signs are no expression", QStringLiteral("c++ f(x)"),
        {QStringLiteral("c++ in f(x)"), {{0, 3}, {7, 4}}},
        {.text = QStringLiteral("f\\(x\\)|c\\+\\+"), .isRegularExpression = true});
    row("one that is not in the snippet", QStringLiteral("table sort"), {QStringLiteral("a table"), {{2, 5}}},
        {.text = QStringLiteral("table|sort"), .isRegularExpression = true});
    row("in quotes", QStringLiteral("\"some words\""), {QStringLiteral("some words"), {{0, 10}}},
        {.text = QStringLiteral("some words")});
}

void TestSearchDialog::marksWhatWasFoundAsItIsWritten()
{
    QFETCH(QString, typed);
    QFETCH(Snippet, snippet);
    QFETCH(FindQuery, marked);
    QSignalSpy chosen(m_dialog.get(), &SearchDialog::chosen);
    field()->setText(typed);
    SearchResult result = found(1);
    result.hits.first().snippet = snippet;
    m_search->answer(0, result);
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][2].value<FindQuery>(), marked);
}

void TestSearchDialog::filtersAreAskedFor()
{
    field()->setText(QStringLiteral("words"));
    named<QComboBox>(*m_dialog, QLatin1String("Written by"))->setCurrentIndex(2);
    named<QComboBox>(*m_dialog, QLatin1String("Date"))->setCurrentIndex(1);
    named<QCheckBox>(*m_dialog, QLatin1String("Has a table"))->setChecked(true);
    const SearchQuery &query = m_search->queries.back();
    QCOMPARE(query.role, std::optional(TurnRole::Answer));
    QCOMPARE(query.fromMs, std::optional(QDate::currentDate().startOfDay().toMSecsSinceEpoch()));
    QVERIFY(query.onlyWithTable);
}

void TestSearchDialog::filtersAloneFindEverythingOfTheirs()
{
    named<QCheckBox>(*m_dialog, QLatin1String("Has a table"))->setChecked(true);
    QCOMPARE(int(m_search->queries.size()), 1);
    named<QCheckBox>(*m_dialog, QLatin1String("Has a table"))->setChecked(false);
    QCOMPARE(int(m_search->queries.size()), 1);
}

void TestSearchDialog::saysWhatHappened()
{
    QVERIFY(status().startsWith(QStringLiteral("Type words")));
    field()->setText(QStringLiteral("words"));
    m_search->answer(0, found(0));
    QTRY_COMPARE(status(), QStringLiteral("Nothing was found."));
    field()->setText(QStringLiteral("other"));
    m_search->answer(
        1, Error{.kind = ErrorKind::StorageFailed, .userText = QStringLiteral("The disk is gone.")});
    QTRY_COMPARE(status(), QStringLiteral("The search failed. The disk is gone."));
}

void TestSearchDialog::aSnippetThatIsTooLongIsCutAroundWhatWasFound()
{
    const QFont font;
    const QFontMetricsF metrics(font);
    const QString filler = QStringLiteral("lorem ipsum ").repeated(10);
    const Snippet snippet{filler + QStringLiteral("needle ") + filler, {{int(filler.size()), 6}}};
    const auto found = [](const Snippet &cut) {
        return cut.marks.isEmpty() ? QString() : cut.text.mid(cut.marks[0].start, cut.marks[0].length);
    };
    QCOMPARE(elidedSnippet(snippet, font, 10'000).text, snippet.text);
    for (const int width : {150, 300, 700}) {
        const Snippet cut = elidedSnippet(snippet, font, width);
        QCOMPARE(found(cut), QStringLiteral("needle"));
        QVERIFY(cut.text.startsWith(u'\u2026'));
        QVERIFY(cut.text.endsWith(u'\u2026'));
        QVERIFY2(metrics.horizontalAdvance(cut.text) <= width, qPrintable(cut.text));
    }
    const Snippet beginning{QStringLiteral("needle ") + filler, {{0, 6}}};
    QCOMPARE(found(elidedSnippet(beginning, font, 150)), QStringLiteral("needle"));
    QVERIFY(elidedSnippet(beginning, font, 150).text.startsWith(QStringLiteral("needle")));
    const Snippet endless{QString(500, u'x'), {{0, 500}}};
    QVERIFY(elidedSnippet(endless, font, 150).text.size() < 100);
    elidedSnippet(endless, font, 1); // no room at all
}

QTEST_MAIN(TestSearchDialog)
#include "tst_searchdialog.moc"
