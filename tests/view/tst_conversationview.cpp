// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationview.h"
#include "sampleturns.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace tabletalk;

class TestConversationView : public QObject {
    Q_OBJECT
private slots:
    void followsAndLetsGo();
    void partialPaintingEqualsPaintingAnew();
    void selectsAcrossTurnsWithTheMouse();
    void doubleAndTripleClick();
    void selectsAndCopiesAll();
    void copiesCodeByItsButton();
    void cardButtonsAskForTheNextStep();
    void opensOnlySafeLinks();
    void movesTheCurrentTurnByKeyboard();
    void copiesTheLastAnswerAndCode();
    void catchesUpWhenShownAgain();
    void darkPaletteIsReadable();
    void survivesTheModel();
    void restsWhenNothingIsUnderWay();

private:
    //! The middle of a place in the text, in the viewport.
    static QPoint pointOf(const ConversationView &view, int row, BlockPosition position, int dx = 1)
    {
        const auto *turn = view.conversationLayout().visibleTurn(row);
        const QRect caret = turn->layout->caretRect(position);
        return caret.center() + QPoint(view.conversationLayout().columnLeft() + dx, turn->y);
    }

    struct Shown {
        explicit Shown(std::unique_ptr<TurnListModel> turns)
            : model(std::move(turns))
        {
            view.resize(700, 500);
            view.setModel(model.get());
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
        }
        std::unique_ptr<TurnListModel> model;
        ConversationView view;
    };
};

void TestConversationView::followsAndLetsGo()
{
    Shown shown(sample::model(20));
    shown.model->append(sample::answer(21, {}, Progress::Open));
    QSignalSpy atEnd(&shown.view, &ConversationView::atEndChanged);
    auto *button = shown.view.findChild<QAbstractButton *>(QStringLiteral("endButton"));
    QVERIFY(button && !button->isVisible());
    for (int i = 0; i < 30; ++i)
        sample::stream(*shown.model, QStringLiteral("more text\n\n"));
    QScrollBar *bar = shown.view.verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());

    QWheelEvent up(QPointF(100, 100), shown.view.mapToGlobal(QPointF(100, 100)), {}, {0, 120}, Qt::NoButton,
                   Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(shown.view.viewport(), &up);
    QVERIFY(!shown.view.isAtEnd());
    QVERIFY(button->isVisible());
    const int value = bar->value();
    for (int i = 0; i < 30; ++i)
        sample::stream(*shown.model, QStringLiteral("more text\n\n"));
    QCOMPARE(bar->value(), value);
    QVERIFY(bar->maximum() > value);

    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(shown.view.isAtEnd());
    QCOMPARE(bar->value(), bar->maximum());
    QCOMPARE(atEnd.count(), 2);
}

void TestConversationView::partialPaintingEqualsPaintingAnew()
{
    Shown shown(sample::model(6));
    shown.model->append(sample::answer(7, {}, Progress::Open));
    const QString text = sample::richText() + u'\n' + u'\n' + sample::richText();
    for (qsizetype at = 0; at < text.size(); at += 5) {
        sample::stream(*shown.model, text.mid(at, 5));
        QCoreApplication::processEvents();
    }
    sample::finish(*shown.model);
    QCoreApplication::processEvents();
    const QImage followed = shown.view.grab().toImage();

    Shown anew(sample::model(6));
    anew.model->append(sample::answer(7, text));
    QCoreApplication::processEvents();
    QCOMPARE(followed, anew.view.grab().toImage());
    QCOMPARE(shown.view.verticalScrollBar()->maximum() > 0, true);
}

void TestConversationView::selectsAcrossTurnsWithTheMouse()
{
    Shown shown(sample::model(0));
    shown.model->append(sample::question(1, QStringLiteral("What is it?")));
    shown.model->append(sample::answer(2, QStringLiteral("It is **this** one.\n\nAnd more.")));
    QWidget *viewport = shown.view.viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, pointOf(shown.view, 0, {0, 5}));
    QTest::mouseMove(viewport, pointOf(shown.view, 1, {0, 10}));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, pointOf(shown.view, 1, {0, 10}));
    QCOMPARE(shown.view.selectedText(), QStringLiteral("is it?\n\nIt is this"));
    shown.view.copySelection();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), QStringLiteral("is it?\n\nIt is this"));
    QCOMPARE(data->data(QStringLiteral("text/markdown")), QByteArray("is it?\n\nIt is **this**"));
    QVERIFY(data->html().contains(QStringLiteral("<b>this</b>")));

    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, pointOf(shown.view, 1, {1, 3}));
    QCOMPARE(shown.view.selectedText(), QStringLiteral("is it?\n\nIt is this one.\n\nAnd"));
    QTest::mouseClick(viewport, Qt::LeftButton, {}, pointOf(shown.view, 1, {1, 3}));
    QVERIFY(!shown.view.hasSelection());
}

