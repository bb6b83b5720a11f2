// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "idsource.h"

#include <QSet>
#include <QTest>

#include <limits>

using namespace tabletalk;

namespace {

constexpr qint64 kSomeDayMs = 1'760'000'000'000;

} // namespace

class TestIdSource : public QObject {
    Q_OBJECT
private slots:
    void growsWithinOneMillisecond();
    void growsWhenTheClockIsSetBack();
    void staysAboveWhatIsStored();
    void survivesStrangeClocks_data();
    void survivesStrangeClocks();
};

void TestIdSource::growsWithinOneMillisecond()
{
    IdSource source([] { return kSomeDayMs; });
    qint64 last = 0;
    for (int i = 0; i < 10'000; ++i) {
        const qint64 id = source.next();
        QVERIFY(id > last);
        last = id;
    }
}

void TestIdSource::growsWhenTheClockIsSetBack()
{
    qint64 now = kSomeDayMs;
    IdSource source([&now] { return now; });
    const qint64 before = source.next();
    now -= 86'400'000;
    QCOMPARE(source.next(), before + 1);
    now += 86'400'001;
    QVERIFY(source.next() > before + 1);
}

void TestIdSource::staysAboveWhatIsStored()
{
    IdSource source([] { return kSomeDayMs; });
    const qint64 stored = source.next() + 5'000'000;
    source.raiseTo(stored);
    QCOMPARE(source.next(), stored + 1);
    source.raiseTo(7);
    QCOMPARE(source.next(), stored + 2);
}

void TestIdSource::survivesStrangeClocks_data()
{
    QTest::addColumn<qint64>("now");
    QTest::newRow("1970") << qint64(0);
    QTest::newRow("before 1970") << qint64(-1);
    QTest::newRow("far future") << std::numeric_limits<qint64>::max();
}

void TestIdSource::survivesStrangeClocks()
{
    QFETCH(const qint64, now);
    IdSource source([now] { return now; });
    const qint64 first = source.next();
    QVERIFY(first > 0);
    QVERIFY(source.next() > first);
}

QTEST_GUILESS_MAIN(TestIdSource)
#include "tst_idsource.moc"
