// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationview.h"
#include "conversation/findbar.h"
#include "sampleturns.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tabletalk;

//! What a person does with turns in the view: their buttons and menus, the caret, the search.
class TestConversationActions : public QObject {
    Q_OBJECT
private slots:
    void offersOnlyWhatExists();
    void buttonsSayWhatIsWanted();
    void continuesOnlyTheLastAnswer();
    void narrowTurnsKeepCopyAndMenu();
    void menuReachesEverything();
    void foldsToolCalls();
    void wrapsCode();
    void sortsByAClickOnTheHeader();
    void selectsByKeyboard();
    void selectsATurnByFourClicks();
    void pressWithinTheSelectionKeepsIt();
    void refusesOtherLinksWithAWord();
    void showsWhatIsAttachedToTheTurn();
    void findsAndGoesRound();
    void findsInATurnFirst();
    void findsWhileTextStreams();

private:
    static constexpr TurnCommands kAll = TurnAction::Edit | TurnAction::Regenerate | TurnAction::Branch
                                         | TurnAction::Delete | TurnAction::Continue
                                         | TurnAction::EarlierVersion | TurnAction::LaterVersion;

    struct Shown {
        explicit Shown(const QList<Turn> &turns, QSize size = {800, 600})
            : model(sample::model(0))
        {
            for (const Turn &turn : turns)
                model->append(turn);
            view.resize(size);
            view.setCommands(kAll);
            view.setModel(model.get());
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
        }
        QRect actionRect(int row, TurnAction action) const
        {
            const auto *turn = view.conversationLayout().visibleTurn(row);
            const QRect rect = turn->layout->buttonRect(HotSpot::Kind::Action, int(action));
            return rect.isEmpty() ? rect : rect.translated(origin(row));
        }
        QPoint origin(int row) const
        {
            return {view.conversationLayout().columnLeft(), view.conversationLayout().visibleTurn(row)->y};
        }
        void click(const QRect &rect)
        {
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, rect.center());
        }
        std::unique_ptr<TurnListModel> model;
        ConversationView view;
    };
};

void TestConversationActions::offersOnlyWhatExists()
{
    TurnSummary summary;
    summary.versionIndex = 1;
    summary.versionCount = 2;
    const Turn answer = sample::answer(1, QStringLiteral("x"));
    QCOMPARE(actionsFor(answer, summary, true, {}), TurnAction::Copy | TurnAction::More);
    QCOMPARE(actionsFor(answer, summary, true, kAll),
             TurnAction::Copy | TurnAction::More | TurnAction::Edit | TurnAction::Branch | TurnAction::Delete
                 | TurnAction::Regenerate | TurnAction::EarlierVersion);
    QCOMPARE(actionsFor(sample::answer(1, {}, Progress::Open), summary, true, kAll),
             TurnAction::Copy | TurnAction::More);
    QVERIFY(!(actionsFor(sample::question(1, {}), summary, false, kAll) & TurnAction::Regenerate));
    // A question without an answer, for which one can be asked.
    QVERIFY(actionsFor(sample::question(1, {}), summary, true, kAll) & TurnAction::Regenerate);
}

void TestConversationActions::buttonsSayWhatIsWanted()
{
    Shown shown({sample::question(1, QStringLiteral("Q")), sample::answer(2, QStringLiteral("A"))});
    QSignalSpy edit(&shown.view, &ConversationView::editRequested);
    QSignalSpy regenerate(&shown.view, &ConversationView::regenerateRequested);
    QSignalSpy branch(&shown.view, &ConversationView::branchRequested);
    QSignalSpy remove(&shown.view, &ConversationView::deleteRequested);
    shown.click(shown.actionRect(0, TurnAction::Edit));
    QCOMPARE(edit.value(0).value(0).value<TurnId>(), TurnId{1});
    for (const TurnAction action : {TurnAction::Regenerate, TurnAction::Branch, TurnAction::Delete})
        shown.click(shown.actionRect(1, action));
    QCOMPARE(regenerate.value(0).value(0).value<TurnId>(), TurnId{2});
    QCOMPARE(branch.value(0).value(0).value<TurnId>(), TurnId{2});
    QCOMPARE(remove.value(0).value(0).value<TurnId>(), TurnId{2});
    shown.click(shown.actionRect(1, TurnAction::Copy));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("A"));
    shown.view.setCommands({});
    QVERIFY(shown.actionRect(1, TurnAction::Delete).isEmpty());
    shown.view.perform(1, TurnAction::Delete); // as a screen reader might still ask
    QCOMPARE(remove.count(), 1);
}

