// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationfinder.h"
#include "sampleturns.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestConversationFinder : public QObject {
    Q_OBJECT
private slots:
    void findsByRules_data();
    void findsByRules();
    void goesRound();
    void followsTheConversation();
    void saysWhatIsWrong();
    void givesUpOnEndlessExpressions();
    void comesInSlices();
    void stopsAtTheMost();

private:
    QList<Turn> m_turns;
    int m_read = 0;
    ConversationFinder m_finder{[this](int row, const std::function<void(const TurnContent &)> &use) {
        ++m_read;
        use(TurnContent(m_turns.at(row)));
    }};

    void search(const FindQuery &query, int from = 0)
    {
        m_finder.search(query, int(m_turns.size()), from);
        QTRY_VERIFY(!m_finder.isSearching());
    }
};

void TestConversationFinder::findsByRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("isCaseSensitive");
    QTest::addColumn<bool>("isWholeWord");
    QTest::addColumn<bool>("isRegularExpression");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const char *text, const char *query, const char *rules, int count) {
        const QByteArray set(rules);
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(query) << set.contains('c')
                            << set.contains('w') << set.contains('r') << count;
    };
    row("any case", "One one ONE", "one", "", 3);
    row("this case", "One one ONE", "one", "c", 1);
    row("umlauts in any case", "ÄPFEL äpfel", "äpfel", "", 2);
    row("across markup", "a **bo**ld word", "bold", "", 1);
    row("not the markup", "a **bold** word", "**", "", 0);
    row("whole word", "art part art. smart", "art", "w", 2);
    row("a word of signs", "c++ and c", "c++", "w", 1);
    row("overlapping", "aaaa", "aa", "", 2);
    row("in a table", "| a | b |\n|---|---|\n| needle | needle |", "needle", "", 2);
    row("in code", "```\nneedle\n```", "needle", "", 1);
    row("expression", "x1 x22 y3", "x\\d+", "r", 2);
    row("expression as a word", "cat concat cats", "cat", "rw", 1);
    row("line anchors", "```\nab\nac\n```", "^a", "r", 2);
    row("empty matches", "abc", "x*", "r", 0);
    row("emoji", "a 😀 b 😀", "😀", "", 2);
    row("nothing", "abc", "d", "", 0);
}

void TestConversationFinder::findsByRules()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QFETCH(bool, isCaseSensitive);
    QFETCH(bool, isWholeWord);
    QFETCH(bool, isRegularExpression);
    QFETCH(int, count);
    m_turns = {sample::answer(1, text)};
    search({query, isCaseSensitive, isWholeWord, isRegularExpression});
    QCOMPARE(m_finder.mistake(), QString());
    QCOMPARE(m_finder.count(), count);
    for (const FoundText &found : m_finder.inRow(0)) {
        const QString block = TurnContent(m_turns[0]).block(found.at.block).plainText();
        if (!isRegularExpression)
            QCOMPARE(block.mid(found.at.offset, found.length).toCaseFolded(), query.toCaseFolded());
    }
}

void TestConversationFinder::goesRound()
{
    m_turns.clear();
    for (int i = 1; i <= 10; ++i)
        m_turns.append(sample::answer(i, QStringLiteral("hit\n\nhit hit")));
    search({QStringLiteral("hit")}, 4);
    QCOMPARE(m_finder.count(), 30);
    std::optional<FoundText> match = m_finder.after({4, {0, 0}, 0});
    QCOMPARE(*match, (FoundText{4, {0, 0}, 3}));
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(m_finder.ordinal(*match), (12 + i) % 30 + 1);
        FoundText next = *match;
        ++next.length;
        const auto after = m_finder.after(next);
        QCOMPARE(*m_finder.before(*after), *match);
        match = after;
    }
    QCOMPARE(*match, (FoundText{4, {0, 0}, 3}));
    QCOMPARE(m_finder.ordinal({4, {0, 1}, 3}), 0);
}

void TestConversationFinder::followsTheConversation()
{
    m_turns = {sample::answer(1, QStringLiteral("hit")), sample::answer(2, QStringLiteral("miss"))};
    search({QStringLiteral("hit")});
    QCOMPARE(m_finder.count(), 1);
    m_turns[1] = sample::answer(2, QStringLiteral("hit hit"));
    m_finder.rowChanged(1);
    QTRY_COMPARE(m_finder.count(), 3);
    m_turns.append(sample::answer(3, QStringLiteral("hit")));
    m_finder.rowsInserted(2, 2);
    QTRY_COMPARE(m_finder.count(), 4);
    m_turns.removeFirst();
    m_finder.rowsRemoved(0, 0);
    QTRY_COMPARE(m_finder.count(), 3);
    QCOMPARE(m_finder.inRow(1).size(), size_t(1));
    m_finder.clear();
    QCOMPARE(m_finder.count(), 0);
    QVERIFY(!m_finder.isActive());
}

void TestConversationFinder::saysWhatIsWrong()
{
    m_turns = {sample::answer(1, QStringLiteral("a(b"))};
    search({QStringLiteral("a("), false, false, true});
    QVERIFY(!m_finder.mistake().isEmpty());
    QCOMPARE(m_finder.count(), 0);
    search({QStringLiteral("a(")});
    QVERIFY(m_finder.mistake().isEmpty());
    QCOMPARE(m_finder.count(), 1);
}

void TestConversationFinder::givesUpOnEndlessExpressions()
{
    m_turns = {sample::answer(1, QString(5000, u'a') + u'!')};
    QElapsedTimer timer;
    timer.start();
    search({QStringLiteral("(a|aa)+$"), false, false, true});
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void TestConversationFinder::comesInSlices()
{
    m_turns.clear();
    const QString text = sample::richText();
    for (int i = 1; i <= 2000; ++i)
        m_turns.append(sample::answer(i, text));
    m_read = 0;
    QSignalSpy changed(&m_finder, &ConversationFinder::changed);
    m_finder.search({QStringLiteral("paragraph")}, int(m_turns.size()), 1000);
    QCOMPARE(m_read, 0); // nothing is searched inside of the call
    QVERIFY(changed.wait());
    QVERIFY(m_finder.isSearching());
    QVERIFY(m_read < 2000);
    QVERIFY(!m_finder.inRow(1000).empty()); // what is nearest comes first
    QVERIFY(m_finder.inRow(10).empty());
    m_finder.search({QStringLiteral("Heading")}, int(m_turns.size()), 0); // the first search is dropped
    QTRY_VERIFY(!m_finder.isSearching());
    QCOMPARE(m_finder.count(), 2000);
}

void TestConversationFinder::stopsAtTheMost()
{
    m_turns = {sample::answer(1, QString(300'000, u'x'))};
    search({QStringLiteral("x")});
    QCOMPARE(m_finder.count(), ConversationFinder::kMostMatches);
}

QTEST_GUILESS_MAIN(TestConversationFinder)
#include "tst_conversationfinder.moc"
