// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerbuilder.h"

#include <QTest>

using namespace tabletalk;

using Change = AnswerBuilder::Change;

class TestAnswerBuilder : public QObject {
    Q_OBJECT
private slots:
    void appendsToTheOpenStep();
    void timesReasoning();
    void mergesReasoningDetails();
    void takesALateSignatureToTheReasoning();
    void readsARefusalAsText();
    void notesTheModelThatServed();
    void collectsToolCalls();
    void addsSourcesAtTheEnd();
    void keepsPictures();
    void closesWithTheOutcome_data();
    void closesWithTheOutcome();
};

namespace {

QJsonArray details(std::initializer_list<QJsonObject> objects)
{
    QJsonArray array;
    for (const QJsonObject &object : objects)
        array.append(object);
    return array;
}

} // namespace

void TestAnswerBuilder::appendsToTheOpenStep()
{
    Turn answer;
    AnswerBuilder builder;
    QCOMPARE(builder.apply(answer, {TextDelta{QStringLiteral("a")}}, 0), Change::Structure);
    QCOMPARE(builder.apply(answer, {TextDelta{QStringLiteral("b")}, TextDelta{QStringLiteral("c")}}, 0),
             Change::Appended);
    QCOMPARE(builder.apply(answer, {TextDelta{}}, 0), Change::Nothing);
    QCOMPARE(answer.steps.size(), 1);
    QCOMPARE(answer.text(), QStringLiteral("abc"));
}

void TestAnswerBuilder::timesReasoning()
{
    Turn answer;
    AnswerBuilder builder;
    builder.apply(answer, {ReasoningDelta{QStringLiteral("hm")}}, 1000);
    builder.apply(answer, {ReasoningDelta{QStringLiteral("m")}}, 2000);
    QCOMPARE(builder.apply(answer, {TextDelta{QStringLiteral("42")}}, 4500), Change::Structure);
    QCOMPARE(std::get<ReasoningStep>(answer.steps.at(0).content),
             (ReasoningStep{QStringLiteral("hmm"), {}, 3500}));
    QCOMPARE(answer.steps.at(0).progress, Progress::Complete);
    QCOMPARE(answer.text(), QStringLiteral("42"));
}

void TestAnswerBuilder::mergesReasoningDetails()
{
    Turn answer;
    AnswerBuilder builder;
    const QJsonObject first{{QStringLiteral("type"), QStringLiteral("reasoning.text")},
                            {QStringLiteral("index"), 0},
                            {QStringLiteral("text"), QStringLiteral("Let me ")}};
    QJsonObject second = first;
    second[QStringLiteral("text")] = QStringLiteral("see");
    QJsonObject other = first;
    other[QStringLiteral("index")] = 1;
    builder.apply(answer, {ReasoningDetails{details({first})}, ReasoningDetails{details({second, other})}},
                  0);
    const QJsonArray merged = std::get<ReasoningStep>(answer.steps.at(0).content).details;
    QCOMPARE(merged.size(), 2);
    QCOMPARE(merged.at(0)[u"text"].toString(), QStringLiteral("Let me see"));
}

void TestAnswerBuilder::takesALateSignatureToTheReasoning()
{
    Turn answer;
    AnswerBuilder builder;
    builder.apply(answer, {ReasoningDelta{QStringLiteral("hm")}, TextDelta{QStringLiteral("42")}}, 0);
    const QJsonObject signature{{QStringLiteral("type"), QStringLiteral("reasoning.text")},
                                {QStringLiteral("signature"), QStringLiteral("abc")}};
    builder.apply(answer, {ReasoningDetails{details({signature})}}, 0);
    QCOMPARE(answer.steps.size(), 2);
    QCOMPARE(std::get<ReasoningStep>(answer.steps.at(0).content).details, details({signature}));
}

void TestAnswerBuilder::readsARefusalAsText()
{
    Turn answer;
    AnswerBuilder().apply(answer, {RefusalDelta{QStringLiteral("I cannot")}}, 0);
    QCOMPARE(answer.text(), QStringLiteral("I cannot"));
}

