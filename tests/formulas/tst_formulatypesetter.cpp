// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formulatypesetter.h"

#include "placedformula.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace tabletalk;

class TestFormulaTypesetter : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void placesAllOf_data();
    void placesAllOf();
    void putsAFractionAroundItsLine();
    void keepsLettersApart();
    void stretchesAsFarAsItsContent();
    void centresWhatIsNarrower();
    void namesColours();
    void refuses_data();
    void refuses();
    void goesOnAfterAHostileFormula();
    void isNotLoadedFromElsewhere();

private:
    QJsonObject typeset(const QString &source)
    {
        return QJsonDocument::fromJson(m_typesetter.typeset(source, true)).object();
    }
    PlacedFormula placed(const char *source)
    {
        return readPlacedFormula(typeset(QString::fromUtf8(source))).value_or(PlacedFormula());
    }
    static const PlacedFormula::Glyphs &glyph(const PlacedFormula &formula, QStringView text)
    {
        static const PlacedFormula::Glyphs kNone;
        const auto found = std::find_if(formula.glyphs.begin(), formula.glyphs.end(),
                                        [text](const auto &glyphs) { return glyphs.text == text; });
        return found == formula.glyphs.end() ? kNone : *found;
    }

    FormulaTypesetter m_typesetter;
};

void TestFormulaTypesetter::initTestCase()
{
    const QString script = FormulaTypesetter::installedScript();
    if (script.isEmpty())
        QSKIP("KaTeX is not installed");
    QVERIFY(m_typesetter.load(script));
}

