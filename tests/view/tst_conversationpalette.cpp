// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationpalette.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tabletalk;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace

class TestConversationPalette : public QObject {
    Q_OBJECT
private slots:
    void codeCanBeRead_data();
    void codeCanBeRead();
    void edgesAreSeenInHighContrast_data();
    void edgesAreSeenInHighContrast();
};

void TestConversationPalette::codeCanBeRead_data()
{
    QTest::addColumn<QColor>("page");
    QTest::addColumn<QColor>("text");
    QTest::newRow("light") << QColor(Qt::white) << QColor(0x1f, 0x1f, 0x1f);
    QTest::newRow("paper") << QColor(0xfd, 0xf6, 0xe3) << QColor(0x40, 0x50, 0x56);
    QTest::newRow("dark") << QColor(0x1e, 0x1e, 0x1e) << QColor(0xe6, 0xe6, 0xe6);
    QTest::newRow("high contrast, dark") << QColor(Qt::black) << QColor(Qt::white);
    QTest::newRow("high contrast, yellow") << QColor(Qt::black) << QColor(Qt::yellow);
    QTest::newRow("high contrast, light") << QColor(Qt::white) << QColor(Qt::black);
}

void TestConversationPalette::codeCanBeRead()
{
    QFETCH(QColor, page);
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, page);
    palette.setColor(QPalette::Text, text);
    const ConversationPalette colours(palette);
    for (int role = 0; role <= int(CodeRole::Deleted); ++role) {
        const QColor ink = colours.code(CodeRole(role));
        QVERIFY2(contrast(ink, colours.codeBackground) >= 4.5, qPrintable(QString::number(role)));
    }
    QVERIFY(contrast(colours.hiddenSign, colours.codeBackground) >= 4.5);
    QVERIFY(colours.code(CodeRole::Inserted) != colours.code(CodeRole::Deleted));
    QVERIFY(colours.code(CodeRole::Keyword) != text);
}

void TestConversationPalette::edgesAreSeenInHighContrast_data()
{
    QTest::addColumn<QColor>("text");
    QTest::newRow("white") << QColor(Qt::white);
    QTest::newRow("yellow") << QColor(Qt::yellow);
}

void TestConversationPalette::edgesAreSeenInHighContrast()
{
    QFETCH(QColor, text);
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Link, Qt::blue);
    const ConversationPalette colours(palette);
    QVERIFY(contrast(colours.secondary, Qt::black) >= 7);
    QVERIFY(contrast(colours.link, Qt::black) >= 7);
    QVERIFY(contrast(colours.line, Qt::black) >= 3);
    QVERIFY(contrast(colours.quoteBar, Qt::black) >= 4.5);
    // What a message asks for can be read, too.
    QVERIFY(contrast(colours.readableOnPage(Qt::blue), Qt::black) >= 4.5);
    QCOMPARE(colours.readableOnPage(Qt::yellow), QColor(Qt::yellow));
}

QTEST_MAIN(TestConversationPalette)
#include "tst_conversationpalette.moc"
