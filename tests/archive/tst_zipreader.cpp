// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "zipreader.h"
#include "zipsample.h"

#include <QBuffer>
#include <QTest>

using namespace tabletalk;

class TestZipReader : public QObject {
    Q_OBJECT
private slots:
    void readsWhatOthersPacked();
    void readsInPieces();
    void refusesWhatCostsTooMuch_data();
    void refusesWhatCostsTooMuch();
    void noticesEveryChangedByte();
    void survivesEveryCut();
};

void TestZipReader::readsWhatOthersPacked()
{
    QByteArray archive = sample::zip({{"a/", {}, false},
                                      {"a/one.txt", "one one one one"},
                                      {"zwei-\xc3\xa4.txt", "stored", false},
                                      {"empty", {}}},
                                     "a comment with PK\5\6 in it, that is no end of anything");
    QBuffer file(&archive);
    file.open(QIODevice::ReadOnly);
    QVERIFY(isZip(file));
    const auto entries = readZipDirectory(file);
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().userText));
    QCOMPARE(entries->size(), 3);
    QCOMPARE(entries->at(0).name, QStringLiteral("a/one.txt"));
    QCOMPARE(entries->at(1).name, QStringLiteral("zwei-ä.txt"));
    QCOMPARE(readZipEntry(file, entries->at(0)).value(), QByteArray("one one one one"));
    QCOMPARE(readZipEntry(file, entries->at(1)).value(), QByteArray("stored"));
    QCOMPARE(readZipEntry(file, entries->at(2)).value(), QByteArray());
}

void TestZipReader::readsInPieces()
{
    // Longer than a piece, packed as well as unpacked.
    QByteArray noise(300'000, '\0');
    quint32 state = 1;
    for (char &c : noise)
        c = char((state = state * 1664525 + 1013904223) >> 24);
    for (const bool isDeflated : {true, false}) {
        QByteArray archive = sample::zip({{"noise", noise, isDeflated}});
        QBuffer file(&archive);
        file.open(QIODevice::ReadOnly);
        const auto entries = readZipDirectory(file);
        ZipEntryReader reader(file, entries->first());
        QByteArray all;
        int pieces = 0;
        for (auto piece = reader.next(); piece && !piece->isEmpty(); piece = reader.next(), ++pieces)
            all += *piece;
        QCOMPARE(all, noise);
        QVERIFY(pieces >= 4);
        QVERIFY(reader.next().value().isEmpty());
    }
}

void TestZipReader::refusesWhatCostsTooMuch_data()
{
    QTest::addColumn<ZipLimits>("limits");
    QTest::addColumn<bool>("isListed");
    QTest::newRow("too many files") << ZipLimits{.entries = 1} << false;
    QTest::newRow("a file too large") << ZipLimits{.entryBytes = 99'999} << true;
    QTest::newRow("zeros") << ZipLimits{.ratio = 100} << true;
}

void TestZipReader::refusesWhatCostsTooMuch()
{
    QFETCH(const ZipLimits, limits);
    QFETCH(const bool, isListed);
    QByteArray archive = sample::zip({{"zeros", QByteArray(100'000, '\0')}, {"other", "x"}});
    QBuffer file(&archive);
    file.open(QIODevice::ReadOnly);
    const auto entries = readZipDirectory(file, limits);
    QCOMPARE(entries.ok(), isListed);
    if (isListed)
        QVERIFY(!readZipEntry(file, entries->first(), limits));
}

void TestZipReader::noticesEveryChangedByte()
{
    const QByteArray content("some text some text some text");
    const QByteArray whole = sample::zip({{"f", content}});
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray changed = whole;
        changed[at] = char(changed[at] ^ 0x41);
        QBuffer file(&changed);
        file.open(QIODevice::ReadOnly);
        const auto entries = readZipDirectory(file);
        if (!entries || entries->isEmpty())
            continue;
        const auto bytes = readZipEntry(file, entries->first());
        QVERIFY2(!bytes || *bytes == content, qPrintable(QString::number(at)));
    }
}

void TestZipReader::survivesEveryCut()
{
    const QByteArray whole = sample::zip({{"f", "some text"}, {"g", "more"}});
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QByteArray cut = whole.first(length);
        QBuffer file(&cut);
        file.open(QIODevice::ReadOnly);
        QVERIFY(!readZipDirectory(file));
    }
}

QTEST_GUILESS_MAIN(TestZipReader)
#include "tst_zipreader.moc"
