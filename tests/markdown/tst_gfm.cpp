// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"
#include "htmlblocks.h"
#include "markdowndocument.h"

#include <QHash>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tabletalk;

namespace {

struct Case {
    const char *name;
    const char *source;
};

constexpr Case kCases[]{
    // Tables
    {"table", "| foo | bar |\n| --- | --- |\n| baz | bim |"},
    {"table, alignment", "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |"},
    {"table, without outer bars", "a | b\n- | -\n1 | 2"},
    {"table, one column", "| a |\n| - |\n| b |"},
    {"table, uneven bars", "| abc | defghi |\n:-: | -----------:\nbar | baz"},
    {"table, escaped bar", "| f\\|oo |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |"},
    {"table, ended by a quote", "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar"},
    {"table, ended by a blank line", "| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar"},
    {"table, ended by a heading", "| a | b |\n|---|---|\n| 1 | 2 |\n# h"},
    {"table, ended by a list", "| a | b |\n|---|---|\n| 1 | 2 |\n- x"},
    {"table, ended by a fence", "| a | b |\n|---|---|\n| 1 | 2 |\n```\nx\n```"},
    {"table, ended by a rule", "| a | b |\n|---|---|\n| 1 | 2 |\n***"},
    {"table, delimiter of another length", "| abc | def |\n| --- |\n| bar |"},
    {"table, fewer and more cells", "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |"},
    {"table, only a head", "| abc | def |\n| --- | --- |"},
    {"table, only a head, then text", "| abc | def |\n| --- | --- |\n\ntext"},
    {"table, empty cells", "| a | b |\n|---|---|\n| | x |\n|  |  |"},
    {"table, inline content", "| *a* | `b` |\n|---|---|\n| [c](d) | ~~e~~ and **f** |"},
    {"table, in a quote", "> | a | b |\n> |---|---|\n> | 1 | 2 |"},
    {"table, in a list", "- | a | b |\n  |---|---|\n  | 1 | 2 |"},
    {"table, after a paragraph and a blank line", "text\n\n| a | b |\n|---|---|\n| 1 | 2 |"},
    {"table, right below a paragraph", "text\n| a | b |\n|---|---|\n| 1 | 2 |"},
    {"table, indented by three", "   | a | b |\n   |---|---|\n   | 1 | 2 |"},
    {"table, indented by four", "    | a | b |\n    |---|---|\n    | 1 | 2 |"},
    {"table, delimiter with blanks", "| a | b |\n|  :---  |  ---:  |\n| 1 | 2 |"},
    {"table, delimiter with a letter", "| a | b |\n|--x|---|\n| 1 | 2 |"},
    {"table, bar in a run of code", "| a | b |\n|---|---|\n| `x|y` | 2 |"},
    {"table, addresses", "| a | b |\n|---|---|\n| www.a.example | b@c.example |"},
    {"table, wide", "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n|1|2|3|4|5|6|7|8|"},
    {"table, two of them", "|a|\n|-|\n|1|\n\n|b|\n|-|\n|2|"},
    // Task lists
    {"tasks", "- [ ] foo\n- [x] bar"},
    {"tasks, nested", "- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim"},
    {"tasks, large X", "- [X] foo"},
    {"tasks, stars and plusses", "* [ ] a\n* [x] b\n\n+ [x] c"},
    {"tasks, numbered", "1. [ ] a\n2. [x] b"},
    {"tasks, no blank behind", "- [x]foo"},
    {"tasks, no blank within", "- [] foo"},
    {"tasks, two blanks within", "- [  ] foo"},
    {"tasks, another letter", "- [y] foo"},
    {"tasks, inline content", "- [ ] *foo* `bar` ~~baz~~"},
    {"tasks, loose", "- [ ] a\n\n- [x] b"},
    {"tasks, in a quote", "> - [x] a\n> - [ ] b"},
    {"tasks, in a paragraph", "[x] foo"},
    {"tasks, in a heading", "# [x] foo"},
    {"tasks, second line", "- foo\n  [x] bar"},
    // Strikethrough
    {"strike", "~~Hi~~ Hello, ~there~ world!"},
    {"strike, not over a paragraph", "This ~~has a\n\nnew paragraph~~."},
    {"strike, three", "This will ~~~not~~~ strike."},
    {"strike, over a line", "a ~~b\nc~~ d"},
    {"strike, in bold", "**a ~~b~~ c**"},
    {"strike, bold in it", "~~a **b** c~~"},
    {"strike, blanks inside", "~~ a ~~ b"},
    {"strike, in a word", "a~~b~~c"},
    {"strike, unequal", "~~a~ b ~c~~"},
    {"strike, escaped", "\\~~a~~ ~\\~b~~"},
    {"strike, in code", "`~~a~~`"},
    {"strike, empty", "~~~~ a"},
    {"strike, link in it", "~~[a](b)~~"},
    // Autolinks
    {"autolink, www", "www.commonmark.example"},
    {"autolink, www and a path", "Visit www.commonmark.example/help for more information."},
    {"autolink, trailing punctuation", "Visit www.commonmark.example.\n\nVisit www.commonmark.example/a.b!"},
    {"autolink, parentheses",
     "www.google.example/search?q=Markup+(business)\n\n(www.google.example/search?q=Markup+(business))"},
    {"autolink, unbalanced parentheses", "www.google.example/search?q=Markup+(business)))"},
    {"autolink, parentheses around", "(www.google.example/search?q=Markup+(business)"},
    {"autolink, entity at the end",
     "www.google.example/search?q=commonmark&hl=en\n\nwww.google.example/search?q=commonmark&hl;"},
    {"autolink, less-than", "www.commonmark.example/he<lp"},
    {"autolink, http", "http://commonmark.example"},
    {"autolink, https in parentheses", "(Visit https://encrypted.google.example/search?q=Markup+(business))"},
    {"autolink, ftp", "ftp://foo.bar.example"},
    {"autolink, mail", "foo@bar.example"},
    {"autolink, mail with plus", "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is."},
    {"autolink, mail ends", "a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_"},
    {"autolink, in a word", "xwww.a.example yhttps://b.example"},
    {"autolink, underscore in the host", "www.a_b.example.org www.a.b_c"},
    {"autolink, in code", "`https://a.example`"},
    {"autolink, in a link", "[https://a.example](b)"},
    {"autolink, emphasis around", "**https://a.example** *www.b.example*"},
    {"autolink, strike around", "~~https://a.example~~"},
    {"autolink, quotes", "\"https://a.example/b\" 'www.c.example'"},
    {"autolink, in a list", "- https://a.example\n- www.b.example/c"},
    {"autolink, in a heading", "# See https://a.example"},
    {"autolink, port and query", "https://a.example:8080/b?c=d#e"},
    {"autolink, two", "https://a.example, https://b.example; www.c.example"},
    {"autolink, after a colon", "See:https://a.example"},
};

//! Why a case is read otherwise than the reference does.
QString knownDifference(const QString &name)
{
    static const QHash<QString, QString> kReasons{
        {QStringLiteral("table, bar in a run of code"),
         QStringLiteral("a bar in a run of code is code here")},
        {QStringLiteral("table, delimiter of another length"),
         QStringLiteral("md4c 0.4.8 counts the columns by the delimiter row alone")},
        {QStringLiteral("table, right below a paragraph"),
         QStringLiteral("md4c 0.4.8: a table does not start within a paragraph")},
        {QStringLiteral("tasks, in a quote"), QStringLiteral("cmark-gfm 0.29 knows no tasks in a quote")},
        {QStringLiteral("strike, unequal"), QStringLiteral("md4c 0.4.8 lets two tildes enclose single ones")},
        {QStringLiteral("autolink, quotes"),
         QStringLiteral("md4c 0.4.8: no bare address behind a quotation mark")},
        {QStringLiteral("autolink, two"), QStringLiteral("md4c 0.4.8: a semicolon belongs to the address")},
        {QStringLiteral("autolink, after a colon"),
         QStringLiteral("md4c 0.4.8: no bare address behind a colon")},
    };
    return kReasons.value(name);
}

} // namespace