void TestConversationView::doubleAndTripleClick()
{
    Shown shown(sample::model(0));
    shown.model->append(sample::answer(1, QStringLiteral("First paragraph here.\n\nSecond.")));
    const QPoint point = pointOf(shown.view, 0, {0, 8});
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(shown.view.selectedText(), QStringLiteral("paragraph"));
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(shown.view.selectedText(), QStringLiteral("First paragraph here."));
}

void TestConversationView::selectsAndCopiesAll()
{
    Shown shown(sample::model(500));
    QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.startsWith(QStringLiteral("Turn 1 says")));
    QVERIFY(text.contains(QStringLiteral("Turn 250 says")));
    QVERIFY(text.contains(QStringLiteral("Turn 500 says")));
    QVERIFY(shown.view.conversationLayout().layoutCount() < 30);
}

void TestConversationView::copiesCodeByItsButton()
{
    Shown shown(sample::model(0));
    shown.model->append(sample::answer(1, QStringLiteral("Text\n\n```py\n\tx = 1\ny = 2\n```\n")));
    const auto &turn = shown.view.conversationLayout().visibleTurns().front();
    QPoint button;
    for (int x = 0; x < 700 && button.isNull(); x += 5) {
        for (int y = 0; y < turn.layout->height() && button.isNull(); y += 5) {
            if (turn.layout->hotSpotAt({x, y}).kind == HotSpot::Kind::CopyCode)
                button = {x + shown.view.conversationLayout().columnLeft(), y + turn.y};
        }
    }
    QVERIFY(!button.isNull());
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, button);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\tx = 1\ny = 2"));
    QVERIFY(!shown.view.hasSelection());
}

void TestConversationView::cardButtonsAskForTheNextStep()
{
    Shown shown(sample::model(0));
    Turn failed = sample::answer(3, {}, Progress::Failed);
    failed.failure = Error{.kind = ErrorKind::Unauthorized,
                           .userText = QStringLiteral("**No** <b>key</b>"),
                           .nextSteps = {NextStep::OpenKeys, NextStep::Retry}};
    shown.model->append(failed);
    QSignalSpy asked(&shown.view, &ConversationView::nextStepRequested);
    const auto &turn = shown.view.conversationLayout().visibleTurns().front();
    const QRect retry = turn.layout->buttonRect(HotSpot::Kind::NextStep, 1);
    QVERIFY(!retry.isEmpty());
    const QPoint origin(shown.view.conversationLayout().columnLeft(), turn.y);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, retry.center() + origin);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<TurnId>(), TurnId{3});
    QCOMPARE(asked[0][1].value<NextStep>(), NextStep::Retry);
}

void TestConversationView::opensOnlySafeLinks()
{
    Shown shown(sample::model(0));
    shown.model->append(
        sample::answer(1, QStringLiteral("[one](https://example.org/x) [two](file:///etc/passwd) "
                                         "[three](javascript:alert(1)) [four](mailto:a@b.c)")));
    QSignalSpy opened(&shown.view, &ConversationView::linkActivated);
    const QString text =
        shown.view.conversationLayout().visibleTurns().front().layout->content().block(0).text;
    for (const auto &word : {u"one", u"two", u"three", u"four"}) {
        const int offset = int(text.indexOf(QStringView(word))) + 1;
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, pointOf(shown.view, 0, {0, offset}, 2));
    }
    QCOMPARE(opened.count(), 2);
    QCOMPARE(opened[0][0].toUrl(), QUrl(QStringLiteral("https://example.org/x")));
    QCOMPARE(opened[1][0].toUrl(), QUrl(QStringLiteral("mailto:a@b.c")));
}

