// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/accessibleconversation.h"
#include "conversation/conversationview.h"
#include "sampleturns.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

namespace {

struct Seen {
    QAccessible::Event type;
    int child;
    bool operator==(const Seen &) const = default;
};
QList<Seen> seen;

void record(QAccessibleEvent *event)
{
    seen.append({event->type(), event->child()});
}

} // namespace

class TestAccessibleConversation : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void isAListOfTurns();
    void textIsWhatCopyGives();
    void textHasBoundariesAndRects();
    void keepsABoundedNumberOfChildren();
    void failedTurnHasButtons();
    void childBecomesInvalidWithItsTurn();
    void streamingSendsNoEvents();

private:
    QAccessibleInterface *list() { return QAccessible::queryAccessibleInterface(m_view.get()); }

    std::unique_ptr<TurnListModel> m_model;
    std::unique_ptr<ConversationView> m_view;
};

void TestAccessibleConversation::init()
{
    m_model = sample::model(0);
    m_view = std::make_unique<ConversationView>();
    m_view->resize(600, 500);
    m_view->setModel(m_model.get());
    m_view->show();
}

void TestAccessibleConversation::cleanup()
{
    QAccessible::installUpdateHandler(nullptr);
    seen.clear();
    m_view.reset();
    m_model.reset();
}

void TestAccessibleConversation::isAListOfTurns()
{
    m_view->setModelNames(
        [](const QString &id) { return id == QStringLiteral("acme/model") ? QStringLiteral("Acme") : id; });
    m_model->append(sample::question(1, QStringLiteral("Hello")));
    m_model->append(sample::answer(2, QStringLiteral("Hi")));
    QCOMPARE(list()->role(), QAccessible::List);
    QCOMPARE(list()->text(QAccessible::Name), QStringLiteral("Conversation"));
    QCOMPARE(list()->childCount(), 2);
    QAccessibleInterface *first = list()->child(0);
    QAccessibleInterface *second = list()->child(1);
    QCOMPARE(first->role(), QAccessible::ListItem);
    QCOMPARE(first->text(QAccessible::Name), QStringLiteral("You, 14:02"));
    QCOMPARE(second->text(QAccessible::Name), QStringLiteral("Acme, 14:02"));
    QCOMPARE(list()->indexOfChild(second), 1);
    QCOMPARE(second->parent(), list());
    QCOMPARE(list()->child(1), second);
    QCOMPARE(list()->child(2), nullptr);
    const QPoint middle = second->rect().center();
    QCOMPARE(list()->childAt(middle.x(), middle.y()), second);
    m_view->setCurrentRow(1);
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->hasFocus());
    QCOMPARE(list()->focusChild(), second);
    QVERIFY(second->state().focused);
}

void TestAccessibleConversation::textIsWhatCopyGives()
{
    Turn turn = sample::answer(1, QStringLiteral("# T\n\n- **a**\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |"));
    turn.steps.prepend(Step{ReasoningStep{QStringLiteral("hidden"), {}, 1000}});
    m_model->append(turn);
    QAccessibleTextInterface *text = list()->child(0)->textInterface();
    QVERIFY(text);
    QCOMPARE(text->text(0, text->characterCount()), QStringLiteral("T\n\n• a\n• b\n\nx\ty\n1\t2"));
    m_view->selectAll();
    QCOMPARE(m_view->selectedText(), text->text(0, text->characterCount()));
    QVERIFY(list()->child(0)->actionInterface()->actionNames().contains(QStringLiteral("Copy")));
}

