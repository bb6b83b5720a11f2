// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codehighlighter.h"
#include "codelanguage.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace tabletalk;

namespace {

//! "k⟨if⟩ x == n⟨1⟩": each run in brackets behind the letter of its role.
QString describeLine(QStringView line, const std::vector<CodeRun> &runs)
{
    const QLatin1String letters("ktsncNID");
    QString described;
    int at = 0;
    for (const CodeRun &run : runs) {
        described += line.sliced(at, run.start - at);
        described += letters[int(run.role)];
        described += u'\u27e8';
        described += line.sliced(run.start, run.length);
        described += u'\u27e9';
        at = run.start + run.length;
    }
    described += line.sliced(at);
    return described;
}

QString described(const QString &language, const QString &code)
{
    const CodeHighlighter highlighter(language);
    CodeState state;
    QStringList lines;
    for (const QString &line : code.split(u'\n')) {
        std::vector<CodeRun> runs;
        state = highlighter.highlight(line, state, &runs);
        lines += describeLine(line, runs);
    }
    return lines.join(u'\n');
}

//! What is wrong with the runs of a line, or nothing.
QString fault(const std::vector<CodeRun> &runs, qsizetype size)
{
    int end = 0;
    for (const CodeRun &run : runs) {
        if (run.start < end || run.length <= 0)
            return QStringLiteral("runs overlap or are empty");
        end = run.start + run.length;
    }
    return end > size ? QStringLiteral("a run ends beyond the line") : QString();
}

} // namespace

class TestCodeHighlighter : public QObject {
    Q_OBJECT
private slots:
    void tellsRunsApart_data();
    void tellsRunsApart();
    void knowsNames_data();
    void knowsNames();
    void leavesUnknownLanguagesPlain();
    void piecesOfALineLookLikeTheLine_data();
    void piecesOfALineLookLikeTheLine();
    void stateAloneIsEnough_data();
    void stateAloneIsEnough();
};

