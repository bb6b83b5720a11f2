// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pdftext.h"

#include "samplepdf.h"

#include <QTest>

using namespace tabletalk;
using Problem = ExtractedText::Problem;

class TestPdfText : public QObject {
    Q_OBJECT
private slots:
    void readsEveryPage();
    void saysWhyThereIsNoText_data();
    void saysWhyThereIsNoText();
    void survivesEveryCut();
};

void TestPdfText::readsEveryPage()
{
    const ExtractedText found = pdfText(samplePdf({"First page", "Second page"}), 1000);
    QCOMPARE(found.problem, Problem::None);
    QCOMPARE(found.pages, 2);
    const QStringList pages = found.text.split(u'\f', Qt::SkipEmptyParts);
    QCOMPARE(pages.size(), 2);
    QCOMPARE(pages[0].trimmed(), QStringLiteral("First page"));
    QCOMPARE(pages[1].trimmed(), QStringLiteral("Second page"));
}

void TestPdfText::saysWhyThereIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Problem>("problem");
    QTest::newRow("nothing") << QByteArray() << Problem::Damaged;
    QTest::newRow("no PDF") << QByteArray("hello") << Problem::Damaged;
    QTest::newRow("only its first line") << QByteArray("%PDF-1.4\n") << Problem::Damaged;
    QTest::newRow("no page") << samplePdf({}) << Problem::Damaged;
    QTest::newRow("password") << samplePdf({"secret"}, true) << Problem::Locked;
    QTest::newRow("too long") << samplePdf({QByteArray(40, 'x'), QByteArray(40, 'y'), QByteArray(40, 'z')})
                              << Problem::TooLong;
}

void TestPdfText::saysWhyThereIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Problem, problem);
    QCOMPARE(pdfText(bytes, 100).problem, problem);
}

void TestPdfText::survivesEveryCut()
{
    const QByteArray whole = samplePdf({"First page", "Second page"});
    for (qsizetype length = 0; length < whole.size(); length += 7) {
        const ExtractedText found = pdfText(whole.first(length), 1000);
        QVERIFY(found.text.size() < 100);
    }
}

QTEST_APPLESS_MAIN(TestPdfText)
#include "tst_pdftext.moc"
