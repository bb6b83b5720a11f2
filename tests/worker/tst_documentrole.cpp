// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workerpool.h"

#include "samplepdf.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tabletalk;

//! The role as it is used: in tabletalk-worker, with the sandbox closed.
class TestDocumentRole : public QObject {
    Q_OBJECT
private slots:
    void readsWithoutFiles_data();
    void readsWithoutFiles();
};

void TestDocumentRole::readsWithoutFiles_data()
{
    QTest::addColumn<QByteArray>("mediaType");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("PDF") << QByteArray("application/pdf") << samplePdf({"One page"})
                         << QByteArray(R"({"encoding":"","pages":1})") << QByteArray("One page");
    QTest::newRow("locked PDF") << QByteArray("application/pdf") << samplePdf({"One page"}, true)
                                << QByteArray(R"({"problem":"locked"})") << QByteArray();
    QTest::newRow("damaged PDF") << QByteArray("application/pdf") << QByteArray("%PDF-1.7 and then nothing")
                                 << QByteArray(R"({"problem":"damaged"})") << QByteArray();
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray("gr\xc3\xbc\xc3\x9f")
                          << QByteArray(R"({"encoding":"UTF-8","pages":0})")
                          << QByteArray("gr\xc3\xbc\xc3\x9f");
    QTest::newRow("no text") << QByteArray("text/plain") << QByteArray("\0\1\2", 3)
                             << QByteArray(R"({"problem":"notText"})") << QByteArray();
    // A detected encoding needs tables, which must be in memory, since files are out of reach.
    QTest::newRow("Windows-1251")
        << QByteArray("text/plain")
        << QByteArray("\xdd\xf2\xee \xf0\xf3\xf1\xf1\xea\xe8\xe9 \xf2\xe5\xea\xf1\xf2 \xe4\xeb\xff "
                      "\xef\xf0\xee\xe2\xe5\xf0\xea\xe8")
        << QByteArray(R"({"encoding":"WINDOWS-1251","pages":0})")
        << QStringLiteral("Это русский текст для проверки").toUtf8();
}

void TestDocumentRole::readsWithoutFiles()
{
    QFETCH(QByteArray, mediaType);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, text);
    WorkerPool pool(QStringLiteral(TABLETALK_WORKER));
    WorkerQuestion question;
    question.role = QStringLiteral("document");
    question.message = "{\"mediaType\":\"" + mediaType + "\"}";
    question.bulk = bytes;
    const QFuture<Result<WorkerAnswer>> future = pool.ask(question);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20000);
    QVERIFY(future.result());
    QCOMPARE(future.result()->message, answer);
    QCOMPARE(future.result()->bulk.trimmed(), text);
}

QTEST_GUILESS_MAIN(TestDocumentRole)
#include "tst_documentrole.moc"
