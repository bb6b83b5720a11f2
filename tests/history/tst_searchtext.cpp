// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchtext.h"

#include <QTest>

using namespace tabletalk;

class TestSearchText : public QObject {
    Q_OBJECT
private slots:
    void folds_data();
    void folds();
    void foldingKnowsWhereItCameFrom();
    void splitsIntoWords_data();
    void splitsIntoWords();
    void asksTheIndex_data();
    void asksTheIndex();
    void findsInText_data();
    void findsInText();
};

void TestSearchText::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << QStringLiteral("ABC xyz 09") << QStringLiteral("abc xyz 09");
    QTest::newRow("accents") << QStringLiteral("Größe Café ŠČ") << QStringLiteral("große cafe sc");
    QTest::newRow("combining accents") << QStringLiteral("Cafe\u0301") << QStringLiteral("cafe");
    QTest::newRow("full width") << QStringLiteral("ＡＢ１") << QStringLiteral("ab1");
    QTest::newRow("kana stay") << QStringLiteral("がギ") << QStringLiteral("がギ");
    QTest::newRow("hangul stays") << QStringLiteral("한국") << QStringLiteral("한국");
    QTest::newRow("greek and cyrillic")
        << QStringLiteral("ΆΣ Й") << QStringLiteral("ας и").replace(u'ς', u'σ');
    QTest::newRow("half a surrogate pair") << QString(QChar(0xD83D)) << QString(QChar(0xD83D));
}

void TestSearchText::folds()
{
    QFETCH(const QString, text);
    QFETCH(const QString, folded);
    const FoldedText result = fold(text);
    QCOMPARE(result.text, folded);
    QCOMPARE(qsizetype(result.origins.size()), result.text.size());
}

void TestSearchText::foldingKnowsWhereItCameFrom()
{
    const FoldedText result = fold(u"e\u0301\u0301A\U0001F600B");
    QCOMPARE(result.text, QStringLiteral("ea\U0001F600b"));
    QVERIFY(result.origins == std::vector<qsizetype>({0, 3, 4, 4, 6}));
}

void TestSearchText::splitsIntoWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words"); // sorted
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("punctuation") << QStringLiteral("a.b, (c) -- d_e") << QStringLiteral("a b c d e");
    QTest::newRow("each once") << QStringLiteral("Yes yes YES no") << QStringLiteral("no yes");
    QTest::newRow("pairs") << QStringLiteral("日本語") << QStringLiteral("日本 本語 語");
    QTest::newRow("one character") << QStringLiteral("日") << QStringLiteral("日");
    QTest::newRow("mixed") << QStringLiteral("Qt入門2024") << QStringLiteral("2024 qt 入門 門");
    QTest::newRow("beyond the basic plane")
        << QStringLiteral("\U00020000\U00020001") << QStringLiteral("\U00020000\U00020001 \U00020001");
    QTest::newRow("vowel signs") << QStringLiteral("हिन्दी") << QStringLiteral("हिन्दी");
    QTest::newRow("marks of filters are no words")
        << QStringLiteral("\uE000role0") << QStringLiteral("role0");
    QTest::newRow("64 characters") << QString(64, u'x') << QString(64, u'x');
    QTest::newRow("65 characters") << QString(65, u'x') << QString(64, u'x');
}

void TestSearchText::splitsIntoWords()
{
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    QStringList found = indexWords(text);
    found.sort();
    QCOMPARE(found.join(u' '), words);
}

void TestSearchText::asksTheIndex_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("query");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no words") << QStringLiteral("-- * \"\"") << QString();
    QTest::newRow("beginnings") << QStringLiteral("Sales rep") << QStringLiteral("\"sales\"* AND \"rep\"*");
    QTest::newRow("a name") << QStringLiteral("unit_price") << QStringLiteral("\"unit\"* AND \"price\"*");
    QTest::newRow("operators are words")
        << QStringLiteral("a OR NOT") << QStringLiteral("\"a\"* AND \"or\"* AND \"not\"*");
    QTest::newRow("exact") << QStringLiteral("\"Unit price\"") << QStringLiteral("\"unit\" AND \"price\"*");
    QTest::newRow("quotes still open") << QStringLiteral("x \"un") << QStringLiteral("\"x\"* AND \"un\"*");
    QTest::newRow("one ideograph") << QStringLiteral("日") << QStringLiteral("\"日\"*");
    QTest::newRow("two ideographs") << QStringLiteral("日本") << QStringLiteral("\"日本\"");
    QTest::newRow("three ideographs") << QStringLiteral("日本語") << QStringLiteral("\"日本\" AND \"本語\"");
    QTest::newRow("twice") << QStringLiteral("a a") << QStringLiteral("\"a\"*");
}

void TestSearchText::asksTheIndex()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, query);
    QCOMPARE(SearchWords::parse(typed).indexQuery(), query);
}

void TestSearchText::findsInText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found"); // start+length, "-" for an exact one that is missing
    QTest::newRow("beginnings") << QStringLiteral("sal") << QStringLiteral("sales of salt, no resale")
                                << QStringLiteral("0+3 9+3");
    QTest::newRow("overlapping") << QStringLiteral("sa sale") << QStringLiteral("sales")
                                 << QStringLiteral("0+4");
    QTest::newRow("within ideographs")
        << QStringLiteral("本語") << QStringLiteral("日本語") << QStringLiteral("1+2");
    QTest::newRow("exact") << QStringLiteral("\"b c\"") << QStringLiteral("a b c d") << QStringLiteral("2+3");
    QTest::newRow("exact missing") << QStringLiteral("\"b d\"") << QStringLiteral("a b c d")
                                   << QStringLiteral("-");
    QTest::newRow("not there") << QStringLiteral("zzz") << QStringLiteral("a b") << QString();
}

void TestSearchText::findsInText()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QFETCH(const QString, found);
    const auto all = SearchWords::parse(typed).find(text);
    QStringList places;
    for (const SearchWords::Found &one : all.value_or(QList<SearchWords::Found>()))
        places.append(QStringLiteral("%1+%2").arg(one.start).arg(one.length));
    QCOMPARE(all ? places.join(u' ') : QStringLiteral("-"), found);
}

QTEST_GUILESS_MAIN(TestSearchText)
#include "tst_searchtext.moc"