void TestConversationView::movesTheCurrentTurnByKeyboard()
{
    Shown shown(sample::model(50));
    shown.view.setFocus();
    QTest::keyClick(&shown.view, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(shown.view.currentRow(), 49);
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(&shown.view, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(shown.view.currentRow(), 39);
    QVERIFY(shown.view.conversationLayout().visibleTurn(39));
    QTest::keyClick(&shown.view, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(shown.view.currentRow(), 40);

    QTest::keyClick(&shown.view, Qt::Key_Return);
    auto *menu = shown.view.findChild<QMenu *>(QStringLiteral("turnMenu"));
    QVERIFY(menu && menu->isVisible());
    QVERIFY(!menu->actions().isEmpty());
    menu->actions().constFirst()->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Turn 41 says")));
    menu->close();

    QTest::keyClick(&shown.view, Qt::Key_Home);
    QCOMPARE(shown.view.verticalScrollBar()->value(), 0);
    QTest::keyClick(&shown.view, Qt::Key_End, Qt::ControlModifier);
    QVERIFY(shown.view.isAtEnd());
}

void TestConversationView::copiesTheLastAnswerAndCode()
{
    Shown shown(sample::model(0));
    shown.model->append(sample::answer(1, QStringLiteral("Old\n\n```\nfirst\n```\n\n```\nsecond\n```")));
    shown.model->append(sample::answer(2, QStringLiteral("New *one*")));
    shown.model->append(sample::question(3, QStringLiteral("next")));
    shown.view.copyLastAnswer();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("New one"));
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("text/markdown")),
             QByteArray("New *one*"));
    shown.view.copyLastCodeBlock();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("second"));
}

void TestConversationView::catchesUpWhenShownAgain()
{
    Shown shown(sample::model(2));
    shown.model->append(sample::answer(3, {}, Progress::Open));
    shown.view.hide();
    for (int i = 0; i < 20; ++i)
        sample::stream(*shown.model, QStringLiteral("hidden text\n\n"));
    shown.view.show();
    const auto *turn = shown.view.conversationLayout().visibleTurn(2);
    QVERIFY(turn);
    QCOMPARE(turn->layout->content().blockCount(), 20);
}

void TestConversationView::darkPaletteIsReadable()
{
    Shown shown(sample::model(4));
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(20, 20, 24));
    dark.setColor(QPalette::Text, QColor(235, 235, 235));
    shown.view.setPalette(dark);
    QCoreApplication::processEvents();
    const QImage image = shown.view.grab().toImage();
    QCOMPARE(image.pixelColor(2, 2), QColor(20, 20, 24));
    const ConversationPalette &colours = shown.view.conversationLayout().style().colours();
    QVERIFY(colours.secondary.lightness() > 110);
    QVERIFY(colours.codeBackground.lightness() < 60);
    for (int role = 0; role <= int(CodeRole::Deleted); ++role)
        QVERIFY(colours.code(CodeRole(role)).lightness() > 90);
}

void TestConversationView::survivesTheModel()
{
    auto model = sample::model(10);
    ConversationView view;
    view.resize(400, 300);
    view.setModel(model.get());
    view.show();
    view.selectAll();
    model->reset({});
    QVERIFY(!view.hasSelection());
    QCOMPARE(view.selectedText(), QString());
    model->append(sample::question(1, QStringLiteral("x")));
    model->removeFrom(model->rowCount() - 1);
    model.reset();
    view.selectAll();
    view.copyLastAnswer();
    view.grab();
    QCOMPARE(view.currentRow(), -1);
}

void TestConversationView::restsWhenNothingIsUnderWay()
{
    Shown shown(sample::model(4));
    QCoreApplication::processEvents();
    class Count : public QObject {
    public:
        int paints = 0;
        int timers = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            paints += event->type() == QEvent::Paint ? 1 : 0;
            timers += event->type() == QEvent::Timer ? 1 : 0;
            return false;
        }
    } count;
    shown.view.installEventFilter(&count);
    shown.view.viewport()->installEventFilter(&count);
    shown.model->append(sample::answer(5, {}, Progress::Open)); // it waits: one tick a second
    QTRY_VERIFY_WITH_TIMEOUT(count.timers > 0, 5000);
    sample::finish(*shown.model);
    QCoreApplication::processEvents();
    count.paints = 0;
    count.timers = 0;
    QSignalSpy never(&shown.view, &ConversationView::atEndChanged);
    QVERIFY(!never.wait(1300));
    QCOMPARE(count.timers, 0);
    QCOMPARE(count.paints, 0);
}

QTEST_MAIN(TestConversationView)
#include "tst_conversationview.moc"