void TestAnswerBuilder::notesTheModelThatServed()
{
    Turn answer;
    answer.model = QStringLiteral("a/b");
    AnswerBuilder builder;
    QCOMPARE(builder.apply(answer, {ServedBy{QStringLiteral("a/b"), {}}}, 0), Change::Nothing);
    QCOMPARE(builder.apply(answer, {ServedBy{QStringLiteral("c/d"), {}}}, 0), Change::Structure);
    QCOMPARE(answer.model, QStringLiteral("c/d"));
}

void TestAnswerBuilder::collectsToolCalls()
{
    const auto a = QStringLiteral("a");
    const auto b = QStringLiteral("b");
    Turn answer;
    AnswerBuilder builder;
    builder.apply(answer,
                  {TextDelta{QStringLiteral("Looking")}, ToolCallDelta{0, a, QStringLiteral("f"), {}},
                   ToolCallDelta{1, b, QStringLiteral("g"), QStringLiteral("{")},
                   ToolCallDelta{0, {}, {}, QStringLiteral("{}")},
                   ToolCallDelta{1, {}, {}, QStringLiteral("}")}},
                  0);
    builder.finish(answer, {.ending = CompletionOutcome::Ending::Complete}, 0);
    QCOMPARE(answer.steps.size(), 3);
    QCOMPARE(std::get<ToolCallStep>(answer.steps.at(1).content),
             (ToolCallStep{a, QStringLiteral("f"), QStringLiteral("{}")}));
    QCOMPARE(std::get<ToolCallStep>(answer.steps.at(2).content),
             (ToolCallStep{b, QStringLiteral("g"), QStringLiteral("{}")}));
    for (const Step &step : answer.steps)
        QCOMPARE(step.progress, Progress::Complete);

    // The next request of the same answer counts its calls anew.
    builder.apply(answer, {ToolCallDelta{0, QStringLiteral("c"), QStringLiteral("h"), {}}}, 0);
    QCOMPARE(answer.steps.size(), 4);
}

void TestAnswerBuilder::addsSourcesAtTheEnd()
{
    Turn answer;
    AnswerBuilder builder;
    builder.apply(answer, {TextDelta{QStringLiteral("a")}, AnnotationsArrived{{1}}}, 0);
    builder.apply(answer, {TextDelta{QStringLiteral("b")}, AnnotationsArrived{{2}}}, 0);
    builder.finish(answer, {.ending = CompletionOutcome::Ending::Cut}, 0);
    QCOMPARE(answer.steps.size(), 2);
    QCOMPARE(answer.text(), QStringLiteral("ab"));
    QCOMPARE(std::get<AnnotationsStep>(answer.steps.at(1).content).annotations, (QJsonArray{1, 2}));
}

void TestAnswerBuilder::keepsPictures()
{
    Turn answer;
    AnswerBuilder builder;
    QCOMPARE(builder.apply(answer, {PictureArrived{QStringLiteral("image/png"), "abc"}}, 0),
             Change::Structure);
    QCOMPARE(answer.steps.first(), (Step{PictureStep{QStringLiteral("image/png"), "abc"}}));
}

void TestAnswerBuilder::closesWithTheOutcome_data()
{
    QTest::addColumn<CompletionOutcome::Ending>("ending");
    QTest::addColumn<Progress>("progress");
    QTest::newRow("complete") << CompletionOutcome::Ending::Complete << Progress::Complete;
    QTest::newRow("cut") << CompletionOutcome::Ending::Cut << Progress::Cut;
    QTest::newRow("cancelled") << CompletionOutcome::Ending::Cancelled << Progress::Stopped;
    QTest::newRow("failed") << CompletionOutcome::Ending::Failed << Progress::Failed;
}

void TestAnswerBuilder::closesWithTheOutcome()
{
    QFETCH(CompletionOutcome::Ending, ending);
    QFETCH(Progress, progress);
    Turn answer;
    AnswerBuilder builder;
    builder.apply(answer, {TextDelta{QStringLiteral("a")}}, 0);
    CompletionOutcome outcome;
    outcome.ending = ending;
    builder.finish(answer, outcome, 0);
    QCOMPARE(answer.progress, progress);
    QCOMPARE(answer.steps.last().progress, progress);
}

QTEST_GUILESS_MAIN(TestAnswerBuilder)
#include "tst_answerbuilder.moc"
