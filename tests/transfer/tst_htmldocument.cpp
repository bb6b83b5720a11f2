// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmlblocks.h"
#include "htmldocument.h"
#include "pagepainter.h"

#include <QHash>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace tabletalk;

class TestHtmlDocument : public QObject {
    Q_OBJECT
private slots:
    void blocks_data();
    void blocks();
    void everyElementIsClosed();
    void nothingIsFetchedOrRun();
    void showsWhatIsShown();
    void paperHasNothingToUnfold();
    void paperHeadingsAreAsLargeAsTheSheetSays();

private:
    static ConversationTree tree(const QString &text);
};

ConversationTree TestHtmlDocument::tree(const QString &text)
{
    ConversationTree tree;
    tree.conversation.id = {1};
    tree.conversation.title = QStringLiteral("A <title> & more");
    const Turn question = makeUserTurn({2}, {1}, {}, QStringLiteral("Why?"), 1'700'000'000'000);
    Turn hidden = question;
    hidden.id = {3};
    hidden.steps = {Step{TextStep{QStringLiteral("hidden version")}, Progress::Complete}};
    Turn answer;
    answer.id = {4};
    answer.conversation = {1};
    answer.parent = {2};
    answer.role = TurnRole::Answer;
    answer.model = QStringLiteral("m/large");
    answer.steps = {Step{ReasoningStep{QStringLiteral("Hm, *so*."), {}, 12}, Progress::Complete},
                    Step{TextStep{text}, Progress::Complete}};
    tree.turns = {question, hidden, answer};
    tree.selected = {{TurnId{}, {2}}};
    return tree;
}

void TestHtmlDocument::blocks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    const auto row = [](const char *name, const char *markdown, const char *html) {
        QTest::newRow(name) << QString::fromUtf8(markdown) << QString::fromUtf8(html);
    };
    row("paragraph", "a **b** <i>", "<p>a <b>b</b> &lt;i&gt;</p>");
    row("headings are below those of the document", "# a", "<h3>a</h3>");
    row("list", "- a\n- b", "<ul><li>a</li><li>b</li></ul>");
    row("nested list", "1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>");
    row("list that starts later", "3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
    row("item of two paragraphs", "- a\n\n  b", "<ul><li>a<p>b</p></li></ul>");
    row("tasks", "- [x] a\n- [ ] b", "<ul><li>☑ a</li><li>☐ b</li></ul>");
    row("quote", "> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>");
    row("code", "```\nif (a < b)\n```", "<pre><code>if (a &lt; b)</code></pre>");
    row("coloured code", "```python\nreturn 1\n```",
        "<pre><code><span class=\"k\">return</span> <span class=\"n\">1</span></code></pre>");
    row("table", "| a | b |\n|:-|-:|\n| 1 | `2` |\n\nend",
        "<table><tr><th align=\"left\">a</th><th align=\"right\">b</th></tr>"
        "<tr><td align=\"left\">1</td><td align=\"right\"><code>2</code></td></tr></table><p>end</p>");
    row("link", "[a](https://example.org/?b&c)", "<p><a href=\"https://example.org/?b&amp;c\">a</a></p>");
    row("picture elsewhere", "![a](https://example.org/a.png)", "<p>a</p>");
}

void TestHtmlDocument::blocks()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, html);
    QString made = htmlFromMarkdown(markdown);
    QCOMPARE(made.remove(u'\n'), html);
}

void TestHtmlDocument::everyElementIsClosed()
{
    const QString html = htmlFromMarkdown(
        QStringLiteral("> - a\n>   1. b\n>      > c\n\n- d\n\n  | e |\n  |-|\n  | f |\n\n  ```\n  g\n  ```\n"
                       "- h\n      - i\n\n***\n\n* j\n+ k\n1) l"));
    for (const char *tag : {"ul", "ol", "li", "blockquote", "table", "tr", "pre", "p"}) {
        const QString name = QLatin1String(tag);
        const auto opened = html.count(u'<' + name + u'>') + html.count(u'<' + name + u' ');
        QVERIFY2(opened == html.count(QStringLiteral("</") + name + u'>'), qPrintable(name + u'\n' + html));
    }
}