//! GitHub's additions to CommonMark, against cmark-gfm, which defines them.
class TestGfm : public QObject {
    Q_OBJECT
private slots:
    void readsAsTheReferenceDoes_data();
    void readsAsTheReferenceDoes();
    void everyPrefixEndsAsParsedAtOnce_data() { readsAsTheReferenceDoes_data(); }
    void everyPrefixEndsAsParsedAtOnce();
};

void TestGfm::readsAsTheReferenceDoes_data()
{
    QTest::addColumn<QString>("source");
    for (const Case &one : kCases)
        QTest::newRow(one.name) << QString::fromUtf8(one.source);
}

void TestGfm::readsAsTheReferenceDoes()
{
    QFETCH(QString, source);
    const QString program = QStandardPaths::findExecutable(QStringLiteral("cmark-gfm"));
    if (program.isEmpty())
        QSKIP("cmark-gfm is not installed");
    QProcess cmark;
    QStringList arguments;
    for (const char *extension : {"table", "strikethrough", "autolink", "tasklist"})
        arguments += {QStringLiteral("-e"), QString::fromLatin1(extension)};
    cmark.start(program, arguments);
    cmark.write(source.toUtf8());
    cmark.closeWriteChannel();
    QVERIFY(cmark.waitForFinished());
    const auto theirs = blocksOfHtml(QString::fromUtf8(cmark.readAllStandardOutput()));
    QVERIFY(theirs);
    const QStringList ours = describe(comparable(MarkdownDocument::parse(source)));
    const QString reason = knownDifference(QString::fromUtf8(QTest::currentDataTag()));
    if (reason.isEmpty())
        QCOMPARE(ours, describe(*theirs));
    else
        QVERIFY2(ours != describe(*theirs), "the list of differences is out of date");
}

void TestGfm::everyPrefixEndsAsParsedAtOnce()
{
    QFETCH(QString, source);
    for (qsizetype length = 0; length <= source.size(); ++length) {
        const QString prefix = source.first(length);
        const std::vector<Block> expected = MarkdownDocument::parse(prefix);
        for (const qsizetype piece : {1, 3, 20}) {
            const std::vector<Block> pieced = blocksInPieces(prefix, piece);
            QVERIFY2(pieced == expected, qPrintable(prefix));
        }
    }
}

QTEST_GUILESS_MAIN(TestGfm)
#include "tst_gfm.moc"
