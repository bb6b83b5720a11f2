// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "headerline.h"

#include <QTest>

using namespace tabletalk;

class TestHeaderLine : public QObject {
    Q_OBJECT
private slots:
    void acceptsWhatIsSafe();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
};

void TestHeaderLine::acceptsWhatIsSafe()
{
    const auto header = HeaderLine::parse(QStringLiteral("X-Team:  data analysis; v=\"1\" "));
    QVERIFY(header.ok());
    QCOMPARE(header->name(), "X-Team");
    QCOMPARE(header->value(), "data analysis; v=\"1\"");
    QCOMPARE(*HeaderLine::parse(header->toString()), *header);
}

void TestHeaderLine::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no colon") << QStringLiteral("X-Team");
    QTest::newRow("no name") << QStringLiteral(": value");
    QTest::newRow("no value") << QStringLiteral("X-Team: ");
    QTest::newRow("a space in the name") << QStringLiteral("X Team: a");
    QTest::newRow("a space before the colon") << QStringLiteral("X-Team : a");
    QTest::newRow("a second header") << QStringLiteral("X-Team: a\r\nX-Evil: b");
    QTest::newRow("a second request") << QStringLiteral("X: a\r\n\r\nGET / HTTP/1.1\r\n");
    QTest::newRow("a line feed in the name") << QStringLiteral("X\nY: a");
    QTest::newRow("a carriage return inside") << QStringLiteral("X: a\rb");
    QTest::newRow("NUL") << QString(QStringLiteral("X: a") + QChar(0) + u'b');
    QTest::newRow("a tabulator inside") << QStringLiteral("X: a\tb");
    QTest::newRow("letters beyond ASCII") << QStringLiteral("X: é");
    QTest::newRow("a letter that only looks like one") << QStringLiteral("Ⅹ: a");
    QTest::newRow("too long a value") << QString(QStringLiteral("X: ") + QString(5000, u'a'));
    QTest::newRow("too long a name") << QString(QString(101, u'a') + QStringLiteral(": a"));
    QTest::newRow("the key's header") << QStringLiteral("authorization: Bearer x");
    QTest::newRow("the host") << QStringLiteral("HOST: example.org");
    QTest::newRow("the length") << QStringLiteral("Content-Length: 0");
    QTest::newRow("the coding") << QStringLiteral("Transfer-Encoding: chunked");
    QTest::newRow("a cookie") << QStringLiteral("Cookie: a=b");
    QTest::newRow("compression") << QStringLiteral("Accept-Encoding: gzip");
    QTest::newRow("the proxy's") << QStringLiteral("Proxy-Authorization: Basic x");
}

void TestHeaderLine::refusesEverythingElse()
{
    QFETCH(QString, text);
    const auto header = HeaderLine::parse(text);
    QVERIFY(!header.ok());
    QCOMPARE(header.error().kind, ErrorKind::InvalidHeader);
    QVERIFY(!header.error().userText.isEmpty());
}

QTEST_APPLESS_MAIN(TestHeaderLine)
#include "tst_headerline.moc"
