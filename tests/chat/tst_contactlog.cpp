// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactlog.h"
#include "fakecompletionservice.h"
#include "fakerouterinfo.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestContactLog : public QObject {
    Q_OBJECT
private slots:
    void notesEveryHostWithItsReason();
    void holdsNoKey();
};

void TestContactLog::notesEveryHostWithItsReason()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    FakeCompletionService completions;
    FakeRouterInfo router;
    ContactLog log(completions, router, settings);
    QVERIFY(readContacts(settings).isEmpty());

    const Endpoint first = Endpoint::routerDefault();
    const Endpoint other = *Endpoint::parse(QStringLiteral("http://localhost:8080/v1"));
    log.models(first, {});
    log.checkKey(other, Secret("sk-test-0123456789abcdef"));
    ConnectionOptions options;
    options.proxy = {
        .mode = ProxyOptions::Mode::Manual, .host = QStringLiteral("proxy.example"), .port = 3128};
    CompletionRequest request;
    request.endpoint = first.withConnection(options);
    const auto stream = log.start(request);
    QVERIFY(stream);

    QMap<QString, QList<ContactReason>> found;
    const QDateTime now = QDateTime::currentDateTime();
    for (const Contact &contact : readContacts(settings)) {
        found[contact.host].append(contact.reason);
        QVERIFY(contact.first <= now && contact.first.secsTo(now) < 60 && contact.last >= contact.first);
    }
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.value(first.origin()), (QList{ContactReason::Messages, ContactReason::ModelList}));
    QCOMPARE(found.value(other.origin()), QList{ContactReason::KeyCheck});
    QCOMPARE(found.value(QStringLiteral("proxy.example:3128")), QList{ContactReason::Proxy});
    forgetContacts(settings);
    QVERIFY(readContacts(settings).isEmpty());
}

void TestContactLog::holdsNoKey()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("settings.ini"));
    Settings settings(path);
    FakeCompletionService completions;
    FakeRouterInfo router;
    ContactLog log(completions, router, settings);
    log.checkKey(Endpoint::routerDefault(), Secret("sk-test-0123456789abcdef"));
    settings.file().sync();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("keyCheckLast"));
    QVERIFY(!content.contains("0123456789abcdef"));
}

QTEST_GUILESS_MAIN(TestContactLog)
#include "tst_contactlog.moc"
