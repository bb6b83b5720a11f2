// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "englishplurals.h"

#include <QTest>

using namespace tabletalk;

class TestEnglishPlurals : public QObject {
    Q_OBJECT
private slots:
    void saysOneAndMany_data();
    void saysOneAndMany();
};

void TestEnglishPlurals::saysOneAndMany_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("said");
    QTest::newRow("one") << "%n page(s)" << 1 << "1 page";
    QTest::newRow("none") << "%n page(s)" << 0 << "0 pages";
    QTest::newRow("many") << "%n page(s)" << 2 << "2 pages";
    QTest::newRow("with its verb") << "%Ln row(s) were read." << 1 << "1 row was read.";
    QTest::newRow("with their verb") << "%Ln row(s) were read." << 3 << "3 rows were read.";
    QTest::newRow("in the middle") << "In %n row(s), marks are not doubled." << 1
                                   << "In 1 row, marks are not doubled.";
    QTest::newRow("without brackets") << "%n backups" << 2 << "2 backups";
}

void TestEnglishPlurals::saysOneAndMany()
{
    QFETCH(QString, source);
    QFETCH(int, count);
    EnglishPlurals plurals;
    QVERIFY(QCoreApplication::installTranslator(&plurals));
    QTEST(QCoreApplication::translate("Test", source.toUtf8().constData(), nullptr, count), "said");
}

QTEST_GUILESS_MAIN(TestEnglishPlurals)

#include "tst_englishplurals.moc"
