// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationlayout.h"
#include "sampleturns.h"

#include <QPalette>
#include <QTest>

using namespace tabletalk;

class TestConversationLayout : public QObject {
    Q_OBJECT
private slots:
    void opensAtTheEndAndLaysOutOnlyThat();
    void scrollingMovesContentByExactlyThat();
    void jumpingAroundKeepsTheCacheSmall();
    void anchorStaysWhenTextStreamsInBelow();
    void anchorStaysWhenTheWidthChanges();
    void followsTheEndOnlyWhenAtTheEnd();
    void unfoldedReasoningStaysUnderThePointer();
    void emptyAndTinyViewports();

private:
    ConversationLayout m_layout{QFont(QStringLiteral("DejaVu Sans"), 10), QPalette()};
};

namespace {

//! Where a place in the text is in the viewport.
int yOf(const ConversationLayout &layout, int row, BlockPosition position)
{
    const auto *turn = layout.visibleTurn(row);
    return turn ? turn->y + turn->layout->caretRect(position).top() : -100'000;
}

} // namespace

void TestConversationLayout::opensAtTheEndAndLaysOutOnlyThat()
{
    const auto model = sample::model(10'000);
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    QVERIFY(m_layout.isAtEnd());
    QCOMPARE(m_layout.top(), m_layout.maximumTop());
    QCOMPARE(m_layout.visibleTurns().back().row, 9999);
    QVERIFY(m_layout.layoutCount() < 30);
    m_layout.setModel(nullptr);
}

void TestConversationLayout::scrollingMovesContentByExactlyThat()
{
    const auto model = sample::model(300);
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    for (int step = 0; step < 400; ++step) {
        const int by = step % 7 == 0 ? 30 : -67;
        // The first turn's top may be out of sight and only estimated; the second one's is seen.
        if (m_layout.visibleTurns().size() < 2)
            continue;
        const auto turn = m_layout.visibleTurns()[1];
        m_layout.scrollBy(by);
        m_layout.settle();
        const auto *now = m_layout.visibleTurn(turn.row);
        if (now && now->y >= 0 && !m_layout.isAtEnd() && m_layout.top() > 0)
            QCOMPARE(now->y, turn.y - by);
    }
    m_layout.setModel(nullptr);
}

void TestConversationLayout::jumpingAroundKeepsTheCacheSmall()
{
    const auto model = sample::model(20'000);
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    for (int i = 0; i < 300; ++i) {
        m_layout.scrollTo(m_layout.maximumTop() * (i * 37 % 101) / 101);
        m_layout.settle();
        QVERIFY(!m_layout.visibleTurns().empty());
        QVERIFY(m_layout.visibleTurns().front().y <= 0);
    }
    QVERIFY(m_layout.layoutCount() < 1500);
    m_layout.scrollTo(0);
    m_layout.settle();
    QCOMPARE(m_layout.top(), 0);
    QCOMPARE(m_layout.visibleTurns().front().row, 0);
    m_layout.setModel(nullptr);
}

void TestConversationLayout::anchorStaysWhenTextStreamsInBelow()
{
    const auto model = sample::model(20);
    model->append(sample::answer(21, QStringLiteral("Beginning"), Progress::Open));
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    m_layout.scrollBy(-200);
    m_layout.settle();
    QVERIFY(!m_layout.isAtEnd());
    const auto turn = m_layout.visibleTurns().front();
    for (int i = 0; i < 100; ++i) {
        sample::stream(*model, QStringLiteral("more and more text\n\n"));
        m_layout.rowChanged(20);
        m_layout.settle();
        QCOMPARE(m_layout.visibleTurns().front().row, turn.row);
        QCOMPARE(m_layout.visibleTurns().front().y, turn.y);
    }
    m_layout.setModel(nullptr);
}

void TestConversationLayout::anchorStaysWhenTheWidthChanges()
{
    const auto model = sample::model(50);
    model->append(sample::answer(51, QStringLiteral("some words of a long paragraph ").repeated(300)));
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    m_layout.scrollBy(-500);
    m_layout.settle();
    const int row = m_layout.visibleTurns().front().row;
    for (int width : {700, 500, 420, 650, 800}) {
        const TextPosition before = m_layout.positionAt({0, 0});
        QCOMPARE(before.row, row);
        const int y = yOf(m_layout, row, before.at);
        m_layout.setViewport({width, 600});
        m_layout.settle();
        QCOMPARE(yOf(m_layout, row, before.at), y);
    }
    m_layout.setModel(nullptr);
}

void TestConversationLayout::followsTheEndOnlyWhenAtTheEnd()
{
    const auto model = sample::model(10);
    model->append(sample::answer(11, QStringLiteral("x"), Progress::Open));
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    const auto more = [&] {
        sample::stream(*model, QStringLiteral("\n\nanother paragraph"));
        m_layout.rowChanged(10);
        m_layout.settle();
    };
    more();
    QCOMPARE(m_layout.top(), m_layout.maximumTop());
    m_layout.scrollBy(-1);
    m_layout.settle();
    QVERIFY(!m_layout.isAtEnd());
    const qint64 top = m_layout.top();
    more();
    QCOMPARE(m_layout.top(), top);
    m_layout.scrollBy(100'000);
    m_layout.settle();
    QVERIFY(m_layout.isAtEnd());
    m_layout.setModel(nullptr);
}

void TestConversationLayout::unfoldedReasoningStaysUnderThePointer()
{
    const auto model = sample::model(10);
    Turn turn = sample::answer(11, QStringLiteral("Answer"));
    turn.steps.prepend(Step{ReasoningStep{QStringLiteral("thought\n\n").repeated(50), {}, 3000}});
    model->append(turn);
    m_layout.setModel(model.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    const auto lineY = [&] {
        const auto *shown = m_layout.visibleTurn(10);
        return shown ? shown->y + shown->layout->buttonRect(HotSpot::Kind::ToggleFold, 0).top() : -1;
    };
    const int before = lineY();
    QVERIFY(before > 0);
    m_layout.setDisplay(10, {.toggled = {0}}, {0, -1});
    m_layout.settle();
    QCOMPARE(lineY(), before);
    QVERIFY(!m_layout.isAtEnd());
    m_layout.setModel(nullptr);
}

void TestConversationLayout::emptyAndTinyViewports()
{
    const auto none = sample::model(0);
    m_layout.setModel(none.get());
    m_layout.setViewport({800, 600});
    m_layout.settle();
    QVERIFY(m_layout.visibleTurns().empty());
    QCOMPARE(m_layout.maximumTop(), 0);
    const auto model = sample::model(5);
    m_layout.setModel(model.get());
    for (const QSize size : {QSize(1, 1), QSize(30, 10), QSize(0, 0), QSize(400, 300)}) {
        m_layout.setViewport(size);
        m_layout.settle();
    }
    QCOMPARE(m_layout.visibleTurns().back().row, 4);
    m_layout.setModel(nullptr);
}

QTEST_MAIN(TestConversationLayout)
#include "tst_conversationlayout.moc"
