// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationlayout.h"
#include "sampleturns.h"

#include <QPalette>
#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

//! Whatever happens in a conversation, what is read does not move.
class TestScrollAnchor : public QObject {
    Q_OBJECT
private slots:
    void nothingMovesWhatIsRead_data();
    void nothingMovesWhatIsRead();
    void theEndStaysTheEnd();

private:
    static Turn turn(qint64 id)
    {
        if (id % 2)
            return sample::question(id, QStringLiteral("Question %1? ").arg(id).repeated(int(id % 5) + 1));
        Turn answer = sample::answer(id, sample::richText());
        answer.steps.prepend(
            Step{ReasoningStep{QStringLiteral("thought\n\n").repeated(int(id % 40)), {}, 3000}});
        return answer;
    }
    static std::unique_ptr<TurnListModel> conversation(int count)
    {
        auto model =
            std::make_unique<TurnListModel>([](TurnId id) -> Result<Turn> { return turn(id.value); });
        QList<TurnSummary> path;
        for (int id = 1; id <= count; ++id)
            path.append(summaryOf(turn(id)));
        model->reset(path);
        return model;
    }
};

void TestScrollAnchor::nothingMovesWhatIsRead_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestScrollAnchor::nothingMovesWhatIsRead()
{
    QFETCH(uint, seed);
    QRandomGenerator random(seed);
    const auto model = conversation(60);
    ConversationLayout layout{QFont(QStringLiteral("DejaVu Sans"), 10), QPalette()};
    layout.setModel(model.get());
    layout.setViewport({700, 500});
    layout.settle();
    model->append(sample::answer(61, {}, Progress::Open));
    layout.rowsInserted(60, 60);
    layout.settle();
    layout.scrollTo(layout.maximumTop() * (10 + random.bounded(80)) / 100);
    layout.settle();

    for (int step = 0; step < 150; ++step) {
        const TextPosition read = layout.positionAt({layout.columnLeft(), 0});
        const int before = layout.caretRect(read).top();
        const int firstSeen = layout.visibleTurns().front().row;
        const int lastSeen = layout.visibleTurns().back().row;
        const int operation = random.bounded(6);
        QByteArray what = QByteArray::number(operation);
        if (operation == 0) { // an answer goes on below
            sample::stream(*model, QStringLiteral("more | of `it`\n\n- x"));
            layout.rowChanged(model->rowCount() - 1);
        } else if (operation == 1 && firstSeen > 0) { // something above is folded, wrapped or sorted
            const int row = random.bounded(firstSeen);
            TurnDisplay display = layout.display(row);
            const int which = model->summary(row).role == TurnRole::User ? 3 : random.bounded(3);
            if (which == 0) {
                if (display.toggled.erase(0) == 0)
                    display.toggled.insert(0);
                layout.setDisplay(row, display, {0, -1});
            } else if (which == 1) {
                display.sorted[{1, 8}] = {0, random.bounded(2) == 1};
                layout.setDisplay(row, display, {1, 8});
            } else if (which == 2) {
                display.wrapped.insert({1, 12});
                layout.setDisplay(row, display, {1, 12});
            }
        } else if (operation == 2 && lastSeen + 1 < model->rowCount() - 1) { // the same below
            const int row = lastSeen + 1 + random.bounded(model->rowCount() - 2 - lastSeen);
            TurnDisplay display = layout.display(row);
            if (model->summary(row).role == TurnRole::Answer) {
                if (display.toggled.erase(0) == 0)
                    display.toggled.insert(0);
                layout.setDisplay(row, display, {0, -1});
            }
        } else if (operation == 3 && firstSeen > 0) { // something above is said to have changed
            layout.rowChanged(random.bounded(firstSeen));
        } else if (operation == 4) { // everything is laid out anew
            layout.setModelNames([](const QString &id) { return id; });
        } else { // a person scrolls: by exactly so much
            const int by = random.bounded(-120, 120);
            const qint64 top = layout.top();
            layout.scrollBy(by);
            layout.settle();
            const bool wasStopped = layout.isAtEnd() || layout.top() == 0;
            if (!wasStopped && layout.visibleTurn(read.row))
                QCOMPARE(layout.caretRect(read).top(), before - by);
            Q_UNUSED(top)
            if (layout.isAtEnd())
                layout.scrollTo(layout.maximumTop() / 2);
            layout.settle();
            continue;
        }
        layout.settle();
        QVERIFY2(layout.visibleTurn(read.row), what);
        QVERIFY2(layout.caretRect(read).top() == before,
                 what + ": " + QByteArray::number(layout.caretRect(read).top()) + " was "
                     + QByteArray::number(before));
        QVERIFY2(!layout.isAtEnd(), what);
    }
}

void TestScrollAnchor::theEndStaysTheEnd()
{
    const auto model = conversation(20);
    ConversationLayout layout{QFont(QStringLiteral("DejaVu Sans"), 10), QPalette()};
    layout.setModel(model.get());
    layout.setViewport({700, 500});
    layout.settle();
    model->append(sample::answer(21, {}, Progress::Open));
    layout.rowsInserted(20, 20);
    for (int i = 0; i < 50; ++i) {
        sample::stream(*model, QStringLiteral("text of an answer "));
        layout.rowChanged(20);
        layout.settle();
        QVERIFY(layout.isAtEnd());
        QCOMPARE(layout.top(), layout.maximumTop());
    }
    layout.rowsAboutToBeRemoved(20, 20);
    model->removeFrom(20);
    layout.rowsRemoved(20, 20);
    layout.settle();
    QVERIFY(layout.isAtEnd());
    QCOMPARE(layout.top(), layout.maximumTop());
}

QTEST_MAIN(TestScrollAnchor)
#include "tst_scrollanchor.moc"