void TestConversationActions::continuesOnlyTheLastAnswer()
{
    Turn cut = sample::answer(1, QStringLiteral("half"));
    cut.finishReason = QStringLiteral("length");
    Shown shown({cut});
    QSignalSpy asked(&shown.view, &ConversationView::nextStepRequested);
    shown.click(shown.actionRect(0, TurnAction::Continue));
    QCOMPARE(asked.value(0).value(1).value<NextStep>(), NextStep::Continue);
    shown.model->append(sample::question(2, QStringLiteral("next")));
    QVERIFY(shown.actionRect(0, TurnAction::Continue).isEmpty());

    Turn stopped = sample::answer(1, QString());
    stopped.progress = Progress::Stopped;
    QVERIFY(!actionsFor(stopped, {}, true, TurnAction::Continue).testFlag(TurnAction::Continue));
}

void TestConversationActions::narrowTurnsKeepCopyAndMenu()
{
    Shown shown({sample::answer(1, QStringLiteral("A"))}, {200, 300});
    QVERIFY(!shown.actionRect(0, TurnAction::Copy).isEmpty());
    QVERIFY(shown.actionRect(0, TurnAction::Delete).isEmpty());
    shown.click(shown.actionRect(0, TurnAction::More));
    auto *menu = shown.view.findChild<QMenu *>(QStringLiteral("turnMenu"));
    QVERIFY(menu && menu->isVisible());
    menu->close();
}

void TestConversationActions::menuReachesEverything()
{
    Shown shown({sample::answer(1, sample::richText())});
    shown.view.setFocus();
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.view.currentRow(), 0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    auto *menu = shown.view.findChild<QMenu *>(QStringLiteral("turnMenu"));
    QVERIFY(menu);
    QStringList texts;
    QAction *csv = nullptr;
    for (QAction *action : menu->findChildren<QAction *>()) {
        QString text = action->text();
        texts.append(text.remove(u'&'));
        if (text.startsWith(QStringLiteral("Save table")))
            csv = action;
    }
    for (const char *text : {"Copy message", "Edit", "Regenerate", "New conversation from here", "Delete",
                             "Copy code", "Wrap or unwrap long lines", "Copy table", "Select message",
                             "Select all", "Open in browser", "Copy link"})
        QVERIFY2(texts.contains(QLatin1String(text)), text);
    QVERIFY(csv);
    menu->close();
}

