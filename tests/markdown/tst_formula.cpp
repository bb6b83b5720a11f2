// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"
#include "markdowndocument.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

class TestFormula : public QObject {
    Q_OBJECT
private slots:
    void isToldFromText_data();
    void isToldFromText();
    void singleDollarsCanBeText();
    void endsAsParsedAtOnce_data();
    void endsAsParsedAtOnce();
    void mixturesEndAsParsedAtOnce();
    void closedBlocksStayWhileOneIsOpen();
    void hostileTextIsBounded_data();
    void hostileTextIsBounded();
};

void TestFormula::isToldFromText_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("expected"); // {f|inline}, {fd|display}
    const auto row = [](const char *name, const char *source, const QStringList &expected) {
        QTest::newRow(name) << QString::fromUtf8(source) << expected;
    };
    const auto one = [](const char *described) { return QStringList{QString::fromUtf8(described)}; };
    row("inline", "so $a_b*c*d_e$ is", one("p: so {f|$a_b*c*d_e$} is"));
    row("two inline", "$x$, $y$", one("p: {f|$x$}, {f|$y$}"));
    row("parentheses", "\\(a_1\\) and \\( \\frac{a}{b} \\)",
        one("p: {f|\\(a_1\\)} and {f|\\( \\frac{a}{b} \\)}"));
    row("display", "$$a\\\\b$$", one("p: {fd|$$a\\\\b$$}"));
    row("brackets", "\\[ x^2 \\]", one("p: {fd|\\[ x^2 \\]}"));
    row("display over lines", "$$\na\n= b\n- c\n> d\n# e\n---\n$$\nend",
        one("p: {fd|$$\\na\\n= b\\n- c\\n> d\\n# e\\n---\\n$$} end"));
    row("display in a list", "- a\n  $$\n  b_1\n  $$\n- c",
        {QStringLiteral("l1 • p: a {fd|$$\\nb_1\\n$$}"), QStringLiteral("l1 • p: c")});
    row("display in a quote", "> \\[\n> b_1\n> \\]", one("q1 p: {fd|\\[\\nb_1\\n\\]}"));
    row("display interrupted in a list", "- $$\n- b$$",
        {QStringLiteral("l1 • p: $$"), QStringLiteral("l1 • p: b$$")});
    row("in a heading", "# Of $E=mc^2$", one("h1: Of {f|$E=mc^2$}"));
    row("in emphasis", "**bold $a*b$**", one("p: {b|bold }{bf|$a*b$}"));
    row("in a link", "[see $x_1$](y)", one("p: {a|see |y}{af|$x_1$|y}"));
    row("in a table", "| $|a|$ | b |\n|---|---|\n| $a|b$ | \\(c|d\\) |",
        {QStringLiteral("head:  {f|$|a|$}  b"), QStringLiteral("row:  {f|$a|b$}  {f|\\(c|d\\)}")});
    row("money", "costs $5 and $10", one("p: costs $5 and $10"));
    row("more money", "from $5-$10, US$7, $1,000$ and $3.50", one("p: from $5-$10, US$7, $1,000$ and $3.50"));
    row("money and a formula", "costs $5, then $x+1$", one("p: costs $5, then {f|$x+1$}"));
    row("blank behind", "a $ b$", one("p: a $ b$"));
    row("blank before", "a $b $", one("p: a $b $"));
    row("letter behind", "a $b$c", one("p: a $b$c"));
    row("words with dollars", "A$AP and B$C $HOME/$USER", one("p: A$AP and B$C $HOME/$USER"));
    row("over a line", "a $b\nc$", one("p: a $b c$"));
    row("escaped", "\\$a$ and \\\\(b\\\\)", one("p: $a$ and \\(b\\)"));
    row("escape within", "$a\\$b$", one("p: {f|$a\\$b$}"));
    row("a citation", "as shown\\[1\\] and \\[2, 3\\]", one("p: as shown[1] and [2, 3]"));
    row("words in brackets", "a \\[edit\\] b \\(sic\\) c \\[citation needed\\]",
        one("p: a [edit] b (sic) c [citation needed]"));
    row("letters in brackets", "\\(ab\\) \\(ABC\\) \\(5\\) \\[ 5 \\]",
        one("p: {f|\\(ab\\)} {f|\\(ABC\\)} {f|\\(5\\)} {fd|\\[ 5 \\]}"));
    row("words that are formulas", "\\[Area = a\\] \\( max x \\) \\(\\sin x\\)",
        one("p: {fd|\\[Area = a\\]} {f|\\( max x \\)} {f|\\(\\sin x\\)}"));
    row("empty", "$$ $$ \\(\\) \\[\\\\\\]", one("p: $$ $$ () [\\]"));
    row("in a run of code", "`$a$` ``\\(b\\)``", one("p: {c|$a$} {c|\\(b\\)}"));
    row("in a fence", "```\n$a$\n$$\n- b\n$$\n```", one("code(): $a$\\n$$\\n- b\\n$$"));
    row("in a fence in a list", "- ```\n  $$\n    a_b\n  $$\n  ```", one("l1 • code(): $$\\n  a_b\\n$$"));
    row("in indented code", "    $a$\n    $$\n      b\n    $$", one("code(): $a$\\n$$\\n  b\\n$$"));
    row("in an address", "[a](b$c$d) https://e.example/$f$",
        one("p: {a|a|b$c$d} {a|https://e.example/$f$|https://e.example/$f$}"));
    row("in a definition", "[a]: /b$c$\n\n[a]", one("p: {a|a|/b$c$}"));
    row("blank line within", "$$\na\n\nb\n$$", {QStringLiteral("p: $$ a"), QStringLiteral("p: b $$")});
    row("never closed", "$$\na\n- b\n\n- c",
        {QStringLiteral("p: $$ a"), QStringLiteral("l1 • p: b"), QStringLiteral("l1 • p: c")});
    row("closed after two lists", "$$\na\n- b\n- c\n$$\n- d",
        {QStringLiteral("p: {fd|$$\\na\\n- b\\n- c\\n$$}"), QStringLiteral("l1 • p: d")});
    row("a second one does not close", "\\[\n- a\n\\]\n\\[\n- b\nc",
        {QStringLiteral("p: {fd|\\[\\n- a\\n\\]} ["), QStringLiteral("l1 • p: b c")});
    row("before a picture without description", "$a$\n\n![](b)\nc",
        {QStringLiteral("p: {f|$a$}"), QStringLiteral("p: {m|b|b} c")});
    row("fence ends it", "$$\n- a\n```\n$$\n```",
        {QStringLiteral("p: $$"), QStringLiteral("l1 • p: a"), QStringLiteral("code(): $$")});
}

