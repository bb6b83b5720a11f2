// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importfile.h"
#include "zipreader.h"
#include "zipsample.h"

#include <QBuffer>
#include <QTest>

using namespace tabletalk;

class TestZipReader : public QObject {
    Q_OBJECT
private slots:
    void readsWhatOthersPacked();
    void refusesWhatCostsTooMuch_data();
    void refusesWhatCostsTooMuch();
    void noticesEveryChangedByte();
    void survivesEveryCut();
    void importsTheManyFilesOfAnExport();
    void saysWhichFileOfAnExportIsBroken();

private:
    static Result<ImportedConversations> import(const QByteArray &archive);
};

namespace {

QByteArray conversation(const QByteArray &title)
{
    return "[{\"title\":\"" + title
           + "\",\"mapping\":{\"a\":{\"message\":{\"author\":{\"role\":\"user\"},\"content\":{\"parts\":"
             "[\"Hello\"]}}}}}]";
}

} // namespace

Result<ImportedConversations> TestZipReader::import(const QByteArray &archive)
{
    QByteArray bytes = archive;
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    QPromise<Result<ImportedConversations>> promise;
    promise.start();
    readImportFile(
        file, [next = qint64(1)]() mutable { return next++; }, promise);
    promise.finish();
    return promise.future().result();
}

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

void TestZipReader::importsTheManyFilesOfAnExport()
{
    const auto report = import(sample::zip({{"export/conversations-001.json", conversation("Second")},
                                            {"export/conversations-000.json", conversation("First")},
                                            {"export/file-1.png", "not read"},
                                            {"user.json", "{}"}}));
    QVERIFY2(report, report ? "" : qPrintable(report.error().userText));
    QCOMPARE(report->format, ImportFormat::ChatGpt);
    QCOMPARE(report->trees.size(), 2);
    QCOMPARE(report->trees[0].conversation.title, QStringLiteral("First"));
    QCOMPARE(report->trees[1].conversation.title, QStringLiteral("Second"));
    QCOMPARE(report->problems.size(), 1);
    QVERIFY(report->problems[0].endsWith(QStringLiteral(": 2.")));
    QVERIFY(!import(sample::zip({{"photo.jpg", "x"}})));
}

void TestZipReader::saysWhichFileOfAnExportIsBroken()
{
    const auto report = import(sample::zip(
        {{"conversations-000.json", conversation("First")}, {"conversations-001.json", "{\"half"}}));
    QVERIFY(report);
    QCOMPARE(report->trees.size(), 1);
    QVERIFY(report->problems.value(0).startsWith(QStringLiteral("conversations-001.json: ")));
}

QTEST_GUILESS_MAIN(TestZipReader)
#include "tst_zipreader.moc"