void TestConversationActions::foldsToolCalls()
{
    Turn turn = sample::answer(1, QStringLiteral("Answer"));
    turn.steps.prepend(Step{ToolResultStep{QStringLiteral("c1"), QStringLiteral("42 rows")}});
    turn.steps.prepend(
        Step{ToolCallStep{QStringLiteral("c1"), QStringLiteral("query"), QStringLiteral("{\"a\":1}")}});
    Shown shown({turn});
    const auto &layout = *shown.view.conversationLayout().visibleTurn(0)->layout;
    QCOMPARE(layout.content().blockCount(), 1);
    const QRect fold = layout.buttonRect(HotSpot::Kind::ToggleFold, 0);
    QVERIFY(!fold.isEmpty());
    shown.click(fold.translated(shown.origin(0)));
    const TurnContent &content = shown.view.conversationLayout().visibleTurn(0)->layout->content();
    QCOMPARE(content.blockCount(), 3);
    QCOMPARE(content.block(0).text, QStringLiteral("{\"a\":1}"));
    QCOMPARE(content.block(1).text, QStringLiteral("42 rows"));
    shown.view.copyTurn(0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Answer"));
}

void TestConversationActions::wrapsCode()
{
    const QString line = QStringLiteral("words and words in a line of code ").repeated(12);
    Shown shown({sample::answer(1, QStringLiteral("```\n%1\nshort\n```\n\nend").arg(line))});
    const auto layout = [&]() -> TurnLayout & {
        return *shown.view.conversationLayout().visibleTurn(0)->layout;
    };
    const int before = layout().height();
    const QRect wrap = layout().blockButtonRect(HotSpot::Kind::WrapCode, 0, -1);
    QVERIFY(!wrap.isEmpty());
    shown.click(wrap.translated(shown.origin(0)));
    QVERIFY(layout().height() > before);
    // Every character is within the block, and none is lost between two lines.
    for (int offset = 0; offset < line.size(); ++offset)
        QVERIFY(layout().caretRect({0, offset}).right() <= shown.view.conversationLayout().columnWidth());
    shown.view.toggleWrap(0, 0);
    QCOMPARE(layout().height(), before);
    shown.view.setWrapsCode(true);
    QVERIFY(layout().height() > before);
}

void TestConversationActions::sortsByAClickOnTheHeader()
{
    Shown shown({sample::answer(1, QStringLiteral("| n | v |\n|---|---|\n| b | 2 |\n| a | 10 |"))});
    const auto first = [&] {
        return shown.view.conversationLayout().visibleTurn(0)->layout->content().block(1).cells[0].text;
    };
    const auto click = [&] {
        const QRect caret = shown.view.conversationLayout().visibleTurn(0)->layout->caretRect({0, 2});
        shown.click(caret.translated(shown.origin(0)));
    };
    QCOMPARE(first(), QStringLiteral("b"));
    click();
    QCOMPARE(first(), QStringLiteral("b")); // by value: 2 before 10
    click();
    QCOMPARE(first(), QStringLiteral("a"));
    click();
    QCOMPARE(first(), QStringLiteral("b")); // as it was written
    shown.view.sortTable(0, 0, 0);
    QCOMPARE(first(), QStringLiteral("a"));
    shown.view.sortTable(0, 0, 0);
    QCOMPARE(first(), QStringLiteral("b"));
    shown.view.sortTable(0, 0, 1);
    shown.view.sortTable(0, 0, 1);
    QCOMPARE(first(), QStringLiteral("a"));
    shown.view.sortTable(0, 0, 1);
    QCOMPARE(first(), QStringLiteral("b"));
    shown.view.copyTable(0, 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("n\tv\nb\t2\na\t10"));
}

void TestConversationActions::selectsByKeyboard()
{
    Shown shown({sample::question(1, QStringLiteral("one two\nthree")),
                 sample::answer(2, QStringLiteral("first line\n\nsecond line"))});
    ConversationView &view = shown.view;
    view.setFocus();
    view.setCurrentRow(0);
    const auto key = [&view](Qt::Key code, Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(&view, code, modifiers);
    };
    key(Qt::Key_Right, Qt::ShiftModifier);
    key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("on"));
    key(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("one "));
    key(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("one two"));
    key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("one two\nthree"));
    key(Qt::Key_Down, Qt::ShiftModifier | Qt::ControlModifier); // over the edge of the turn
    key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("one two\nthree\n\nf"));
    key(Qt::Key_Down, Qt::ShiftModifier | Qt::AltModifier);
    QCOMPARE(view.selectedText(), QStringLiteral("one two\nthree\n\nfirst line\n\nsecond line"));
    key(Qt::Key_Home, Qt::NoModifier); // scrolls, as without a caret
    key(Qt::Key_Left, Qt::NoModifier);
    QVERIFY(!view.hasSelection());
    key(Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(view.selectedText().startsWith(QStringLiteral("one two")));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), view.selectedText());
    key(Qt::Key_Up, Qt::NoModifier); // with a caret: by lines
    QVERIFY(!view.hasSelection());
    key(Qt::Key_Escape, Qt::NoModifier);
    key(Qt::Key_Down, Qt::NoModifier); // without: by turns
    QCOMPARE(view.currentRow(), 1);
}

void TestConversationActions::selectsATurnByFourClicks()
{
    Shown shown({sample::answer(1, QStringLiteral("first line\n\nsecond line"))});
    const QPoint point = shown.view.conversationLayout().caretRect({0, {0, 3}}).center() + QPoint(1, 0);
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, point);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(shown.view.selectedText(), QStringLiteral("first line"));
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(shown.view.selectedText(), QStringLiteral("first line\n\nsecond line"));
}

void TestConversationActions::pressWithinTheSelectionKeepsIt()
{
    Shown shown({sample::answer(1, QStringLiteral("some words to drag"))});
    shown.view.selectTurn(0);
    const QPoint point = shown.view.conversationLayout().caretRect({0, {0, 3}}).center() + QPoint(1, 0);
    QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, point);
    QVERIFY(shown.view.hasSelection()); // it may be dragged out
    QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, point);
    QVERIFY(!shown.view.hasSelection());
}

void TestConversationActions::refusesOtherLinksWithAWord()
{
    Shown shown({sample::answer(1, QStringLiteral("x"))});
    QSignalSpy opened(&shown.view, &ConversationView::linkActivated);
    QSignalSpy said(&shown.view, &ConversationView::said);
    for (const char *target : {"file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
                               "relative/path", "", "http//x", "ssh://host"})
        shown.view.openLink(QLatin1String(target));
    QCOMPARE(opened.count(), 0);
    QCOMPARE(said.count(), 7);
    QVERIFY(said[0][0].toString().contains(QStringLiteral("file:///etc/passwd")));
    shown.view.openLink(QStringLiteral("HTTPS://example.org"));
    QCOMPARE(opened.count(), 1);
}

