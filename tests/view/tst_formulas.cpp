// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationlayout.h"
#include "conversation/conversationview.h"
#include "conversation/leaflayout.h"
#include "fakeformulaworker.h"
#include "formulabook.h"
#include "markdowndocument.h"
#include "sampleturns.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

namespace {

const QFont kFont(QStringLiteral("DejaVu Sans"), 10);

//! A style whose formulas are typeset already.
struct Typeset {
    explicit Typeset(const Block &block)
        : style(kFont, QPalette())
    {
        style.setFormulas(&book);
        QSignalSpy changed(&book, &FormulaBook::changed);
        for (const Span &span : block.spans) {
            if (span.styles.testFlag(SpanStyle::Formula))
                book.placed(QStringView(block.text).sliced(span.start, span.length),
                            span.styles.testFlag(SpanStyle::Display));
        }
        changed.wait();
    }

    FakeFormulaWorker worker;
    FormulaBook book{worker, QStringLiteral("/fonts")};
    ConversationStyle style;
};

Block block(const char *markdown)
{
    return MarkdownDocument::parse(QString::fromUtf8(markdown)).front();
}

} // namespace

class TestFormulas : public QObject {
    Q_OBJECT
private slots:
    void takesTheRoomOfItsPlaceInTheLine();
    void isOneCharacterToThePointer();
    void makesItsLineTaller();
    void staysItsSourceUntilItIsTypeset();
    void standsApartFromTheTextAroundIt();
    void goesOnWhileTextIsWritten();
    void movesNothingThatIsReadWhenItComes();
    void isSelectedAsAWholeAndCopiedAsItsSource();
    void isPaintedInTheInkOfTheText();
};

void TestFormulas::takesTheRoomOfItsPlaceInTheLine()
{
    const Block paragraph = block("An equation $e^{i\\pi} + 1 = 0$ here");
    const Typeset typeset(paragraph);
    LeafLayout leaf(typeset.style, TextRole::Body, 800);
    leaf.setText(paragraph.text, paragraph.spans, 0);
    const Span &formula = paragraph.spans.front();
    const int before = leaf.caretRect(formula.start).left();
    const int after = leaf.caretRect(formula.start + formula.length).left();
    QVERIFY(qAbs(after - before - 2 * typeset.style.formulaEm(TextRole::Body)) <= 1.5);
    // What follows stands right behind it.
    const int width = leaf.naturalWidth();
    const QFontMetricsF metrics(typeset.style.font(TextRole::Body));
    QVERIFY(qAbs(width - after - metrics.horizontalAdvance(QStringLiteral(" here"))) <= 2);
}

void TestFormulas::isOneCharacterToThePointer()
{
    const Block paragraph = block("a $xyz^2$ b");
    const Typeset typeset(paragraph);
    LeafLayout leaf(typeset.style, TextRole::Body, 800);
    leaf.setText(paragraph.text, paragraph.spans, 0);
    const Span &formula = paragraph.spans.front();
    for (int x = 0; x < leaf.naturalWidth(); ++x) {
        const int offset = leaf.offsetAt({x, 5});
        QVERIFY(offset <= formula.start || offset >= formula.start + formula.length);
    }
    const int left = leaf.caretRect(formula.start).left();
    QCOMPARE(leaf.offsetAt({left + 2, 5}), formula.start);
    QCOMPARE(leaf.characterAt({left + 2, 5}), formula.start);
}

void TestFormulas::makesItsLineTaller()
{
    Block paragraph = block("a $x$ b");
    Typeset typeset(paragraph);
    LeafLayout plain(typeset.style, TextRole::Body, 800);
    plain.setText(paragraph.text, paragraph.spans, 0);
    typeset.worker.answer = [](const QString &) { return QByteArray(R"({"w":2,"h":3,"d":2,"items":[]})"); };
    QSignalSpy changed(&typeset.book, &FormulaBook::changed);
    typeset.book.placed(u"$tall$", false);
    QVERIFY(changed.wait());
    paragraph = block("a $tall$ b");
    LeafLayout tall(typeset.style, TextRole::Body, 800);
    tall.setText(paragraph.text, paragraph.spans, 0);
    QVERIFY(tall.height() >= int(5 * typeset.style.formulaEm(TextRole::Body)));
    QVERIFY(plain.height() < tall.height() / 2);
    // The text before it stands on the same line, not above it.
    QVERIFY(tall.firstBaseline() > plain.firstBaseline());
}