void TestCodeHighlighter::tellsRunsApart_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("expected"); // as described() gives it; the code is what is in it

    const auto row = [](const char *name, const char *language, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(language) << QString::fromUtf8(expected);
    };
    row("python", "python",
        "k⟨def⟩ f(x: t⟨int⟩) -> t⟨str⟩:  c⟨# why⟩\n    k⟨return⟩ s⟨f\"{x}!\"⟩ + s⟨'a\\'b'⟩ N⟨@x⟩");
    row("python decorator", "py", "N⟨@cached⟩\nk⟨class⟩ A(t⟨Exception⟩):\n    n⟨None⟩");
    row("python long string", "python",
        "x = s⟨\"\"\"one⟩\ns⟨two \"quoted\" # no comment⟩\ns⟨three\"\"\"⟩ + n⟨1.5e-3⟩");
    row("python raw string", "python", "s⟨r'\\'⟩ + y\ns⟨rb\"\"\"\\⟩\ns⟨\"\"\"⟩");
    row("python member", "python", "obj.class = self2.import_");
    row("c", "c",
        "N⟨#include⟩ s⟨<stdio.h>⟩\nk⟨static⟩ t⟨int⟩ x = n⟨0x1F⟩; c⟨/* a⟩\nc⟨b */⟩ t⟨char⟩ c = s⟨'\\''⟩;");
    row("c directive", "c", "  N⟨#define⟩ N n⟨3⟩ c⟨// three⟩\nN⟨#x⟩");
    row("c string with continued line", "c", "s = s⟨\"a\\⟩\ns⟨b\"⟩; k⟨if⟩");
    row("c unclosed string ends with the line", "c", "s = s⟨\"abc⟩\nk⟨return⟩ n⟨1⟩;");
    row("c++", "c++", "k⟨template⟩ <k⟨typename⟩ T> k⟨constexpr⟩ k⟨auto⟩ n = n⟨1'000'000u⟩;");
    row("c++ raw string", "cpp", "k⟨auto⟩ s = s⟨R\"x(one⟩\ns⟨)\" )y\" two⟩\ns⟨)x\"⟩; k⟨return⟩;");
    row("c++ raw string without mark", "cpp", "s⟨u8R\"(a)\"⟩ + b");
    row("sql", "sql",
        "k⟨SELECT⟩ t⟨count⟩(*), s⟨'it''s'⟩ k⟨from⟩ s⟨\"t\"⟩ -x c⟨-- end⟩\nk⟨Where⟩ a = n⟨NULL⟩ c⟨/* b⟩\nc⟨c "
        "*/⟩");
    row("javascript", "js",
        "k⟨const⟩ a = k⟨async⟩ (b) => n⟨1⟩ / c / d; c⟨// x⟩\nk⟨if⟩ (s⟨/[/'\"]+/gi⟩.test(a)) {}");
    row("javascript template", "javascript", "x = s⟨`a ⟩N⟨${⟩f({b: n⟨1⟩})N⟨}⟩s⟨ c`⟩ + s⟨\"d\"⟩;");
    row("javascript nested template", "javascript",
        "s⟨`⟩\ns⟨a ⟩N⟨${⟩s⟨`b ⟩N⟨${⟩cN⟨}⟩s⟨`⟩N⟨}⟩s⟨ d⟩\ns⟨`⟩; k⟨let⟩ e");
    row("typescript", "ts",
        "k⟨interface⟩ t⟨Props⟩ { k⟨readonly⟩ a: t⟨string⟩ | n⟨null⟩ }\nN⟨@Injectable⟩() c⟨/** b */⟩");
    row("json", "json", "{t⟨\"a b\"⟩: n⟨-1.5e3⟩, t⟨\"c\"⟩: [s⟨\"x\\\"y\"⟩, n⟨true⟩, n⟨null⟩]} c⟨// d⟩");
    row("yaml", "yaml",
        "k⟨---⟩\nt⟨name⟩: plain text c⟨# why⟩\nt⟨list⟩:\n  - n⟨12⟩\n  - t⟨a⟩: s⟨\"b: c\"⟩\n  - N⟨&x⟩ {d: "
        "n⟨true⟩}");
    row("yaml block", "yml",
        "t⟨run⟩: k⟨|⟩\ns⟨  echo: # no⟩\n\ns⟨    more⟩\nt⟨next⟩: k⟨>-⟩\ns⟨  text⟩\nt⟨url⟩: http://x#y");
    row("yaml long string", "yaml", "t⟨a⟩: s⟨'one⟩\ns⟨  it''s'⟩ c⟨# b⟩");
    row("toml", "toml",
        "k⟨[a.b]⟩ c⟨# c⟩\nt⟨key⟩ = s⟨\"x # y\"⟩ c⟨# z⟩\nt⟨n⟩ = [n⟨1⟩, n⟨2.5⟩, n⟨true⟩, n⟨2024-01-02⟩]\nt⟨s⟩ "
        "= s⟨\"\"\"⟩\ns⟨text⟩\ns⟨\"\"\"⟩");
    row("ini", "ini", "k⟨[section]⟩\nc⟨; comment⟩\nt⟨path⟩=/usr/lib");
    row("bash", "sh",
        "k⟨for⟩ f k⟨in⟩ *.txt; k⟨do⟩ t⟨echo⟩ s⟨\"a ⟩N⟨$f⟩s⟨ ⟩N⟨${b:-c}⟩s⟨\"⟩; k⟨done⟩ c⟨# d⟩\nx=N⟨$#⟩; y=a#b "
        "s⟨'$no⟩\ns⟨more'⟩");
    row("bash heredoc", "bash", "t⟨cat⟩ s⟨<<'EOF'⟩ | t⟨grep⟩ x\ns⟨if $a⟩\ns⟨  EOF2⟩\ns⟨EOF⟩\nk⟨exit⟩ N⟨$?⟩");
    row("bash dashes", "console", "N⟨$⟩ t⟨apt⟩ install k-for --in\ndo-it if-not");
    row("rust", "rs",
        "k⟨fn⟩ f<N⟨'a⟩>(x: &N⟨'a⟩ t⟨str⟩) -> t⟨Option⟩<t⟨u8⟩> { s⟨'x'⟩ } c⟨/* a /* b */ c */⟩ n⟨1⟩..n⟨2⟩");
    row("rust strings", "rust", "s⟨r#\"a \"b\"⟩\ns⟨c\"#⟩; s⟨\"d⟩\ns⟨e\"⟩; s⟨'\\''⟩ s⟨b\"f\"⟩");
    row("rust nested comment", "rust", "c⟨/* a /* b⟩\nc⟨*/ c⟩\nc⟨*/⟩ k⟨let⟩ t⟨Self⟩");
    row("go", "golang",
        "k⟨func⟩ f(a []t⟨byte⟩) t⟨error⟩ { k⟨return⟩ n⟨nil⟩ } c⟨// b⟩\ns⟨`raw \\⟩\ns⟨`⟩ + s⟨\"x\"⟩");
    row("java", "java",
        "N⟨@Override⟩ k⟨public⟩ t⟨List⟩<t⟨String⟩> f() { k⟨return⟩ MAX; } c⟨/** a⟩\nc⟨*/⟩\ns⟨\"\"\"⟩\ns⟨  "
        "text \" ⟩\ns⟨\"\"\"⟩;");
    row("c#", "cs", "N⟨#region⟩ x\nk⟨var⟩ s = s⟨@\"a\\⟩\ns⟨b\"\"c\"⟩; t⟨Task⟩<t⟨int⟩> f() => n⟨null⟩;");
    row("html", "html",
        "k⟨<!DOCTYPE⟩ t⟨html⟩k⟨>⟩\nk⟨<a⟩ t⟨href⟩=s⟨\"x⟩\ns⟨y\"⟩k⟨>⟩a n⟨&amp;⟩ b & ck⟨</a>⟩ c⟨<!-- d⟩\nc⟨e "
        "-->⟩ 1 < 2");
    row("html with script", "html", "k⟨<script⟩ t⟨src⟩=t⟨x⟩k⟨>let⟩ a = s⟨\"<b>\"⟩; c⟨// ⟩k⟨</script><p>⟩let");
    row("html with style", "html", "k⟨<style>⟩\nk⟨p⟩ { t⟨color⟩: n⟨#fff⟩; }\nk⟨</style>⟩\nk⟨<br/>⟩");
    row("css", "css",
        "k⟨a⟩N⟨:hover⟩, N⟨.b-c⟩ N⟨#d⟩ { t⟨margin⟩: -n⟨1px⟩ n⟨50%⟩ s⟨\"x\"⟩ k⟨!important⟩; }\nk⟨@media⟩ "
        "k⟨print⟩ { c⟨/* e⟩\nc⟨*/⟩ }");
    row("scss", "scss", "N⟨$x⟩: n⟨1px⟩; c⟨// note⟩\nk⟨a⟩ { t⟨b⟩: url(//c) }");
    row("r", "r", "x <- t⟨c⟩(n⟨1L⟩, n⟨NA⟩) c⟨# why⟩\nk⟨if⟩ (n⟨TRUE⟩) s⟨'a⟩\ns⟨b'⟩ %k⟨in⟩% y");
    row("php", "php",
        "N⟨<?php⟩ k⟨echo⟩ N⟨$a⟩->b, s⟨\"x ⟩N⟨$c⟩s⟨\"⟩; c⟨# d⟩\n#[t⟨Attr⟩]\nN⟨?>⟩k⟨<p>⟩N⟨<?=⟩ N⟨$e⟩ "
        "N⟨?>⟩k⟨</p>⟩");
    row("php heredoc", "php", "N⟨$a⟩ = s⟨<<<EOT⟩\ns⟨text $b⟩\ns⟨  EOT⟩;\nk⟨return⟩ t⟨Foo⟩::k⟨class⟩;");
    row("ruby", "rb",
        "k⟨def⟩ f(a) N⟨@b⟩ = N⟨:sym⟩; t⟨Foo⟩::t⟨Bar⟩ c⟨# c⟩\nx = s⟨<<~SQL⟩\ns⟨ select⟩\ns⟨ SQL⟩\ny << z "
        "k⟨if⟩ "
        "s⟨/a#b/⟩ =~ y");
    row("diff", "diff", "c⟨diff --git a b⟩\nk⟨--- a⟩\nk⟨+++ b⟩\nt⟨@@ -1 +1 @@⟩\n same\nD⟨-old⟩\nI⟨+new⟩");
}

