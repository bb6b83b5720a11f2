// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/copiedtext.h"
#include "conversation/turntext.h"

#include <QMimeData>
#include <QTest>

using namespace tabletalk;

class TestCopiedText : public QObject {
    Q_OBJECT
private slots:
    void wholeTurnIsItsSource();
    void tableIsTabSeparated();
    void partIsWrittenAnew();
    void foldedReasoningIsLeftOut();
    void typedTextStaysAsTyped();
    void leavesOutWhatTheProgramSays();
    void anAttachmentsLinkIsNotCopied();
    void htmlEscapesAndFetchesNothing();
    void textKnowsWhereItCameFrom();
};

namespace {

Turn answer(const QString &text)
{
    Turn turn;
    turn.id = {1};
    turn.role = TurnRole::Answer;
    turn.steps = {Step{TextStep{text}}};
    return turn;
}

CopiedText copied(const Turn &turn, const BlockRange &range = BlockRange::all())
{
    CopiedText text;
    text.add(turn, TurnContent(turn), range);
    return text;
}

} // namespace

void TestCopiedText::wholeTurnIsItsSource()
{
    const QString source =
        QStringLiteral("# Title\n\nSome **bold** text.\n\n- one\n- two\n\n```cpp\n\tint x;\n```\n\nEnd.");
    const CopiedText text = copied(answer(source));
    QCOMPARE(text.markdown(), source);
    QCOMPARE(text.plain(), QStringLiteral("Title\n\nSome bold text.\n\n• one\n• two\n\n\tint x;\n\nEnd."));
}

void TestCopiedText::tableIsTabSeparated()
{
    const QString source = QStringLiteral("| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |");
    const CopiedText text = copied(answer(source));
    QCOMPARE(text.plain(), QStringLiteral("a\tb\n1\t2\n3\t4"));
    QCOMPARE(text.markdown(), source);
    QCOMPARE(text.html(), QStringLiteral("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>"
                                         "<tr><td>3</td><td>4</td></tr></table>"));
}

void TestCopiedText::partIsWrittenAnew()
{
    const Turn turn = answer(QStringLiteral("Some **bold text** here.\n\nSecond."));
    const CopiedText text = copied(turn, {{0, 5}, {0, 9}});
    QCOMPARE(text.plain(), QStringLiteral("bold"));
    QCOMPARE(text.markdown(), QStringLiteral("**bold**"));
    QCOMPARE(text.html(), QStringLiteral("<p><b>bold</b></p>"));
}

void TestCopiedText::foldedReasoningIsLeftOut()
{
    Turn turn = answer(QStringLiteral("Answer."));
    turn.steps.prepend(Step{ReasoningStep{QStringLiteral("Secret thoughts"), {}, 1000}});
    QCOMPARE(copied(turn).plain(), QStringLiteral("Answer."));
    QCOMPARE(copied(turn).markdown(), QStringLiteral("Answer."));
}

void TestCopiedText::typedTextStaysAsTyped()
{
    const QString typed = QStringLiteral("a *b*\n\n\n  <c>\t1");
    const CopiedText text = copied(makeUserTurn({1}, {1}, {}, typed, 0));
    QCOMPARE(text.plain(), typed);
    QCOMPARE(text.markdown(), typed);
}

void TestCopiedText::leavesOutWhatTheProgramSays()
{
    Turn turn = answer(QStringLiteral("Answer."));
    turn.steps.prepend(Step{SendingStep{.leftOutTurns = 3}});
    const TurnContent content(turn);
    QVERIFY(content.isNote(0));
    QCOMPARE(content.block(0).text, shownText(turn.steps.first()));
    QVERIFY(!content.block(0).text.isEmpty());
    QCOMPARE(copied(turn).plain(), QStringLiteral("Answer."));
    QCOMPARE(copied(turn).markdown(), QStringLiteral("Answer."));
    turn.steps.removeLast();
    QVERIFY(TurnContent(turn).isBlank()); // the answer itself is still waited for
}

void TestCopiedText::anAttachmentsLinkIsNotCopied()
{
    const Attachment notes{.name = QStringLiteral("notes.txt"),
                           .mediaType = QStringLiteral("text/plain"),
                           .size = 4,
                           .sha256 = QByteArray(64, 'a')};
    const Turn turn = makeUserTurn({1}, {}, {}, QStringLiteral("Read."), 0, {notes});
    const TurnContent content(turn);
    const Span link = content.block(1).spans.value(0);
    QCOMPARE(content.block(1).text.mid(link.start, link.length), notes.name);
    QVERIFY(link.target.contains(QString::fromLatin1(notes.sha256)));
    const CopiedText text = copied(turn);
    QVERIFY(text.plain().contains(notes.name));
    QVERIFY(!text.html().contains(QStringLiteral("href")));
    QVERIFY(!text.markdown().contains(QStringLiteral("attachment:")));
}

void TestCopiedText::htmlEscapesAndFetchesNothing()
{
    const CopiedText text =
        copied(answer(QStringLiteral("a < b ![pic](http://x.test/p.png) [l](http://x.test/?a=\"1\"&b)")));
    QVERIFY(!text.html().contains(QStringLiteral("<img")));
    QVERIFY(text.html().contains(QStringLiteral("a &lt; b")));
    const auto data = text.toMimeData();
    QVERIFY(data->hasText() && data->hasHtml() && data->hasFormat(QStringLiteral("text/markdown")));
}

void TestCopiedText::textKnowsWhereItCameFrom()
{
    const TurnContent content(answer(QStringLiteral("one\n\n- two\n- three")));
    const TurnText text(content);
    QCOMPARE(text.text(), QStringLiteral("one\n\n• two\n• three"));
    const int offset = int(text.text().indexOf(QStringLiteral("three")));
    QCOMPARE(text.positionOf(offset), (BlockPosition{2, 0}));
    QCOMPARE(text.offsetOf({2, 0}), offset);
    QCOMPARE(text.offsetOf({0, 2}), 2);
}

QTEST_GUILESS_MAIN(TestCopiedText)
#include "tst_copiedtext.moc"
