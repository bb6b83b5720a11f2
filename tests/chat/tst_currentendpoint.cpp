// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "currentendpoint.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestCurrentEndpoint : public QObject {
    Q_OBJECT
private slots:
    void startsWithTheRouter();
    void keepsWhatWasChosen();
    void letsTheCommandLineGoFirst();
    void ignoresADamagedSetting();
    void keepsHowEachOriginIsReached();
};

namespace {

const QString kLocal = QStringLiteral("http://localhost:8080/v1");

} // namespace

void TestCurrentEndpoint::startsWithTheRouter()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    const CurrentEndpoint current(settings, {});
    QCOMPARE(current.endpoint(), Endpoint::routerDefault());
    QVERIFY(!current.isFromCommandLine());
}

void TestCurrentEndpoint::keepsWhatWasChosen()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    CurrentEndpoint current(settings, {});
    QSignalSpy changed(&current, &CurrentEndpoint::changed);
    current.choose(*Endpoint::parse(kLocal));
    current.choose(*Endpoint::parse(kLocal));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(CurrentEndpoint(settings, {}).endpoint().toString(), kLocal);

    current.choose(Endpoint::routerDefault());
    QCOMPARE(settings.value(settings::routerUrl), QString());
}

void TestCurrentEndpoint::letsTheCommandLineGoFirst()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    settings.set(settings::routerUrl, QStringLiteral("https://example.org/v1"));
    CurrentEndpoint current(settings, *Endpoint::parse(kLocal));
    QCOMPARE(current.endpoint().toString(), kLocal);
    QVERIFY(current.isFromCommandLine());
    QCOMPARE(settings.value(settings::routerUrl), QStringLiteral("https://example.org/v1"));

    current.choose(*Endpoint::parse(kLocal));
    QVERIFY(!current.isFromCommandLine());
    QCOMPARE(settings.value(settings::routerUrl), kLocal);
}

void TestCurrentEndpoint::ignoresADamagedSetting()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    settings.set(settings::routerUrl, QStringLiteral("http://evil.example/v1"));
    QCOMPARE(CurrentEndpoint(settings, {}).endpoint(), Endpoint::routerDefault());
}

void TestCurrentEndpoint::keepsHowEachOriginIsReached()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    CurrentEndpoint current(settings, {});
    QSignalSpy changed(&current, &CurrentEndpoint::changed);
    ConnectionOptions options;
    options.proxy = {.mode = ProxyOptions::Mode::Manual,
                     .host = QStringLiteral("proxy.example.org"),
                     .port = 8080,
                     .user = QStringLiteral("me"),
                     .password = Secret("hidden")};
    current.setConnection(options);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(current.endpoint().connection(), options);

    // Another place is reached in its own way, and the first one's comes back with it.
    current.choose(*Endpoint::parse(kLocal));
    ConnectionOptions direct;
    direct.proxy.mode = ProxyOptions::Mode::None;
    QCOMPARE(current.endpoint().connection(), direct);
    current.choose(Endpoint::routerDefault());
    QCOMPARE(current.endpoint().connection(), options);
    options.proxy.password = {};
    QCOMPARE(CurrentEndpoint(settings, {}).endpoint().connection(), options);

    settings.set(settings::idleSeconds, 5);
    QCOMPARE(current.endpoint().connection().deadlines.idle, std::chrono::milliseconds(5000));
}

QTEST_GUILESS_MAIN(TestCurrentEndpoint)
#include "tst_currentendpoint.moc"
