// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "visiblecontrols.h"

#include <QTest>

using namespace tabletalk;

class TestVisibleControls : public QObject {
    Q_OBJECT
private slots:
    void showsWhatHides_data();
    void showsWhatHides();
};

void TestVisibleControls::showsWhatHides_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("expected");
    QTest::newRow("ordinary") << QStringLiteral("if\tx \u05d0\u0628") << QStringLiteral("if\tx \u05d0\u0628");
    QTest::newRow("override") << QStringLiteral("a\u202eb\u202c") << QStringLiteral("a\u2190b\u2194");
    QTest::newRow("isolate") << QStringLiteral("\u2066a\u2069") << QStringLiteral("\u2192a\u2194");
    QTest::newRow("mark") << QStringLiteral("a\u200fb") << QStringLiteral("a\u2190b");
    QTest::newRow("zero width space") << QStringLiteral("a\u200bb") << QStringLiteral("a\u25afb");
    QTest::newRow("joiner in a name") << QStringLiteral("us\u200der") << QStringLiteral("us\u25afer");
    QTest::newRow("joiner in an emoji")
        << QStringLiteral("\U0001f468\u200d\U0001f469") << QStringLiteral("\U0001f468\u200d\U0001f469");
    QTest::newRow("byte order mark") << QStringLiteral("\ufeffa") << QStringLiteral("\u25afa");
    QTest::newRow("escape") << QStringLiteral("a\u001bb\u007f") << QStringLiteral("a\u241bb\u2421");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a\u25afb");
    QTest::newRow("tag") << QStringLiteral("a\U000e0041b") << QStringLiteral("a\u25af\u25afb");
    QTest::newRow("C1 control") << QStringLiteral("a\u0085b") << QStringLiteral("a\u25afb");
}

void TestVisibleControls::showsWhatHides()
{
    QFETCH(QString, code);
    QFETCH(QString, expected);
    const VisibleText visible = withVisibleControls(code);
    QCOMPARE(visible.text, expected);
    std::vector<int> different;
    for (int i = 0; i < code.size(); ++i) {
        if (code[i] != expected[i])
            different.push_back(i);
    }
    QVERIFY(visible.signs == different);
}

QTEST_GUILESS_MAIN(TestVisibleControls)
#include "tst_visiblecontrols.moc"