void TestHtmlDocument::nothingIsFetchedOrRun()
{
    const QString html = exportHtml(
        tree(QStringLiteral("<script>alert(1)</script> [x](javascript:alert(1)) [y](file:///etc/hosts) "
                            "![z](https://example.org/z.png) <img src=x onerror=alert(1)>")),
        {});
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(!html.contains(QStringLiteral("javascript:")));
    QVERIFY(!html.contains(QStringLiteral("file:")));
    QVERIFY(!html.contains(QStringLiteral("<img")));
    QVERIFY(!html.contains(QStringLiteral("url(")));
    QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
}

void TestHtmlDocument::showsWhatIsShown()
{
    ConversationTree shown = tree(QStringLiteral("Because."));
    Attachment picture;
    picture.name = QStringLiteral("a \"b\".png");
    picture.mediaType = QStringLiteral("image/png");
    picture.sha256 = "ab";
    Attachment gone = picture;
    gone.name = QStringLiteral("gone.png");
    gone.sha256 = "cd";
    shown.turns.first().steps +=
        {Step{AttachmentStep{picture}, Progress::Complete}, Step{AttachmentStep{gone}, Progress::Complete}};
    const QString html = exportHtml(shown, {{"ab", "bytes"}});
    QVERIFY(html.contains(QStringLiteral("<title>A &lt;title&gt; &amp; more</title>")));
    QVERIFY(html.contains(QStringLiteral("<p>Because.</p>")));
    QVERIFY(html.contains(QStringLiteral("<details><summary>Reasoning</summary>\n<p>Hm, <i>so</i>.</p>")));
    QVERIFY(html.contains(QStringLiteral("m/large, ")));
    QVERIFY(html.contains(
        QStringLiteral("<img alt=\"a &quot;b&quot;.png\" src=\"data:image/png;base64,Ynl0ZXM=\">")));
    QVERIFY(html.contains(QStringLiteral("Attached: gone.png")));
    QVERIFY(!html.contains(QStringLiteral("hidden version")));
    QVERIFY(html.contains(QStringLiteral("prefers-color-scheme:dark")));
}

void TestHtmlDocument::paperHasNothingToUnfold()
{
    const QString html = exportHtml(tree(QStringLiteral("Because.")), {}, HtmlFor::Paper);
    QVERIFY(!html.contains(QStringLiteral("<details")));
    QVERIFY(html.contains(QStringLiteral("Hm, <i>so</i>.")));
    QVERIFY(!html.contains(QStringLiteral("var(")));
}

void TestHtmlDocument::paperHeadingsAreAsLargeAsTheSheetSays()
{
    QTextDocument document;
    setPaperHtml(document, exportHtml(tree(QStringLiteral("# First\n\n## Second\n\n##### Last\n\nplain")), {},
                                      HtmlFor::Paper));
    QHash<QString, qreal> sizes;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextCharFormat format = at.fragment().charFormat();
            QVERIFY(!format.hasProperty(QTextFormat::FontSizeAdjustment));
            sizes.insert(at.fragment().text().section(u',', 0, 0), format.fontPointSize());
        }
    }
    QCOMPARE(sizes.value(QStringLiteral("A <title> & more")), 18);
    QCOMPARE(sizes.value(QStringLiteral("You")), 11);
    QCOMPARE(sizes.value(QStringLiteral("First")), 14);
    QCOMPARE(sizes.value(QStringLiteral("Second")), 12);
    QCOMPARE(sizes.value(QStringLiteral("Last")), 10);
    QCOMPARE(sizes.value(QStringLiteral("plain")), 0); // the document's own
}

QTEST_MAIN(TestHtmlDocument)
#include "tst_htmldocument.moc"
