// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plaintext.h"

#include <QStringEncoder>
#include <QTest>

using namespace tabletalk;
using Problem = ExtractedText::Problem;

class TestPlainText : public QObject {
    Q_OBJECT
private slots:
    void readsAnyEncoding_data();
    void readsAnyEncoding();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
};

void TestPlainText::readsAnyEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const QString words = QStringLiteral("Grüße, 10 €\nnaïve façade\n");
    const auto in = [](QStringConverter::Encoding encoding, const QString &text,
                       QStringConverter::Flag flag = QStringConverter::Flag::Default) {
        return QByteArray(QStringEncoder(encoding, flag).encode(text));
    };
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("ASCII") << QByteArray("a\tb\r\n") << QStringLiteral("a\tb\r\n");
    QTest::newRow("UTF-8") << words.toUtf8() << words;
    QTest::newRow("UTF-8 with mark") << "\xef\xbb\xbf" + words.toUtf8() << words;
    QTest::newRow("UTF-16 with mark")
        << in(QStringConverter::Utf16LE, words, QStringConverter::Flag::WriteBom) << words;
    QTest::newRow("UTF-16, big end first, with mark")
        << in(QStringConverter::Utf16BE, words, QStringConverter::Flag::WriteBom) << words;
    QTest::newRow("UTF-16 without mark") << in(QStringConverter::Utf16LE, QStringLiteral("name,age\nann,3\n"))
                                         << QStringLiteral("name,age\nann,3\n");
    QTest::newRow("UTF-32 with mark")
        << in(QStringConverter::Utf32LE, words, QStringConverter::Flag::WriteBom) << words;
    QTest::newRow("Latin-1") << QByteArray("Gr\xfc\xdf"
                                           "e aus K\xf6ln und M\xfcnchen, sch\xf6ne Gr\xfc\xdf"
                                           "e\n")
                             << QStringLiteral("Grüße aus Köln und München, schöne Grüße\n");
    const QString japanese = QStringLiteral("日本語の文章です。これは試験のための文章であり、長い方がよい。");
    QTest::newRow("Shift-JIS") << QByteArray(QStringEncoder("Shift_JIS").encode(japanese)) << japanese;
    const QString russian =
        QStringLiteral("Это русский текст для проверки кодировки, он достаточно длинный.");
    QTest::newRow("Windows-1251") << QByteArray(QStringEncoder("windows-1251").encode(russian)) << russian;
}

void TestPlainText::readsAnyEncoding()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const ExtractedText found = plainText(bytes, 1000);
    QCOMPARE(found.problem, Problem::None);
    QCOMPARE(found.text, text);
    QVERIFY(!found.encoding.isEmpty());
}

void TestPlainText::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("a program") << QByteArray("\x7f"
                                             "ELF\x02\x01\x01\0\0\0\0\0",
                                             12)
                               << Problem::NotText;
    QTest::newRow("an archive") << QByteArray("PK\x03\x04\x14\0\x08\0\xff\xfe\x12", 11) << Problem::NotText;
    QTest::newRow("a NUL in the middle") << QByteArray("a\0b", 3) << Problem::NotText;
    QTest::newRow("half a pair of UTF-16") << QByteArray("\xff\xfe\x3d\xd8", 4) << Problem::Damaged;
    QTest::newRow("too long") << QByteArray(11, 'x') << Problem::TooLong;
    QTest::newRow("far too long") << QByteArray(1000, 'x') << Problem::TooLong;
}

void TestPlainText::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Problem, problem);
    QCOMPARE(plainText(bytes, 10).problem, problem);
}

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
