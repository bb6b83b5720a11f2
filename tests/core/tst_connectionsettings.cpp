// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionsettings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;
using namespace std::chrono_literals;

class TestConnectionSettings : public QObject {
    Q_OBJECT
private slots:
    void startsWithTheDefaults();
    void keepsEverythingButThePassword();
    void keepsOriginsApart();
    void bendsNonsense();
    void readsFingerprints();
};

namespace {

const QString kOrigin = QStringLiteral("https://example.org:443");

ConnectionOptions everything()
{
    ConnectionOptions options;
    options.proxy = {.mode = ProxyOptions::Mode::Manual,
                     .host = QStringLiteral("proxy.example.org"),
                     .port = 3128,
                     .user = QStringLiteral("me"),
                     .password = Secret("hidden-password")};
    options.caFile = QStringLiteral("/etc/ca.pem");
    options.pinnedFingerprint = QByteArray(32, '\x17');
    options.headers = {*HeaderLine::parse(QStringLiteral("X-Team: a, b"))};
    return options;
}

} // namespace

void TestConnectionSettings::startsWithTheDefaults()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    QCOMPARE(readConnectionOptions(settings, kOrigin), ConnectionOptions{});
}

void TestConnectionSettings::keepsEverythingButThePassword()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("settings.ini"));
    ConnectionOptions options = everything();
    {
        Settings settings(path);
        writeConnectionOptions(settings, kOrigin, options);
        settings.set(settings::idleSeconds, 30);
    }
    Settings settings(path);
    options.proxy.password = {};
    options.deadlines.idle = 30s;
    QCOMPARE(readConnectionOptions(settings, kOrigin), options);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hidden-password"));

    writeConnectionOptions(settings, kOrigin, {});
    QVERIFY(settings.file().allKeys().filter(QStringLiteral("endpoints")).isEmpty());
}

void TestConnectionSettings::keepsOriginsApart()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    writeConnectionOptions(settings, kOrigin, everything());
    for (const char *other : {"http://example.org:443", "https://example.org:444", "https://example.com:443"})
        QCOMPARE(readConnectionOptions(settings, QString::fromLatin1(other)), ConnectionOptions{});
}

void TestConnectionSettings::bendsNonsense()
{
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    writeConnectionOptions(settings, kOrigin, everything());
    const QString group = settings.file().childGroups().contains(QStringLiteral("endpoints"))
                              ? settings.file().allKeys().first().section(u'/', 0, 1)
                              : QString();
    QVERIFY(group.startsWith(u"endpoints/"));
    settings.file().setValue(group + QStringLiteral("/proxyPort"), 70000);
    settings.file().setValue(group + QStringLiteral("/pinnedFingerprint"), QStringLiteral("12"));
    settings.file().setValue(group + QStringLiteral("/headers"),
                             QStringList{QStringLiteral("Host: x"), QStringLiteral("X-Fine: y")});
    settings.set(settings::connectSeconds, -5);
    settings.set(settings::idleSeconds, 2'000'000'000);
    const ConnectionOptions options = readConnectionOptions(settings, kOrigin);
    QCOMPARE(options.proxy, ProxyOptions{});
    QVERIFY(options.pinnedFingerprint.isEmpty());
    QCOMPARE(options.headers.size(), 1);
    QCOMPARE(options.deadlines.connect, 1s);
    QCOMPARE(options.deadlines.idle, 24h);
}

void TestConnectionSettings::readsFingerprints()
{
    QString pairs = QStringLiteral("0A:");
    pairs = pairs.repeated(32).chopped(1);
    const auto fingerprint = parseFingerprint(pairs);
    QVERIFY(fingerprint.ok());
    QCOMPARE(*fingerprint, QByteArray(32, '\n'));
    QVERIFY(!parseFingerprint(QStringLiteral("0A")).ok());
    QVERIFY(!parseFingerprint(QString(64, u'g')).ok());
    QVERIFY(!parseFingerprint({}).ok());
}

QTEST_GUILESS_MAIN(TestConnectionSettings)
#include "tst_connectionsettings.moc"
