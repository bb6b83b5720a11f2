// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workerpool.h"

#include "placedformula.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace tabletalk;

namespace {

WorkerQuestion question(const QStringList &formulas,
                        std::chrono::milliseconds deadline = std::chrono::seconds(30))
{
    QJsonArray asked;
    for (const QString &formula : formulas)
        asked.append(QJsonArray{formula, true});
    return {.role = QStringLiteral("formula"),
            .bulk = QJsonDocument(asked).toJson(),
            .deadline = deadline,
            .mayReuse = true};
}

} // namespace

//! The role as the program has it: in its sandbox, in a process of its own.
class TestFormulaRole : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void placesSeveral();
    void outlivesHostileFormulas();
    void isKilledAtTheDeadline();

private:
    Result<WorkerAnswer> answerTo(const WorkerQuestion &asked)
    {
        QFuture<Result<WorkerAnswer>> future = m_pool.ask(asked);
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 60'000))
            return Error{.kind = ErrorKind::Unknown};
        return future.result();
    }

    WorkerPool m_pool{QStringLiteral(TABLETALK_WORKER)};
};

void TestFormulaRole::initTestCase()
{
    const auto script = QStandardPaths::locate(QStandardPaths::GenericDataLocation,
                                               QStringLiteral("javascript/katex/katex.js"));
    if (script.isEmpty()) {
        const Result<WorkerAnswer> answer = answerTo(question({QStringLiteral("x")}));
        QVERIFY(answer);
        QCOMPARE(answer.value().message, QByteArray("missing"));
        QSKIP("KaTeX is not installed");
    }
}

void TestFormulaRole::placesSeveral()
{
    const Result<WorkerAnswer> answer = answerTo(
        question({QStringLiteral("\\frac{1}{2}"), QStringLiteral("\\nonsense"), QStringLiteral("x")}));
    QVERIFY(answer);
    const QJsonArray placed = QJsonDocument::fromJson(answer.value().bulk).array();
    QCOMPARE(placed.size(), 3);
    QVERIFY(readPlacedFormula(placed[0].toObject()));
    QVERIFY(placed[1][u"error"].toString().contains(QLatin1String("\\nonsense")));
    QVERIFY(readPlacedFormula(placed[2].toObject()));
}

void TestFormulaRole::outlivesHostileFormulas()
{
    QStringList hostile{
        QStringLiteral("\\def\\a{\\a\\a}\\a"),  QString(2000, u'{'),    QString(100'000, u'x'),
        QStringLiteral("\\rule{1e9em}{1e9em}"), QString(QChar(0xd800)), QString(QChar(0))};
    hostile += QStringLiteral("\\left(").repeated(300) + u'x' + QStringLiteral("\\right)").repeated(300);
    hostile += QStringLiteral("\\sqrt{").repeated(400) + u'x' + QString(400, u'}');
    hostile += QStringLiteral("x_{").repeated(700) + QString(700, u'}');
    hostile += QStringLiteral("\\begin{matrix}") + QStringLiteral("&").repeated(4000)
               + QStringLiteral("\\end{matrix}");
    hostile += QStringLiteral("x");
    const Result<WorkerAnswer> answer = answerTo(question(hostile));
    QVERIFY(answer);
    const QJsonArray placed = QJsonDocument::fromJson(answer.value().bulk).array();
    QCOMPARE(placed.size(), hostile.size());
    QVERIFY(readPlacedFormula(placed.last().toObject()));
}

void TestFormulaRole::isKilledAtTheDeadline()
{
    const QString slow = QStringLiteral("\\frac{x^{2}}{y_{3}}").repeated(200);
    const Result<WorkerAnswer> answer =
        answerTo(question(QStringList(500, slow), std::chrono::milliseconds(200)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::WorkerTooSlow);
    QVERIFY(answerTo(question({QStringLiteral("x")})));
}

QTEST_GUILESS_MAIN(TestFormulaRole)
#include "tst_formularole.moc"
