// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "placedformula.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tabletalk;

namespace {

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestPlacedFormula : public QObject {
    Q_OBJECT
private slots:
    void readsGlyphsRulesAndOutlines();
    void refuses_data();
    void refuses();
    void refusesTooManyPieces();
};

void TestPlacedFormula::readsGlyphsRulesAndOutlines()
{
    const auto formula = readPlacedFormula(json(R"({"w":2,"h":1,"d":0.5,"items":[
        [0,0.25,-0.5,0.7,"Math-Italic","x","red",0.4],
        [1,0,-0.3,2,0.04,""],
        [2,0,-1,2,1.5,[[0,0,0],[1,400,0],[2,1,2,3,4,5,6],[3]],""]]})"));
    QVERIFY(formula);
    QCOMPARE(formula->width, 2.0);
    QCOMPARE(formula->glyphs.size(), size_t(1));
    QCOMPARE(formula->glyphs[0].at, QPointF(0.25, -0.5));
    QCOMPARE(kFormulaFaces[size_t(formula->glyphs[0].face)], "Math-Italic");
    QCOMPARE(formula->glyphs[0].colour, QStringLiteral("red"));
    QCOMPARE(formula->rules[0].rect, QRectF(0, -0.3, 2, 0.04));
    QCOMPARE(formula->outlines[0].steps.size(), size_t(4));
    QCOMPARE(formula->outlines[0].steps[2].points[2], QPointF(5, 6));
}

void TestPlacedFormula::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("no number") << QByteArray(R"({"w":"2","h":1,"d":0,"items":[]})");
    QTest::newRow("negative") << QByteArray(R"({"w":-2,"h":1,"d":0,"items":[]})");
    QTest::newRow("enormous") << QByteArray(R"({"w":1e9,"h":1,"d":0,"items":[]})");
    QTest::newRow("an unknown font") << QByteArray(
        R"({"w":2,"h":1,"d":0,"items":[[0,0,0,1,"../x","x","",1]]})");
    QTest::newRow("no size") << QByteArray(R"({"w":2,"h":1,"d":0,"items":[[0,0,0,0,"","x","",1]]})");
    QTest::newRow("a short item") << QByteArray(R"({"w":2,"h":1,"d":0,"items":[[1,0,0,1]]})");
    QTest::newRow("an unknown item") << QByteArray(R"({"w":2,"h":1,"d":0,"items":[[7]]})");
    QTest::newRow("an outline from nowhere")
        << QByteArray(R"({"w":2,"h":1,"d":0,"items":[[2,0,0,1,1,[[1,2,3]],""]]})");
    QTest::newRow("an unknown step") << QByteArray(
        R"({"w":2,"h":1,"d":0,"items":[[2,0,0,1,1,[[0,2,3],[9]],""]]})");
    QTest::newRow("far away") << QByteArray(R"({"w":2,"h":1,"d":0,"items":[[1,1e300,0,1,1,""]]})");
    QTest::newRow("a long text") << R"({"w":2,"h":1,"d":0,"items":[[0,0,0,1,"",")" + QByteArray(100, 'x')
                                        + R"(","",1]]})";
}

void TestPlacedFormula::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readPlacedFormula(json(text)));
}

void TestPlacedFormula::refusesTooManyPieces()
{
    QByteArray items;
    for (int i = 0; i < 20'000; ++i)
        items += QByteArray(i > 0 ? "," : "") + "[1,0,0,1,1,\"\"]";
    QVERIFY(!readPlacedFormula(json(R"({"w":2,"h":1,"d":0,"items":[)" + items + "]}")));
}

QTEST_GUILESS_MAIN(TestPlacedFormula)
#include "tst_placedformula.moc"
