// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminationsignals.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace tabletalk;

class TestTerminationSignals : public QObject {
    Q_OBJECT
private slots:
    void tellsOfEachOnce_data();
    void tellsOfEachOnce();
    void leavesAloneWhatIsIgnored();
    void leavesNothingBehind();
};

namespace {

enum class Handler { Default, Ignored, Own };

Handler handlerOf(int signal)
{
    struct sigaction action { };
    ::sigaction(signal, nullptr, &action);
    return action.sa_handler == SIG_DFL   ? Handler::Default
           : action.sa_handler == SIG_IGN ? Handler::Ignored
                                          : Handler::Own;
}

} // namespace

void TestTerminationSignals::tellsOfEachOnce_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("TERM") << SIGTERM;
    QTest::newRow("INT") << SIGINT;
    QTest::newRow("HUP") << SIGHUP;
}

void TestTerminationSignals::tellsOfEachOnce()
{
    QFETCH(const int, signal);
    const TerminationSignals termination;
    QSignalSpy asked(&termination, &TerminationSignals::asked);
    QCOMPARE(::raise(signal), 0);
    QCOMPARE(asked.size(), 0); // only in the event loop
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(handlerOf(signal), Handler::Default); // the next one ends a program that does not answer
}

void TestTerminationSignals::leavesAloneWhatIsIgnored()
{
    const auto before = ::signal(SIGHUP, SIG_IGN);
    {
        const TerminationSignals termination;
        QCOMPARE(handlerOf(SIGHUP), Handler::Ignored);
        QCOMPARE(handlerOf(SIGTERM), Handler::Own);
    }
    QCOMPARE(handlerOf(SIGHUP), Handler::Ignored);
    ::signal(SIGHUP, before);
}

void TestTerminationSignals::leavesNothingBehind()
{
    {
        const TerminationSignals termination;
    }
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        QCOMPARE(handlerOf(signal), Handler::Default);
}

QTEST_GUILESS_MAIN(TestTerminationSignals)
#include "tst_terminationsignals.moc"