void TestCodeHighlighter::tellsRunsApart()
{
    QFETCH(QString, language);
    QFETCH(QString, expected);
    QString code = expected;
    code.remove(QRegularExpression(QStringLiteral("[ktsncNID]\u27e8|\u27e9")));
    QCOMPARE(described(language, code), expected);
}

void TestCodeHighlighter::knowsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("usual");
    QTest::newRow("usual name") << "python"
                                << "python";
    QTest::newRow("short name") << "py"
                                << "python";
    QTest::newRow("capitals") << "JavaScript"
                              << "javascript";
    QTest::newRow("signs") << "C++"
                           << "cpp";
    QTest::newRow("sharp") << "c#"
                           << "csharp";
    QTest::newRow("shell") << "zsh"
                           << "bash";
    QTest::newRow("part of a name") << "pyt"
                                    << "";
    QTest::newRow("two names") << "python py"
                               << "";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("unknown") << "brainstorm"
                             << "";
}

void TestCodeHighlighter::knowsNames()
{
    QFETCH(QString, name);
    QFETCH(QString, usual);
    const int index = codeLanguageIndex(name);
    QCOMPARE(index >= 0, !usual.isEmpty());
    if (index >= 0)
        QCOMPARE(QString::fromLatin1(codeLanguages()[std::size_t(index)].names).split(u' ').first(), usual);
}