void TestConversationActions::showsWhatIsAttachedToTheTurn()
{
    const Attachment notes{.name = QStringLiteral("notes.txt"),
                           .mediaType = QStringLiteral("text/plain"),
                           .sha256 = QByteArray(64, 'a')};
    Turn question = sample::question(1, QStringLiteral("Q"));
    question.steps.append(Step{AttachmentStep{notes}});
    const QString target = QStringLiteral("attachment:") + QString::fromLatin1(notes.sha256);
    Shown shown({question, sample::answer(2, QStringLiteral("[look](%1)").arg(target))});
    QSignalSpy activated(&shown.view, &ConversationView::attachmentActivated);
    QSignalSpy said(&shown.view, &ConversationView::said);
    shown.view.openAttachment(0, target);
    QCOMPARE(activated.value(0).value(0).value<Attachment>(), notes);
    // What a model writes opens nothing.
    shown.view.openAttachment(1, target);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(said.size(), 1);
}

void TestConversationActions::findsAndGoesRound()
{
    QList<Turn> turns;
    for (int i = 1; i <= 60; ++i)
        turns.append(sample::answer(i, QStringLiteral("turn %1 has a needle in it\n\n").arg(i)
                                           + QStringLiteral("and more text\n\n").repeated(20)));
    Shown shown(turns);
    FindBar bar;
    connect(&bar, &FindBar::queryChanged, &shown.view, &ConversationView::find);
    connect(&bar, &FindBar::nextRequested, &shown.view, &ConversationView::findNext);
    connect(&bar, &FindBar::previousRequested, &shown.view, &ConversationView::findPrevious);
    connect(&shown.view, &ConversationView::foundChanged, &bar, [&] {
        bar.showResult(shown.view.foundOrdinal(), shown.view.finder().count(),
                       shown.view.finder().isSearching(), shown.view.finder().mistake());
    });
    auto *result = bar.findChild<QLabel *>(QStringLiteral("findResultLabel"));
    auto *edit = bar.findChild<QLineEdit *>(QStringLiteral("findLineEdit"));
    bar.open(QStringLiteral("needle"));
    QTRY_COMPARE(result->text().section(u' ', 2), QStringLiteral("60"));
    const int first = shown.view.foundOrdinal();
    QVERIFY(first >= 1);
    for (int i = 1; i <= 60; ++i) {
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(shown.view.foundOrdinal(), (first - 1 + i) % 60 + 1);
        const int row = shown.view.foundOrdinal() - 1;
        const auto *turn = shown.view.conversationLayout().visibleTurn(row);
        QVERIFY(turn);
        const QRect hit = shown.view.conversationLayout().caretRect({row, {0, 14}});
        QVERIFY(hit.top() >= 0 && hit.bottom() <= shown.view.viewport()->height());
    }
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.view.foundOrdinal(), (first - 1 + 59) % 60 + 1);
    bar.findChild<QToolButton *>(QStringLiteral("regularExpressionButton"))->click();
    edit->setText(QStringLiteral("(needle"));
    QTRY_COMPARE(result->text(), QStringLiteral("Not a regular expression"));
    edit->setText(QStringLiteral("turn 1\\d "));
    QTRY_COMPARE(result->text().section(u' ', 2), QStringLiteral("10"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
}

void TestConversationActions::findsInATurnFirst()
{
    Shown shown({sample::answer(1, QStringLiteral("a needle")), sample::answer(2, QStringLiteral("a pin")),
                 sample::answer(3, QStringLiteral("a needle"))});
    shown.view.findInRow({QStringLiteral("needle")}, 1);
    QTRY_COMPARE(shown.view.finder().count(), 2);
    QCOMPARE(shown.view.foundOrdinal(), 2);
    shown.view.findInRow({QStringLiteral("needle")}, 0);
    QTRY_COMPARE(shown.view.foundOrdinal(), 1);
}

void TestConversationActions::findsWhileTextStreams()
{
    Shown shown({sample::answer(1, QStringLiteral("needle\n\n"), Progress::Open)});
    shown.view.find({QStringLiteral("needle")});
    QTRY_COMPARE(shown.view.finder().count(), 1);
    sample::stream(*shown.model, QStringLiteral("another nee"));
    sample::stream(*shown.model, QStringLiteral("dle"));
    QTRY_COMPARE(shown.view.finder().count(), 2);
    QCOMPARE(shown.view.foundOrdinal(), 1);
    shown.view.find({});
    QCOMPARE(shown.view.finder().count(), 0);
}

QTEST_MAIN(TestConversationActions)
#include "tst_conversationactions.moc"
