// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/rowheights.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;
using State = RowHeights::State;

class TestRowHeights : public QObject {
    Q_OBJECT
private slots:
    void isEmptyAtFirst();
    void findsTheRowOfAPixel();
    void agreesWithPlainSumsWhateverHappens();
    void rescalingMakesMeasuredStale();
};

void TestRowHeights::isEmptyAtFirst()
{
    const RowHeights heights;
    QCOMPARE(heights.count(), 0);
    QCOMPARE(heights.total(), 0);
    QCOMPARE(heights.rowAt(0), -1);
}

void TestRowHeights::findsTheRowOfAPixel()
{
    RowHeights heights;
    for (int height : {10, 20, 5})
        heights.append(height, State::Measured);
    QCOMPARE(heights.rowAt(-3), 0);
    QCOMPARE(heights.rowAt(9), 0);
    QCOMPARE(heights.rowAt(10), 1);
    QCOMPARE(heights.rowAt(29), 1);
    QCOMPARE(heights.rowAt(30), 2);
    QCOMPARE(heights.rowAt(1000), 2);
    QCOMPARE(heights.top(2), 30);
    QCOMPARE(heights.total(), 35);
}

void TestRowHeights::agreesWithPlainSumsWhateverHappens()
{
    QRandomGenerator random(7);
    RowHeights heights;
    std::vector<int> plain;
    for (int step = 0; step < 3000; ++step) {
        const int count = int(plain.size());
        const int at = count ? random.bounded(count) : 0;
        switch (random.bounded(5)) {
        case 0:
        case 1:
            plain.push_back(random.bounded(1, 500));
            heights.append(plain.back(), State::Estimated);
            break;
        case 2:
            if (count > 0) {
                plain[size_t(at)] = random.bounded(1, 500);
                heights.set(at, plain[size_t(at)], State::Measured);
            }
            break;
        case 3: {
            const std::vector<int> more{3, 400, 50};
            plain.insert(plain.begin() + at, more.begin(), more.end());
            heights.insert(at, more);
            break;
        }
        case 4:
            if (count > 2) {
                const int removed = random.bounded(1, std::min(4, count - at + 1));
                plain.erase(plain.begin() + at, plain.begin() + std::min(count, at + removed));
                heights.remove(at, std::min(count - at, removed));
            }
            break;
        }
        QCOMPARE(heights.count(), int(plain.size()));
        if (plain.empty())
            continue;
        const int row = random.bounded(int(plain.size()));
        qint64 top = 0;
        for (int i = 0; i < row; ++i)
            top += plain[size_t(i)];
        QCOMPARE(heights.top(row), top);
        QCOMPARE(heights.rowAt(top), row);
        QCOMPARE(heights.rowAt(top + plain[size_t(row)] - 1), row);
    }
}

void TestRowHeights::rescalingMakesMeasuredStale()
{
    RowHeights heights;
    heights.append(100, State::Measured);
    heights.append(50, State::Estimated);
    heights.rescale(2);
    QCOMPARE(heights.height(0), 200);
    QCOMPARE(heights.state(0), State::Stale);
    QCOMPARE(heights.state(1), State::Estimated);
    QCOMPARE(heights.total(), 300);
}

QTEST_GUILESS_MAIN(TestRowHeights)
#include "tst_rowheights.moc"
