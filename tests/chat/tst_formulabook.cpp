// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formulabook.h"

#include "fakeformulaworker.h"

#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

namespace {

const QString kFonts = QStringLiteral("/fonts");
} // namespace

class TestFormulaBook : public QObject {
    Q_OBJECT
private slots:
    void asksForWhatIsWantedAtOnceAndOnce();
    void takesDelimitersOff_data();
    void takesDelimitersOff();
    void keepsDisplayAndInlineApart();
    void saysOnceWhyFormulasAreRefused();
    void letsAHostileFormulaTakeNoOtherWithIt();
    void givesUpOnAWorkerThatDoesNotWork();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void takesNonsenseForARefusal();
};

void TestFormulaBook::asksForWhatIsWantedAtOnceAndOnce()
{
    FakeFormulaWorker worker;
    FormulaBook book(worker, kFonts);
    QSignalSpy changed(&book, &FormulaBook::changed);
    QVERIFY(worker.batches.isEmpty());
    QVERIFY(!book.placed(u"$a$", false));
    QVERIFY(!book.placed(u"$b$", false));
    QVERIFY(!book.placed(u"$a$", false));
    QVERIFY(changed.wait());
    QCOMPARE(worker.batches, QList<QStringList>{(QStringList{QStringLiteral("a"), QStringLiteral("b")})});
    QVERIFY(book.placed(u"$a$", false));
    QCOMPARE(book.placed(u"$b$", false)->width, 2.0);
    QCOMPARE(worker.batches.size(), 1);
}

void TestFormulaBook::takesDelimitersOff_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("inner");
    QTest::newRow("one dollar") << QStringLiteral("$x$") << QStringLiteral("x");
    QTest::newRow("two dollars") << QStringLiteral("$$\nx\n$$") << QStringLiteral("x");
    QTest::newRow("round") << QStringLiteral("\\( x \\)") << QStringLiteral("x");
    QTest::newRow("square") << QStringLiteral("\\[\\frac12\\]") << QStringLiteral("\\frac12");
}

void TestFormulaBook::takesDelimitersOff()
{
    QFETCH(QString, source);
    QFETCH(QString, inner);
    FakeFormulaWorker worker;
    FormulaBook book(worker, kFonts);
    QSignalSpy changed(&book, &FormulaBook::changed);
    book.placed(source, true);
    QVERIFY(changed.wait());
    QCOMPARE(worker.batches, QList<QStringList>{QStringList{inner}});
}

void TestFormulaBook::keepsDisplayAndInlineApart()
{
    FakeFormulaWorker worker;
    FormulaBook book(worker, kFonts);
    QSignalSpy changed(&book, &FormulaBook::changed);
    book.placed(u"\\(x\\)", false);
    book.placed(u"\\[x\\]", true);
    QVERIFY(changed.wait());
    QCOMPARE(worker.areDisplay, (QList<bool>{false, true}));
}

void TestFormulaBook::saysOnceWhyFormulasAreRefused()
{
    FakeFormulaWorker worker;
    worker.answer = [](const QString &) { return QByteArray(R"({"error":"KaTeX parse error: no"})"); };
    FormulaBook book(worker, kFonts);
    QSignalSpy changed(&book, &FormulaBook::changed);
    QSignalSpy said(&book, &FormulaBook::said);
    book.placed(u"$x$", false);
    book.placed(u"$y$", false);
    QVERIFY(changed.wait());
    QCOMPARE(said.size(), 1);
    QVERIFY(!book.placed(u"$x$", false));
    QVERIFY(book.refusal(u"$y$", false).contains(QLatin1String("KaTeX parse error: no")));
    QCOMPARE(worker.batches.size(), 1); // and not asked again
}

void TestFormulaBook::letsAHostileFormulaTakeNoOtherWithIt()
{
    FakeFormulaWorker worker;
    worker.answer = [](const QString &formula) {
        return formula == QLatin1String("evil") ? QByteArray() : FakeFormulaWorker::placed();
    };
    FormulaBook book(worker, kFonts);
    book.placed(u"$a$", false);
    book.placed(u"$evil$", false);
    book.placed(u"$b$", false);
    QTRY_VERIFY(book.placed(u"$a$", false) && book.placed(u"$b$", false));
    QVERIFY(!book.placed(u"$evil$", false));
    QVERIFY(book.refusal(u"$evil$", false).contains(QLatin1String("It took too long.")));
}

void TestFormulaBook::givesUpOnAWorkerThatDoesNotWork()
{
    FakeFormulaWorker worker;
    worker.answer = [](const QString &) { return QByteArray(); };
    FormulaBook book(worker, kFonts);
    for (int i = 0; i < 200; ++i)
        book.placed(QStringLiteral("$x_%1$").arg(i), false);
    QTRY_VERIFY(!book.refusal(u"$never asked$", false).isEmpty());
    QVERIFY(worker.batches.size() < 20);
    book.placed(u"$another$", false);
    QVERIFY(!book.refusal(u"$another$", false).isEmpty());
}

void TestFormulaBook::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("fonts");
    QTest::addColumn<QString>("package");
    QTest::newRow("the fonts") << QString() << QStringLiteral("fonts-katex");
    QTest::newRow("the script") << kFonts << QStringLiteral("libjs-katex");
}

void TestFormulaBook::saysWhatIsMissing()
{
    QFETCH(QString, fonts);
    QFETCH(QString, package);
    FakeWorkerService worker;
    worker.answer = WorkerAnswer{"missing", {}};
    FormulaBook book(worker, fonts);
    QSignalSpy said(&book, &FormulaBook::said);
    book.placed(u"$x$", false);
    QVERIFY(said.wait());
    QVERIFY(said[0][0].toString().contains(package));
    QVERIFY(!book.placed(u"$y$", false));
    QVERIFY(book.refusal(u"$y$", false).contains(package));
    QVERIFY(worker.questions.size() <= 1);
}

void TestFormulaBook::takesNonsenseForARefusal()
{
    FakeFormulaWorker worker;
    worker.answer = [](const QString &formula) {
        return formula == QLatin1String("a") ? QByteArray("7")
                                             : QByteArray(R"({"w":1e99,"h":0,"d":0,"items":[]})");
    };
    FormulaBook book(worker, kFonts);
    QSignalSpy changed(&book, &FormulaBook::changed);
    book.placed(u"$a$", false);
    book.placed(u"$b$", false);
    QVERIFY(changed.wait());
    QVERIFY(!book.refusal(u"$a$", false).isEmpty());
    QVERIFY(!book.refusal(u"$b$", false).isEmpty());
}

QTEST_GUILESS_MAIN(TestFormulaBook)
#include "tst_formulabook.moc"
