// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textencoding.h"

#include <QTest>

using namespace tabletalk;

class TestTextEncoding : public QObject {
    Q_OBJECT
private slots:
    void decodes_data();
    void decodes();
    void refusesAnEncodingNobodyKnows();
};

void TestTextEncoding::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<qint64>("replaced");
    const QString utf8 = QStringLiteral("UTF-8");
    const QString text = QStringLiteral("name,Größe\n");
    QTest::newRow("UTF-8") << text.toUtf8() << QString() << text << utf8 << qint64(0);
    QTest::newRow("marked") << "\xef\xbb\xbf" + text.toUtf8() << QString() << text << utf8 << qint64(0);
    QByteArray utf16("\xff\xfe");
    for (const QChar c : text)
        utf16 += QByteArray(1, char(c.unicode() & 0xff)) + QByteArray(1, char(c.unicode() >> 8));
    QTest::newRow("UTF-16") << utf16 << QString() << text << QStringLiteral("UTF-16LE") << qint64(0);
    QTest::newRow("chosen") << text.toLatin1() << QStringLiteral("ISO-8859-1") << text
                            << QStringLiteral("ISO-8859-1") << qint64(0);
    const QByteArray many = QStringLiteral("äöü").repeated(20).toUtf8();
    QTest::newRow("nearly UTF-8") << many + "\xe4x" << QString()
                                  << QString::fromUtf8(many) + QChar(QChar::ReplacementCharacter) + u'x'
                                  << utf8 << qint64(1);
    QTest::newRow("two letters") << QByteArray("ab") << QString() << QStringLiteral("ab") << utf8
                                 << qint64(0);
    QTest::newRow("NUL stays") << QByteArray("a\0b", 3) << QString() << QString::fromLatin1("a\0b", 3) << utf8
                               << qint64(0);
}

void TestTextEncoding::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, chosen);
    const std::optional<DecodedSource> decoded =
        decodeSource(bytes, chosen.isEmpty() ? std::nullopt : std::optional(chosen));
    QVERIFY(decoded);
    QTEST(QString::fromUtf8(decoded->utf8), "text");
    QFETCH(QString, encoding);
    QVERIFY2(encoding.startsWith(decoded->encoding) || decoded->encoding.startsWith(encoding),
             qPrintable(decoded->encoding));
    QTEST(decoded->replaced, "replaced");
}

void TestTextEncoding::refusesAnEncodingNobodyKnows()
{
    QVERIFY(!decodeSource("a", QStringLiteral("x-none")));
}

QTEST_GUILESS_MAIN(TestTextEncoding)
#include "tst_textencoding.moc"
