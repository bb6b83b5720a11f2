// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importfile.h"
#include "zipsample.h"

#include <QBuffer>
#include <QTest>

using namespace tabletalk;

class TestImportFile : public QObject {
    Q_OBJECT
private slots:
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

Result<ImportedConversations> TestImportFile::import(const QByteArray &archive)
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

void TestImportFile::importsTheManyFilesOfAnExport()
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

void TestImportFile::saysWhichFileOfAnExportIsBroken()
{
    const auto report = import(sample::zip(
        {{"conversations-000.json", conversation("First")}, {"conversations-001.json", "{\"half"}}));
    QVERIFY(report);
    QCOMPARE(report->trees.size(), 1);
    QVERIFY(report->problems.value(0).startsWith(QStringLiteral("conversations-001.json: ")));
}

QTEST_GUILESS_MAIN(TestImportFile)
#include "tst_importfile.moc"