void TestFormulaTypesetter::placesAllOf_data()
{
    QTest::addColumn<QString>("source");
    const std::pair<const char *, const char *> rows[]{
        {"fractions",
         R"(x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} \dfrac{1}{2} \tfrac{1}{2} \binom{n}{k} {n \brace k})"},
        {"sums", R"(\sum_{i=1}^{n} i^2 \quad \prod_{k} a_k \bigcup_{i\in I} A_i \coprod \bigoplus)"},
        {"integrals", R"(\int_0^\infty e^{-x^2}\,dx \oint \iint \iiint_V f\,dV)"},
        {"limits",
         R"(\lim_{x\to 0} \frac{\sin x}{x} \max_i \operatorname{argmin}_\theta \operatorname*{sup}_x)"},
        {"matrices",
         R"(\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{bmatrix} 1 & 0 \\ 0 & 1\end{bmatrix}
                        \begin{vmatrix} x & y \\ z & w\end{vmatrix} \begin{smallmatrix} a & b \\ c & d \end{smallmatrix})"},
        {"ruled arrays", R"(\begin{array}{|c|c|} \hline a & b \\ \hline c & d \\ \hline \end{array}
                            \begin{array}{l:r} 1 & 2 \\ \hdashline 333 & 4 \end{array})"},
        {"cases", R"(f(x) = \begin{cases} x^2 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases})"},
        {"alignment",
         R"(\begin{aligned} a &= b + c \\ &= d + \frac{f}{g} \end{aligned} \begin{gathered} x \\ y \end{gathered})"},
        {"numbered", R"(\begin{align} a &= b \\ c &= d \end{align})"},
        {"accents",
         R"(\hat{x} \bar{y} \vec{v} \dot{z} \ddot{q} \tilde{n} \widehat{abc} \widetilde{xyz} \utilde{abc})"},
        {"lines", R"(\overline{AB} \underline{CD} \overrightarrow{PQ} \overgroup{AB} \overlinesegment{ab})"},
        {"braces", R"(\overbrace{a+b+c}^{n} \underbrace{x_1 + x_2}_{k\text{ terms}})"},
        {"arrows", R"(\xrightarrow[below]{above} \xleftarrow{abc} \xrightleftharpoons{abc} \xmapsto{x})"},
        {"roots", R"(\sqrt[3]{x+y} + \sqrt{\frac{\frac{a}{b}}{c}} + \sqrt{\sqrt{\sqrt{x}}})"},
        {"fences",
         R"(\left( \frac{\frac{a}{b}}{\frac{c}{d}} \right) \left\{ \sum_{i=1}^n x_i \right\} \left\| v \right\|
                      \Bigg(\bigg[\Big\{\big| \left. x \right|_{0})"},
        {"alphabets",
         R"(\mathbb{R} \mathcal{L} \mathfrak{g} \mathscr{F} \mathbf{v} \mathrm{d} \mathsf{S} \mathtt{t}
                         \boldsymbol{\alpha} \textbf{bold} \textit{italic})"},
        {"greek and relations",
         R"(\alpha\Gamma\nabla\partial\infty \in\notin\subset \to\Rightarrow\mapsto \neq \not\in)"},
        {"colours",
         R"(\color{red}{x} + \textcolor{blue}{y} + \colorbox{yellow}{$z$} + \fcolorbox{red}{white}{q})"},
        {"boxes",
         R"(\fbox{boxed} + \boxed{E=mc^2} \cancel{x} \bcancel{y} \xcancel{z} \sout{abc} \angl n \phase{-78})"},
        {"sizes and rules", R"(\rule{1em}{0.5em} \raisebox{0.3em}{up} \Large big \tiny small)"},
        {"laps",
         R"(\mathllap{x}y \mathrlap{z}w \mathclap{q} \smash{x} \phantom{abc} \hphantom{a} \vphantom{\int})"},
        {"tag", R"(a \equiv b \pmod{n} \tag{1})"},
        {"stacks", R"(\overset{!}{=} \underset{x}{\min} \stackrel{def}{=} \substack{a\\b})"},
        {"diagram", R"(\begin{CD} A @>a>> B \\ @VbVV @AAcA \\ C @= D \end{CD})"},
        {"lines of its own", R"(a \\ b + \frac{1}{2} \\[1em] c)"},
        {"other scripts", R"(\text{größer ж 中 한})"},
        {"a link, which is refused visibly", R"(\href{https://example.com}{x})"},
    };
    for (const auto &[name, source] : rows)
        QTest::newRow(name) << QString::fromUtf8(source);
}

void TestFormulaTypesetter::placesAllOf()
{
    QFETCH(QString, source);
    for (const bool isDisplay : {true, false}) {
        const QJsonObject json = QJsonDocument::fromJson(m_typesetter.typeset(source, isDisplay)).object();
        const QString error = json[u"error"].toString();
        if (!isDisplay && error.contains(QLatin1String("display")))
            continue; // of no use within a line
        QCOMPARE(error, QString());
        QCOMPARE(json[u"unknown"].toArray(), QJsonArray());
        const std::optional<PlacedFormula> formula = readPlacedFormula(json);
        QVERIFY(formula);
        QVERIFY(!formula->glyphs.empty());
        // Nothing lies outside of what is reserved for it, apart from slants and overlaps.
        for (const PlacedFormula::Glyphs &glyphs : formula->glyphs) {
            QVERIFY2(glyphs.at.x() > -1 && glyphs.at.x() + glyphs.width < formula->width + 1,
                     qPrintable(glyphs.text));
            QVERIFY2(glyphs.at.y() > -formula->height - 0.5 && glyphs.at.y() < formula->depth + 0.5,
                     qPrintable(glyphs.text));
        }
    }
}

void TestFormulaTypesetter::putsAFractionAroundItsLine()
{
    const PlacedFormula formula = placed(R"(\frac{a}{bcd})");
    QCOMPARE(formula.rules.size(), size_t(1));
    const QRectF line = formula.rules.front().rect;
    QVERIFY(glyph(formula, u"a").at.y() < line.top());
    QVERIFY(glyph(formula, u"b").at.y() > line.bottom());
    QVERIFY(line.width() > glyph(formula, u"b").width * 2);
}

void TestFormulaTypesetter::keepsLettersApart()
{
    // KaTeX would join them and keep the first one's width.
    const PlacedFormula formula = placed(R"(\text{iWi})");
    QCOMPARE(formula.glyphs.size(), size_t(3));
    QVERIFY(formula.width > 1.5);
    QVERIFY(formula.glyphs[2].at.x() - formula.glyphs[1].at.x() > 3 * formula.glyphs[1].at.x());
}

void TestFormulaTypesetter::stretchesAsFarAsItsContent()
{
    const PlacedFormula narrow = placed(R"(\sqrt{x})");
    const PlacedFormula wide = placed(R"(\sqrt{x+y+z+w})");
    QCOMPARE(narrow.outlines.size(), size_t(1));
    QCOMPARE(wide.outlines.size(), size_t(1));
    QVERIFY(wide.outlines[0].box.width() > 2 * narrow.outlines[0].box.width());
    QVERIFY(qAbs(wide.outlines[0].box.right() - wide.width) < 0.01);
}

void TestFormulaTypesetter::centresWhatIsNarrower()
{
    const PlacedFormula formula = placed(R"(\frac{a}{b+c+d+e})");
    const PlacedFormula::Glyphs &a = glyph(formula, u"a");
    QVERIFY(qAbs(a.at.x() + a.width / 2 - formula.width / 2) < 0.05);
}

void TestFormulaTypesetter::namesColours()
{
    const PlacedFormula formula = placed(R"(\textcolor{#1a2B3c}{x} y)");
    QCOMPARE(glyph(formula, u"x").colour, QStringLiteral("#1a2B3c"));
    QCOMPARE(glyph(formula, u"y").colour, QString());
}

void TestFormulaTypesetter::refuses_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("an unknown macro") << QStringLiteral("\\undefinedmacro x");
    QTest::newRow("an open brace") << QStringLiteral("\\frac{a}{");
    QTest::newRow("a macro of itself") << QStringLiteral("\\def\\a{\\a\\a}\\a");
    QTest::newRow("doubling macros") << QStringLiteral(
        "\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b}\\def\\d{\\c\\c}\\def\\e{\\d\\d}\\def\\f{\\e\\e}"
        "\\def\\g{\\f\\f}\\def\\h{\\g\\g}\\def\\i{\\h\\h}\\def\\j{\\i\\i}\\def\\k{\\j\\j}\\k");
    QTest::newRow("very deep") << QString(1800, u'{') + u'x' + QString(1800, u'}');
    QTest::newRow("very long") << QString(5000, u'x');
}

void TestFormulaTypesetter::refuses()
{
    QFETCH(QString, source);
    const QJsonObject json = typeset(source);
    QVERIFY(json.contains(u"error") || json.contains(u"tooLong"));
    QVERIFY(json[u"error"].toString().size() <= 300);
}

void TestFormulaTypesetter::goesOnAfterAHostileFormula()
{
    typeset(QString(1800, u'{'));
    // Definitions of one formula are not those of the next.
    typeset(QStringLiteral("\\gdef\\alpha{\\undefined}x"));
    QVERIFY(!typeset(QStringLiteral("\\alpha")).contains(u"error"));
}

void TestFormulaTypesetter::isNotLoadedFromElsewhere()
{
    FormulaTypesetter other;
    QVERIFY(!other.load(QString()));
    QVERIFY(!other.load(QStringLiteral("/nowhere/katex.js")));
    QVERIFY(!other.load(QStringLiteral(":/formulas/placing.js"))); // a script, but no KaTeX
}

QTEST_GUILESS_MAIN(TestFormulaTypesetter)
#include "tst_formulatypesetter.moc"
