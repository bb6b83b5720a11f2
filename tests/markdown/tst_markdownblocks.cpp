// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"
#include "examples.h"
#include "htmlblocks.h"
#include "markdowndocument.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tabletalk;

class TestMarkdownBlocks : public QObject {
    Q_OBJECT
private slots:
    void readsEachConstruct_data();
    void readsEachConstruct();
    void agreesWithAnotherImplementation_data();
    void agreesWithAnotherImplementation();
    void hostileTextIsBounded_data();
    void hostileTextIsBounded();
};

void TestMarkdownBlocks::readsEachConstruct_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *source, const QStringList &expected) {
        QTest::newRow(name) << QString::fromUtf8(source) << expected;
    };
    const auto text = [](const char *described) { return QStringList{QString::fromUtf8(described)}; };
    row("tabs", "-\ta\n\n\tb", {QStringLiteral("l1 • p: a"), QStringLiteral("l1 p: b")});
    row("backslash escapes", "\\*a\\* \\q \\\\ \\{b\\}", text("p: *a* \\q \\ {b}"));
    row("entities", "&lt;&#228;&#x20AC;&nosuch;", text("p: <ä€&nosuch;"));
    row("precedence of blocks", "- `a\n- b`", {QStringLiteral("l1 • p: `a"), QStringLiteral("l1 • p: b`")});
    row("thematic break", "* * *\n\n__", {QStringLiteral("rule"), QStringLiteral("p: __")});
    row("ATX heading", "###### six ##\n####### seven",
        {QStringLiteral("h6: six"), QStringLiteral("p: ####### seven")});
    row("setext heading", "one\ntwo\n===\nthree\n---",
        {QStringLiteral("h1: one two"), QStringLiteral("h2: three")});
    row("indented code", "    a\n\n      b\nc",
        {QStringLiteral("code(): a\\n\\n  b"), QStringLiteral("p: c")});
    row("fenced code", "~~~ r options\n<a>\n```\n~~~", text("code(r): <a>\\n```"));
    row("raw HTML", "<b onclick=\"x\">*y*</b>", text("p: <b onclick=\"x\">{i|y}</b>"));
    row("link definition", "[a]: /b 'c'\n\n[A]", text("p: {a|A|/b}"));
    row("first definition wins", "[a]: /b\n[a]: /c\n\n[a]", text("p: {a|a|/b}"));
    row("paragraphs", "a\n   b\n\n\nc", {QStringLiteral("p: a b"), QStringLiteral("p: c")});
    row("block quote", "> a\nb\n>> c", {QStringLiteral("q1 p: a b"), QStringLiteral("q2 p: c")});
    row("list items", "10) a\n    - b\n11) c",
        {QStringLiteral("l1 10. p: a"), QStringLiteral("l2 • p: b"), QStringLiteral("l1 11. p: c")});
    row("list that interrupts", "a\n2. b\n\nc\n1. d",
        {QStringLiteral("p: a 2. b"), QStringLiteral("p: c"), QStringLiteral("l1 1. p: d")});
    row("empty item", "-\n- a", {QStringLiteral("l1 • p:"), QStringLiteral("l1 • p: a")});
    row("code span", "`` a`b `` ` `", text("p: {c|a`b} {c| }"));
    row("emphasis", "*a **b** c* _d_e_ ***f***", text("p: {i|a }{bi|b}{i| c} {i|d_e} {bi|f}"));
    row("no emphasis", "a * b* 2*3*4 snake_case_", text("p: a * b* 2{i|3}4 snake_case_"));
    row("links", "[a](b \"t\") [c](<d e>) [f]() [g](h", text("p: {a|a|b} {a|c|d e} {a|f} [g](h"));
    row("link in link", "[a [b](c) d](e)", text("p: [a {a|b|c} d](e)"));
    row("images", "![a](b) ![](c)", text("p: {m|a|b} {m|c|c}"));
    row("autolinks", "<x:y> <a@b.c>", text("p: <x:y> {a|a@b.c|mailto:a@b.c}"));
    row("hard breaks", "a  \nb\\\nc", text("p: a\\b\\c"));
    row("soft breaks", "a \n b", text("p: a b"));
    row("GFM table", "| a | b |\n| :- | -: |\n| `c\\|d` | |",
        {QStringLiteral("head: <a >b"), QStringLiteral("row: <{c|c|d} >")});
    row("GFM table without outer bars", "a|b|c\n-|:-:|-\n1|2",
        {QStringLiteral("head:  a ^b  c"), QStringLiteral("row:  1 ^2  ")});
    row("GFM tasks", "- [ ] a\n- [X] b\n- [x]c",
        {QStringLiteral("l1 • [ ] p: a"), QStringLiteral("l1 • [x] p: b"), QStringLiteral("l1 • p: [x]c")});
    row("GFM strikethrough", "~~a~~ ~b~ ~~~c", text("p: {s|a} {s|b} ~~~c"));
    row("GFM autolinks", "www.a.example/b. (https://c.example) d@e.example",
        text("p: {a|www.a.example/b|http://www.a.example/b}. ({a|https://c.example|https://c.example}) "
             "{a|d@e.example|mailto:d@e.example}"));
}

