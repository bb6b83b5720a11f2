// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurechecker.h"
#include "figurecorpus.h"
#include "tablewriter.h"

#include <QTest>

using namespace tabletalk;

namespace {

FigureResult revenues()
{
    TableWriter writer;
    ColumnWriter &country = writer.addColumn({});
    ColumnWriter &revenue = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &rate = writer.addColumn({.type = ColumnType::Decimal, .scale = 2, .suffix = "%"});
    const struct {
        const char *country;
        qint64 revenue;
        qint64 rate;
    } rows[] = {{"Germany", 1234567, 1234}, {"France", 823450, 987}, {"Spain", 98765, -450}};
    for (const auto &row : rows) {
        country.appendText(row.country);
        revenue.appendValue(row.revenue);
        rate.appendValue(row.rate);
    }
    const QByteArray block = writer.finish(
        QStringLiteral("q1"),
        {QStringLiteral("country"), QStringLiteral("revenue"), QStringLiteral("growth")}, 3, {});
    return {Table::open(block).value(), 3};
}

//! The shares of a run over the corpus.
struct Score {
    int numbers = 0;
    int linked = 0;
    double share() const { return numbers ? double(linked) / numbers : 0; }
};

Score scoreOf(const QList<CorpusAnswer> &answers, CorpusAnswer::Truth truth)
{
    Score score;
    for (const CorpusAnswer &answer : answers) {
        const QList<Figure> figures = FigureChecker(answer.results, answer.question).check(answer.text);
        for (const CorpusAnswer::Number &number : answer.numbers) {
            if (number.truth != truth)
                continue;
            ++score.numbers;
            const auto figure = std::ranges::find_if(
                figures, [&](const Figure &each) { return each.from < number.to && number.from < each.to; });
            const FigureState state = figure == figures.end() ? FigureState::NotData : figure->state;
            const bool isLinked = state == FigureState::Cell || state == FigureState::Derived;
            const bool isMarked = isLinked || state == FigureState::NotFound;
            const bool counts = truth == CorpusAnswer::Truth::NotData ? isMarked : isLinked;
            score.linked += counts ? 1 : 0;
            if (qEnvironmentVariableIsSet("TABLETALK_SHOW_FIGURES")
                && counts != (truth == CorpusAnswer::Truth::Right)) {
                qInfo().noquote() << int(truth) << answer.text.mid(number.from, number.to - number.from)
                                  << (figure == figures.end() ? QString() : figure->formula) << "in"
                                  << answer.text;
            }
        }
    }
    return score;
}

} // namespace

class TestFigureChecker : public QObject {
    Q_OBJECT
private slots:
    void tellsTheState_data();
    void tellsTheState();
    void linksTheNamedCell();
    void marksNothingWithoutResults();
    void leavesTheQuestionsNumbersAlone();
    void holdsOnTheCorpus();
};

void TestFigureChecker::tellsTheState_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("formula");
    const int cell = int(FigureState::Cell);
    const int derived = int(FigureState::Derived);
    const int notFound = int(FigureState::NotFound);
    const int notData = int(FigureState::NotData);
    QTest::newRow("cell") << "Germany: 1,234,567" << cell << "";
    QTest::newRow("cell without its row's name") << "The most is 1,234,567." << cell << "";
    QTest::newRow("percent cell") << "Germany grew by 12.34 %" << cell << "";
    QTest::newRow("a loss") << "Spain fell by 4.50%" << cell << "";
    QTest::newRow("rows") << "There are 3 countries" << cell << "";
    QTest::newRow("rounded") << "Germany: 1.23 million" << derived << "1234567";
    QTest::newRow("coarse, of the named row") << "Germany: 1.2 million" << derived << "1234567";
    QTest::newRow("sum") << "Together 2,156,782" << derived << "sum(revenue)";
    QTest::newRow("difference") << "Germany is 411,117 ahead of France" << derived
                                << QStringLiteral("1234567 − 823450");
    QTest::newRow("ratio") << "Germany makes 1.499 times as much as France" << derived << "1234567 / 823450";
    QTest::newRow("share") << "Germany has 57.24% of it" << derived << "1234567 / sum(revenue)";
    QTest::newRow("change") << "From France to Germany it is 49.93% more" << derived
                            << QStringLiteral("(1234567 − 823450) / 823450");
    QTest::newRow("wrong") << "Germany: 1,334,567" << notFound << "";
    QTest::newRow("wrong, coarse") << "Germany: 1.4 million" << notFound << "";
    QTest::newRow("wrong percentage") << "Germany grew by 13.34 %" << notFound << "";
    QTest::newRow("year") << "It was so in 2023 already" << notData << "";
    QTest::newRow("small talk") << "There are 2 things to note" << notData << "";
}