void TestCodeHighlighter::leavesUnknownLanguagesPlain()
{
    const CodeHighlighter highlighter(u"klingon");
    std::vector<CodeRun> runs;
    QVERIFY(!highlighter.isKnown());
    QVERIFY(highlighter.highlight(u"if \"x\" /*", {}, &runs) == CodeState());
    QVERIFY(runs.empty());
}

void TestCodeHighlighter::piecesOfALineLookLikeTheLine_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("line");
    QTest::newRow("line comment") << "cpp"
                                  << "x // a comment that goes on and on";
    QTest::newRow("block comment") << "java"
                                   << "/* a comment that goes on */ return";
    QTest::newRow("string") << "python"
                            << "'a string that goes on and on'";
    QTest::newRow("yaml comment") << "yaml"
                                  << "    # a comment that goes on";
    QTest::newRow("json string") << "json"
                                 << "\"a string that goes on and on\"";
    QTest::newRow("toml string") << "toml"
                                 << "\"a string that goes on and on\"";
    QTest::newRow("css string") << "css"
                                << "\"a string that goes on and on\"";
    QTest::newRow("diff") << "diff"
                          << "+a line that goes on and on";
}

void TestCodeHighlighter::piecesOfALineLookLikeTheLine()
{
    QFETCH(QString, language);
    QFETCH(QString, line);
    const CodeHighlighter highlighter(language);
    std::vector<CodeRun> whole;
    const CodeState expected = highlighter.highlight(line, {}, &whole);
    const qsizetype cut = 12; // within the comment or string
    std::vector<CodeRun> runs;
    CodeState state = highlighter.highlight(line.first(cut), {}, &runs, false);
    std::vector<CodeRun> second;
    state = highlighter.highlight(line.sliced(cut), state, &second);
    QVERIFY(state == expected);
    QCOMPARE(second.front().start, 0);
    QVERIFY(second.front().role == runs.back().role);
    QVERIFY(second.size() + runs.size() == whole.size() + 1);
}

void TestCodeHighlighter::stateAloneIsEnough_data()
{
    QTest::addColumn<QString>("language");
    for (const CodeLanguage &language : codeLanguages()) {
        const QString name = QString::fromLatin1(language.names).split(u' ').first();
        QTest::newRow(qPrintable(name)) << name;
    }
}

//! The same line from the same state gives the same runs, with and without asking for them, and they are
//! well formed, whatever the text.
void TestCodeHighlighter::stateAloneIsEnough()
{
    QFETCH(QString, language);
    static const QString kAlphabet =
        QStringLiteral("\"'`/*#<>-{}$@:=|\\()[] \tabR rx0e.,;!?&%_EOF\u00e9\U0001f600");
    const CodeHighlighter highlighter(language);
    QRandomGenerator random(20260101);
    CodeState state;
    for (int round = 0; round < 3000; ++round) {
        QString line;
        for (int i = random.bounded(30); i > 0; --i)
            line += kAlphabet[random.bounded(int(kAlphabet.size()))];
        std::vector<CodeRun> runs;
        const CodeState next = highlighter.highlight(line, state, &runs);
        QCOMPARE(fault(runs, line.size()), QString());
        std::vector<CodeRun> again;
        QVERIFY(highlighter.highlight(line, state, &again) == next);
        QVERIFY(again == runs);
        QVERIFY(highlighter.highlight(line, state, nullptr) == next);
        // Some constructs swallow what follows for good.
        state = round % 40 == 0 ? CodeState() : next;
    }
}

QTEST_GUILESS_MAIN(TestCodeHighlighter)
#include "tst_codehighlighter.moc"