void TestMarkdownBlocks::readsEachConstruct()
{
    QFETCH(QString, source);
    QFETCH(QStringList, expected);
    QCOMPARE(describe(MarkdownDocument::parse(source)), expected);
}

void TestMarkdownBlocks::agreesWithAnotherImplementation_data()
{
    QTest::addColumn<QString>("source");
    for (const Example &example : examples())
        QTest::newRow(example.name) << QString::fromUtf16(example.source);
}

//! cmark-gfm, where it is installed, reads our own examples alike.
void TestMarkdownBlocks::agreesWithAnotherImplementation()
{
    QFETCH(QString, source);
    static const QStringList kDiffers{
        QStringLiteral("html is text"), // ours shows it, as it must not be lost
        QStringLiteral("images"), // a description keeps its styles
        QStringLiteral("table"), // a bar in a run of code is code here
        QStringLiteral("table interrupted"), // md4c 0.4.8: an indented line goes on with the table
        QStringLiteral("no table"), // md4c 0.4.8: a table does not start within a paragraph
        QStringLiteral("definitions first"), // md4c 0.4.8: an item that is "[x]" alone is a task
        QStringLiteral("definitions last"),
        QStringLiteral("unclosed inline"), // md4c 0.4.8: no bare address behind a bracket
        QStringLiteral("odd characters"), // not XML
    };
    const QString program = QStandardPaths::findExecutable(QStringLiteral("cmark-gfm"));
    if (program.isEmpty())
        QSKIP("cmark-gfm is not installed");
    if (kDiffers.contains(QString::fromUtf8(QTest::currentDataTag())))
        return;
    QProcess cmark;
    cmark.start(program, {QStringLiteral("-e"), QStringLiteral("table"), QStringLiteral("-e"),
                          QStringLiteral("strikethrough"), QStringLiteral("-e"), QStringLiteral("autolink"),
                          QStringLiteral("-e"), QStringLiteral("tasklist")});
    cmark.write(source.toUtf8());
    cmark.closeWriteChannel();
    QVERIFY(cmark.waitForFinished());
    const auto theirs = blocksOfHtml(QString::fromUtf8(cmark.readAllStandardOutput()));
    QVERIFY(theirs);
    QCOMPARE(describe(comparable(MarkdownDocument::parse(source))), describe(*theirs));
}

void TestMarkdownBlocks::hostileTextIsBounded_data()
{
    QTest::addColumn<QString>("source");
    const auto repeated = [](const char16_t *text, int count) {
        return QString::fromUtf16(text).repeated(count);
    };
    QTest::newRow("quotes in quotes") << repeated(u"> ", 20'000) + u'a';
    QTest::newRow("lists in lists") << repeated(u"- ", 20'000) + u'a';
    QTest::newRow("one long line") << repeated(u"word ", 200'000);
    QTest::newRow("backticks") << repeated(u"`", 1'000'000);
    QTest::newRow("backticks of all lengths") << [] {
        QString text;
        for (int i = 1; i < 1'200; ++i)
            text += QString(i, u'`') + u'a';
        return text;
    }();
    QTest::newRow("open brackets") << repeated(u"[", 100'000);
    QTest::newRow("open links") << repeated(u"[a](", 50'000);
    QTest::newRow("open emphasis") << repeated(u"*a ", 50'000);
    QTest::newRow("open emphasis of both kinds") << repeated(u"*a_b ", 50'000);
    QTest::newRow("open pictures") << repeated(u"![", 50'000);
    QTest::newRow("open tags") << repeated(u"<a ", 50'000);
    QTest::newRow("NULs") << QString(100'000, QChar(0));
    QTest::newRow("lone surrogates") << repeated(u"\xd800", 100'000);
    QTest::newRow("wide table") << repeated(u"|a", 10'000) + u'\n' + repeated(u"|-", 10'000) + u'\n'
                                       + repeated(u"|b", 10'000);
    QTest::newRow("many definitions") << [] {
        QString text;
        for (int i = 0; i < 20'000; ++i)
            text += QStringLiteral("[a%1]: /b\n").arg(i);
        return text + QStringLiteral("\n[a1] [a2] [b] ").repeated(5'000);
    }();
    // md4c is given wider columns than were written; what it takes for text then ends beyond the source.
    QTest::newRow("formula before what is no table")
        << QStringLiteral("\\[ - b \\]!$c$ d_ c\n|--:-:|\n|`c\\|y\n\t$$2=J$$\n");
    QTest::newRow("entities") << repeated(u"&amp;", 100'000);
}

void TestMarkdownBlocks::hostileTextIsBounded()
{
    QFETCH(QString, source);
    QElapsedTimer timer;
    timer.start();
    const std::vector<Block> blocks = MarkdownDocument::parse(source);
    QVERIFY(blocks.size() < std::size_t(source.size()) + 1);
    MarkdownDocument document;
    const qsizetype piece = source.size() / 20 + 1;
    for (qsizetype at = 0; at < source.size(); at += piece) {
        document.append(QStringView(source).mid(at, piece));
        document.flush();
    }
    document.finish();
    QVERIFY(document.blocks() == blocks);
    // Generous: what must not be is time that grows with the square of the text.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestMarkdownBlocks)
#include "tst_markdownblocks.moc"
