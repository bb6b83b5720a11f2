// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "eventmailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace tabletalk;

namespace {

using Events = QList<CompletionEvent>;

TextDelta text(const char *letters)
{
    return {QString::fromLatin1(letters)};
}

} // namespace

class TestEventMailbox : public QObject {
    Q_OBJECT
private slots:
    void mergesNeighboursOfOneKind();
    void wakesWhomItFoundAsleep();
    void saysWhenItIsFull();
    void handsTheOutcomeOver();
    void keepsSilentOnceClosed();
    void losesNothingBetweenThreads();
};

void TestEventMailbox::mergesNeighboursOfOneKind()
{
    EventMailbox box([] {});
    box.post({text("a"), text("b"), ReasoningDelta{QStringLiteral("c")}});
    box.post({ReasoningDelta{QStringLiteral("d")}, text("e"), ServedBy{}, ServedBy{}});
    QCOMPARE(box.take().events,
             (Events{text("ab"), ReasoningDelta{QStringLiteral("cd")}, text("e"), ServedBy{}, ServedBy{}}));
    QVERIFY(box.take().events.isEmpty());
}

void TestEventMailbox::wakesWhomItFoundAsleep()
{
    int wakings = 0;
    EventMailbox box([&wakings] { ++wakings; });
    box.post({});
    QCOMPARE(wakings, 0);
    box.post({text("a")});
    box.postKeepAlive();
    box.post({text("b")});
    QCOMPARE(wakings, 1);
    QVERIFY(box.take().keptAlive);
    box.post({text("c")});
    QCOMPARE(wakings, 1);
    QVERIFY(!box.take().isEmpty());
    QVERIFY(box.take().isEmpty());
    box.postOutcome({});
    QCOMPARE(wakings, 2);
}

void TestEventMailbox::saysWhenItIsFull()
{
    EventMailbox box([] {});
    QVERIFY(box.post({text("a")}));
    QVERIFY(!box.post({TextDelta{QString(2'000'000, u'x')}}));
    QVERIFY(box.take().wasFull);
    QVERIFY(box.post({text("a")}));
    QVERIFY(!box.take().wasFull);
}

void TestEventMailbox::handsTheOutcomeOver()
{
    EventMailbox box([] {});
    box.post({text("a")});
    box.postOutcome({.ending = CompletionOutcome::Ending::Complete});
    const EventMailbox::Mail mail = box.take();
    QCOMPARE(mail.events, Events{text("a")});
    QVERIFY(mail.outcome.has_value());
    QCOMPARE(mail.outcome->ending, CompletionOutcome::Ending::Complete);
    QVERIFY(!box.take().outcome.has_value());
}

void TestEventMailbox::keepsSilentOnceClosed()
{
    int wakings = 0;
    EventMailbox box([&wakings] { ++wakings; });
    box.close();
    QVERIFY(box.post({TextDelta{QString(2'000'000, u'x')}}));
    box.postKeepAlive();
    box.postOutcome({});
    QCOMPARE(wakings, 0);
}

void TestEventMailbox::losesNothingBetweenThreads()
{
    constexpr int kLetters = 20'000;
    std::atomic<bool> isAwake = false;
    EventMailbox box([&isAwake] { isAwake = true; });
    std::thread writer([&box] {
        for (int i = 0; i < kLetters; ++i)
            box.post({TextDelta{QString(QChar(u'a' + i % 26))}});
        box.postOutcome({});
    });
    QString received;
    for (bool isOver = false; !isOver;) {
        if (!isAwake.exchange(false)) {
            std::this_thread::yield();
            continue;
        }
        for (auto mail = box.take(); !mail.isEmpty(); mail = box.take()) {
            for (const CompletionEvent &event : mail.events)
                received += std::get<TextDelta>(event).text;
            isOver = mail.outcome.has_value();
        }
    }
    writer.join();
    QCOMPARE(int(received.size()), kLetters);
    for (int i = 0; i < kLetters; ++i)
        QCOMPARE(received.at(i), QChar(u'a' + i % 26));
}

QTEST_APPLESS_MAIN(TestEventMailbox)
#include "tst_eventmailbox.moc"