void TestFigureChecker::tellsTheState()
{
    QFETCH(QString, text);
    QFETCH(int, state);
    QFETCH(QString, formula);
    const QList<Figure> figures = FigureChecker({revenues()}, {}).check(text);
    if (state == int(FigureState::NotData) && figures.isEmpty())
        return;
    QCOMPARE(figures.size(), 1);
    QCOMPARE(int(figures[0].state), state);
    QCOMPARE(figures[0].formula, formula);
    QCOMPARE(figures[0].cells.isEmpty(),
             state == int(FigureState::NotFound) || state == int(FigureState::NotData));
}

void TestFigureChecker::linksTheNamedCell()
{
    const QList<Figure> figures =
        FigureChecker({revenues()}, {}).check(u"France had 823,450 and Spain 98,765.");
    QCOMPARE(figures.size(), 2);
    QCOMPARE(figures[0].cells, (QList<FigureCell>{{0, 1, 1}}));
    QCOMPARE(figures[1].cells, (QList<FigureCell>{{0, 2, 1}}));
}

void TestFigureChecker::marksNothingWithoutResults()
{
    QVERIFY(FigureChecker().check(u"Germany: 1,234,567").isEmpty());
}

void TestFigureChecker::leavesTheQuestionsNumbersAlone()
{
    const FigureChecker checker({revenues()}, QStringLiteral("Is anything above 500,000?"));
    const QList<Figure> figures = checker.check(u"Two are above 500,000.");
    QCOMPARE(figures.size(), 1);
    QCOMPARE(figures[0].state, FigureState::NotData);
}

void TestFigureChecker::holdsOnTheCorpus()
{
    constexpr quint32 kSeed = 20261126;
    const int count = std::max(qEnvironmentVariableIntValue("TABLETALK_FIGURES"), 400);
    const QList<CorpusAnswer> answers = figureCorpus(kSeed, count, CorpusFigures::Right);
    const Score linked = scoreOf(answers, CorpusAnswer::Truth::Right);
    const Score other = scoreOf(answers, CorpusAnswer::Truth::NotData);
    const Score wrong =
        scoreOf(figureCorpus(kSeed + 1, count, CorpusFigures::Altered), CorpusAnswer::Truth::Wrong);
    const Score chance =
        scoreOf(figureCorpus(kSeed + 2, count, CorpusFigures::Unrelated), CorpusAnswer::Truth::Wrong);
    qInfo("linked: %.2f %% of %d right figures, %.2f %% of %d altered ones, %.2f %% of %d unrelated ones; "
          "marked: %.2f %% of %d others",
          100 * linked.share(), linked.numbers, 100 * wrong.share(), wrong.numbers, 100 * chance.share(),
          chance.numbers, 100 * other.share(), other.numbers);
    QVERIFY(linked.numbers >= count);
    QVERIFY(linked.share() >= 0.99);
    QVERIFY(wrong.share() <= 0.02);
    QVERIFY(other.share() <= 0.02);
}

QTEST_GUILESS_MAIN(TestFigureChecker)
#include "tst_figurechecker.moc"
