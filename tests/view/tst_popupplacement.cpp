// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "popupplacement.h"

#include <QTest>

using namespace tabletalk;

class TestPopupPlacement : public QObject {
    Q_OBJECT
private slots:
    void placesPopups_data();
    void placesPopups();
};

void TestPopupPlacement::placesPopups_data()
{
    QTest::addColumn<QRect>("anchor");
    QTest::addColumn<QRect>("bounds");
    QTest::addColumn<QSize>("wanted");
    QTest::addColumn<QRect>("placed");
    const QRect window(100, 100, 800, 600);
    QTest::newRow("below") << QRect(120, 110, 80, 20) << window << QSize(400, 300)
                           << QRect(120, 130, 400, 300);
    QTest::newRow("above, when there is no room below")
        << QRect(120, 660, 80, 20) << window << QSize(400, 300) << QRect(120, 360, 400, 300);
    QTest::newRow("pushed back from the right edge")
        << QRect(800, 110, 80, 20) << window << QSize(400, 300) << QRect(500, 130, 400, 300);
    QTest::newRow("shrunk to the room there is")
        << QRect(120, 110, 80, 20) << window << QSize(400, 900) << QRect(120, 130, 400, 570);
    QTest::newRow("wider than the window")
        << QRect(120, 110, 80, 20) << window << QSize(1000, 300) << QRect(100, 130, 800, 300);
    QTest::newRow("over the anchor, when neither side has half of it")
        << QRect(120, 390, 80, 20) << QRect(100, 300, 300, 200) << QSize(300, 400)
        << QRect(100, 300, 300, 200);
}

void TestPopupPlacement::placesPopups()
{
    QFETCH(const QRect, anchor);
    QFETCH(const QRect, bounds);
    QFETCH(const QSize, wanted);
    QFETCH(const QRect, placed);
    QCOMPARE(popupGeometry(anchor, bounds, wanted), placed);
    QVERIFY(bounds.contains(placed));
}

QTEST_MAIN(TestPopupPlacement)
#include "tst_popupplacement.moc"