void TestAccessibleConversation::textHasBoundariesAndRects()
{
    m_model->append(sample::answer(1, QStringLiteral("Some words here.\n\nMore.")));
    QAccessibleTextInterface *text = list()->child(0)->textInterface();
    int start = 0;
    int end = 0;
    QCOMPARE(text->textAtOffset(6, QAccessible::WordBoundary, &start, &end), QStringLiteral("words"));
    QCOMPARE(start, 5);
    QCOMPARE(end, 10);
    QCOMPARE(text->textAtOffset(18, QAccessible::LineBoundary, &start, &end), QStringLiteral("More."));
    const QRect some = text->characterRect(0);
    const QRect more = text->characterRect(18);
    QVERIFY(some.isValid() && more.isValid());
    QVERIFY(more.top() > some.top());
    QCOMPARE(text->offsetAtPoint(text->characterRect(6).center() - QPoint(2, 0)), 6);
}

void TestAccessibleConversation::keepsABoundedNumberOfChildren()
{
    m_model = sample::model(5000);
    m_view->setModel(m_model.get());
    auto *conversation = dynamic_cast<AccessibleConversation *>(list());
    QVERIFY(conversation);
    for (int i = 0; i < 5000; ++i) {
        QAccessibleInterface *child = conversation->child(i);
        QVERIFY(child->isValid());
        QCOMPARE(conversation->indexOfChild(child), i);
    }
    QVERIFY(conversation->keptChildren() <= AccessibleConversation::kMostChildren);
}

void TestAccessibleConversation::failedTurnHasButtons()
{
    Turn failed = sample::answer(3, {}, Progress::Failed);
    failed.failure = Error{.userText = QStringLiteral("Refused."),
                           .nextSteps = {NextStep::OpenKeys, NextStep::RetryLater},
                           .retryAfter = std::chrono::seconds(20)};
    m_model->append(failed);
    QSignalSpy asked(m_view.get(), &ConversationView::nextStepRequested);
    QAccessibleInterface *turn = list()->child(0);
    QCOMPARE(turn->text(QAccessible::Description), QStringLiteral("Refused."));
    QCOMPARE(turn->childCount(), 2);
    QAccessibleInterface *button = turn->child(1);
    QCOMPARE(button->role(), QAccessible::PushButton);
    QCOMPARE(turn->child(0)->text(QAccessible::Name), QStringLiteral("Open key settings"));
    QCOMPARE(button->text(QAccessible::Name), QStringLiteral("Retry after 20 s"));
    QVERIFY(turn->rect().contains(button->rect()));
    button->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][1].value<NextStep>(), NextStep::RetryLater);
}

void TestAccessibleConversation::childBecomesInvalidWithItsTurn()
{
    m_model->append(sample::question(1, QStringLiteral("Hello")));
    QAccessibleInterface *child = list()->child(0);
    QVERIFY(child->isValid());
    m_model->removeFrom(m_model->rowCount() - 1);
    QVERIFY(!child->isValid());
    QCOMPARE(child->text(QAccessible::Name), QString());
    QCOMPARE(child->textInterface()->characterCount(), 0);
    QCOMPARE(list()->childCount(), 0);
}

void TestAccessibleConversation::streamingSendsNoEvents()
{
    QAccessible::setActive(true);
    QAccessible::installUpdateHandler(record);
    if (!QAccessible::isActive())
        QSKIP("this platform plugin has no accessibility, and Qt drops events then");
    m_model->append(sample::answer(1, {}, Progress::Open));
    QVERIFY(seen.contains(Seen{QAccessible::ObjectCreated, 0}));
    seen.clear();
    for (int i = 0; i < 50; ++i)
        sample::stream(*m_model, QStringLiteral("word "));
    const auto ofTurns = [] {
        return std::count_if(seen.begin(), seen.end(), [](const Seen &event) { return event.child >= 0; });
    };
    QCOMPARE(ofTurns(), 0);
    sample::finish(*m_model);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QVERIFY(std::any_of(seen.begin(), seen.end(),
                        [](const Seen &event) { return event.type == QAccessible::Announcement; }));
#else
    QCOMPARE(ofTurns(), 1);
#endif
}

QTEST_MAIN(TestAccessibleConversation)
#include "tst_accessibleconversation.moc"