void TestFormula::isToldFromText()
{
    QFETCH(QString, source);
    QFETCH(QStringList, expected);
    QCOMPARE(describe(MarkdownDocument::parse(source)), expected);
}

void TestFormula::singleDollarsCanBeText()
{
    const QString source = QStringLiteral("$a_b$, $$c$$ and \\(d\\) and $e_f$");
    const QStringList expected{QStringLiteral("p: $a_b$, {fd|$$c$$} and {f|\\(d\\)} and $e_f$")};
    QCOMPARE(describe(MarkdownDocument::parse(source, SingleDollar::IsText)), expected);
    MarkdownDocument document(SingleDollar::IsText);
    for (const QChar c : source) {
        document.append(QString(c));
        document.flush();
    }
    document.finish();
    QCOMPARE(describe(document.blocks()), expected);
    document.append(u" $g$"); // which starts from the beginning
    document.finish();
    QVERIFY(describe(document.blocks()).first().endsWith(QLatin1String(" $g$")));
}

void TestFormula::endsAsParsedAtOnce_data()
{
    isToldFromText_data();
}

void TestFormula::endsAsParsedAtOnce()
{
    QFETCH(QString, source);
    for (qsizetype length = 0; length <= source.size(); ++length) {
        const QString prefix = source.first(length);
        for (const qsizetype piece : {1, 5}) {
            const std::vector<Block> pieced = blocksInPieces(prefix, piece);
            QVERIFY2(pieced == MarkdownDocument::parse(prefix), qPrintable(prefix));
        }
    }
}

void TestFormula::mixturesEndAsParsedAtOnce()
{
    static const QStringList kParts{
        QStringLiteral("$"),    QStringLiteral("$$"),  QStringLiteral("\\["), QStringLiteral("\\]"),
        QStringLiteral("\\("),  QStringLiteral("\\)"), QStringLiteral("a"),   QStringLiteral("5"),
        QStringLiteral(" "),    QStringLiteral("\n"),  QStringLiteral("\n"),  QStringLiteral("\n\n"),
        QStringLiteral("- b"),  QStringLiteral("> c"), QStringLiteral("# d"), QStringLiteral("---"),
        QStringLiteral("```"),  QStringLiteral("`"),   QStringLiteral("|"),   QStringLiteral("|-|-|"),
        QStringLiteral("    "), QStringLiteral("_"),   QStringLiteral("1. "), QStringLiteral("\\")};
    QRandomGenerator random(20260101);
    for (int round = 0; round < 10'000; ++round) {
        QString source;
        for (int i = random.bounded(24); i > 0; --i)
            source += kParts[random.bounded(int(kParts.size()))];
        const int piece = 1 + random.bounded(8);
        const std::vector<Block> pieced = blocksInPieces(source, piece);
        const std::vector<Block> expected = MarkdownDocument::parse(source);
        QVERIFY2(pieced == expected, qPrintable(source));
        for (const Block &block : expected) {
            QVERIFY2(!block.plainText().contains(QChar(0x1f)), qPrintable(source));
            for (const Span &span : block.spans)
                QVERIFY2(!span.target.contains(QChar(0x1f)), qPrintable(source));
        }
    }
}

void TestFormula::closedBlocksStayWhileOneIsOpen()
{
    MarkdownDocument document;
    document.append(u"text\n\n$$\na\n- b\n");
    document.flush();
    document.append(u"- c\n");
    document.flush();
    document.append(u"$$\n\nmore");
    QCOMPARE(document.flush().firstChanged, 1);
    QCOMPARE(describe(document.blocks()).at(1), QStringLiteral("p: {fd|$$\\na\\n- b\\n- c\\n$$}"));
    QVERIFY(document.finish().isEmpty);
}

void TestFormula::hostileTextIsBounded_data()
{
    QTest::addColumn<QString>("source");
    for (const char *text : {"$", "$a", "$a ", "\\(", "\\[a", "$$a\n- b\n", "\\\\[", "`$", "$`", "$a$"})
        QTest::newRow(text) << QString::fromLatin1(text).repeated(60'000);
}

void TestFormula::hostileTextIsBounded()
{
    QFETCH(QString, source);
    QElapsedTimer timer;
    timer.start();
    const std::vector<Block> blocks = MarkdownDocument::parse(source);
    QVERIFY(!blocks.empty());
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestFormula)
#include "tst_formula.moc"