void TestFormulas::staysItsSourceUntilItIsTypeset()
{
    const Block paragraph = block("a $x + y + z + w$ b");
    FakeFormulaWorker worker;
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationStyle style(kFont, QPalette());
    LeafLayout without(style, TextRole::Body, 800);
    without.setText(paragraph.text, paragraph.spans, 0);
    style.setFormulas(&book);
    LeafLayout waiting(style, TextRole::Body, 800);
    waiting.setText(paragraph.text, paragraph.spans, 0);
    QCOMPARE(waiting.naturalWidth(), without.naturalWidth());
}

void TestFormulas::standsApartFromTheTextAroundIt()
{
    const Turn turn = sample::answer(2, QStringLiteral("Before it:\n$$x^2$$\nafter it.\n\n\\[y\\]"));
    FakeFormulaWorker worker;
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationStyle style(kFont, QPalette());
    style.setFormulas(&book);
    TurnLayout layout(style, turn, {}, 600);
    QSignalSpy changed(&book, &FormulaBook::changed);
    layout.prepareVisible(0, 1000);
    QVERIFY(changed.wait());
    layout.reshapeArrived();
    layout.prepareVisible(0, 1000);

    const Block &block = layout.content().block(0);
    const int start = int(block.text.indexOf(u'$'));
    const int item = layout.itemOf({0, start});
    QCOMPARE(layout.beginOf(item), (BlockPosition{0, start}));
    QCOMPARE(layout.beginOf(item + 1).offset, int(block.text.indexOf(QStringLiteral("after"))));
    // In the middle of the line, and one thing to the pointer.
    const QRect left = layout.caretRect({0, start});
    const QRect right = layout.caretRect({0, start + 7});
    QVERIFY(qAbs((left.left() + right.left()) / 2 - 300) <= 2);
    QCOMPARE(layout.positionAt({10, left.center().y()}), (BlockPosition{0, start}));
    QCOMPARE(layout.positionAt({590, left.center().y()}), (BlockPosition{0, start + 7}));
}

void TestFormulas::goesOnWhileTextIsWritten()
{
    const QString text =
        QStringLiteral("Text and $a$ and\n$$\nx = 1\n$$\nmore text $b$ then\n\n\\[z\\]\n\nThe end.");
    FakeFormulaWorker worker;
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationStyle style(kFont, QPalette());
    style.setFormulas(&book);
    Turn turn = sample::answer(2, {}, Progress::Open);
    TurnLayout streamed(style, turn, {}, 500);
    for (qsizetype i = 1; i <= text.size(); ++i) {
        std::get<TextStep>(turn.steps.last().content).text = text.first(i);
        streamed.update(turn);
        QCoreApplication::processEvents();
        streamed.reshapeArrived();
        streamed.prepareVisible(0, 2000);
    }
    turn.progress = Progress::Complete;
    streamed.update(turn);
    streamed.prepareVisible(0, 2000);
    TurnLayout atOnce(style, turn, {}, 500);
    atOnce.prepareVisible(0, 2000);
    QCOMPARE(streamed.height(), atOnce.height());
    QCOMPARE(streamed.itemCount(), atOnce.itemCount());
    for (int i = 0; i < atOnce.itemCount(); ++i)
        QCOMPARE(streamed.itemTop(i), atOnce.itemTop(i));
}

void TestFormulas::movesNothingThatIsReadWhenItComes()
{
    const auto turn = [](TurnId id) {
        QString text;
        for (int i = 0; i < 12; ++i)
            text += QStringLiteral(
                        "Some words and $a_{%1} + b$ and more of them to fill a line or two of text.\n\n"
                        "$$f_{%1}$$\n\n| a | $t_{%1}$ |\n|--|--|\n| b | c |\n\n")
                        .arg(id.value * 100 + i);
        return sample::answer(id.value, text);
    };
    TurnListModel model([turn](TurnId id) -> Result<Turn> { return turn(id); });
    QList<TurnSummary> path;
    for (int id = 1; id <= 6; ++id)
        path.append(summaryOf(turn({id})));
    model.reset(path);
    FakeFormulaWorker worker;
    worker.answer = [](const QString &) { return QByteArray(R"({"w":2,"h":3,"d":2,"items":[]})"); };
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationLayout layout{kFont, QPalette()};
    layout.setFormulas(&book);
    layout.setModel(&model);
    layout.setViewport({700, 500});
    for (const int share : {10, 35, 62, 80}) {
        layout.scrollTo(layout.maximumTop() * share / 100);
        QSignalSpy changed(&book, &FormulaBook::changed);
        layout.settle();
        const TextPosition read = layout.positionAt({layout.columnLeft(), 0});
        const int before = layout.caretRect(read).top();
        const qint64 total = layout.maximumTop();
        QVERIFY(changed.wait());
        layout.contentArrived();
        layout.settle();
        QCOMPARE(layout.caretRect(read).top(), before);
        QVERIFY(layout.maximumTop() != total);
    }
}

void TestFormulas::isSelectedAsAWholeAndCopiedAsItsSource()
{
    const auto model = sample::model(1);
    model->append(sample::answer(2, QStringLiteral("Say $x^2$ now.\n\n$$\\frac{a}{b}$$")));
    FakeFormulaWorker worker;
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationView view;
    view.setBaseFont(kFont);
    view.resize(700, 500);
    view.setFormulas(&book);
    QSignalSpy changed(&book, &FormulaBook::changed);
    view.setModel(model.get());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTRY_VERIFY(!changed.isEmpty());

    // By the keyboard it is one step, and a press on it selects all of it.
    view.setFocus();
    view.select({{1, {0, 4}}, {1, {0, 4}}});
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("$x^2$"));
    view.selectAll();
    view.copySelection();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QLatin1String("Say $x^2$ now.")));
    QVERIFY(copied.contains(QLatin1String("$$\\frac{a}{b}$$")));
}

void TestFormulas::isPaintedInTheInkOfTheText()
{
    PlacedFormula formula;
    formula.width = 1;
    formula.height = 1;
    formula.rules = {{QRectF(0, -1, 0.5, 1), {}}, {QRectF(0.5, -1, 0.5, 1), QStringLiteral("#ff0000")}};
    formula.outlines = {{QRectF(0, 0, 1, 1),
                         {{PlacedFormula::Step::Kind::Move, {QPointF(0, 0)}},
                          {PlacedFormula::Step::Kind::Line, {QPointF(5, 0)}},
                          {PlacedFormula::Step::Kind::Line, {QPointF(0, 5)}},
                          {PlacedFormula::Step::Kind::Close, {}}},
                         {}}};
    FakeFormulaWorker worker;
    FormulaBook book(worker, QStringLiteral("/fonts"));
    ConversationStyle style(kFont, QPalette());
    style.setFormulas(&book);
    QImage image(120, 120, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintFormula(painter, style, formula, 40, {10, 60}, Qt::blue);
    painter.end();
    QCOMPARE(image.pixelColor(20, 40), QColor(Qt::blue));
    QVERIFY(image.pixelColor(40, 40).red() > 150);
    QCOMPARE(image.pixelColor(15, 65), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(80, 65), QColor(Qt::white)); // beyond the outline's box
}

QTEST_MAIN(TestFormulas)
#include "tst_formulas.moc"
