// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "privatebus.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QDir>
#include <QDirIterator>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

#include <csignal>

#include <sys/prctl.h>

namespace tabletalk {

namespace {

const auto kService = QStringLiteral("org.freedesktop.secrets");
const auto kDefaultCollection = QStringLiteral("/org/freedesktop/secrets/collection/login");

constexpr int kPatienceMs = 20000;

constexpr const char *kBusConfiguration =
    R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=%1</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

bool waitForKeyring(bool present)
{
    auto bus = QDBusConnection::sessionBus();
    QDBusServiceWatcher watcher(kService, bus, QDBusServiceWatcher::WatchForOwnerChange);
    QEventLoop loop;
    QObject::connect(&watcher, &QDBusServiceWatcher::serviceOwnerChanged, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    if (bus.interface()->isServiceRegistered(kService) != present)
        loop.exec();
    return bus.interface()->isServiceRegistered(kService) == present;
}

// A test that crashes must not leave a bus and a keyring behind.
void dieWithTheTest()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

} // namespace

PrivateBus::PrivateBus()
{
    m_bus.setChildProcessModifier(dieWithTheTest);
    m_keyring.setChildProcessModifier(dieWithTheTest);
    for (const char *folder : {"run", "data/keyrings", "config", "cache"})
        QDir(home()).mkpath(QString::fromLatin1(folder));
    QFile::setPermissions(home() + QStringLiteral("/run"),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const auto folder = [this](const char *name) {
        return QFile::encodeName(home() + QString::fromLatin1(name));
    };
    qputenv("HOME", folder(""));
    qputenv("XDG_DATA_HOME", folder("/data"));
    qputenv("XDG_CONFIG_HOME", folder("/config"));
    qputenv("XDG_CACHE_HOME", folder("/cache"));
    qputenv("XDG_RUNTIME_DIR", folder("/run"));
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "DBUS_SESSION_BUS_ADDRESS",
                             "SECRET_BACKEND", "GNOME_KEYRING_CONTROL"})
        qunsetenv(name);
}

PrivateBus::~PrivateBus()
{
    stopKeyring();
    m_bus.kill();
    m_bus.waitForFinished();
}

QString PrivateBus::missingPrograms()
{
    for (const auto &program : {QStringLiteral("dbus-daemon"), QStringLiteral("gnome-keyring-daemon")}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return QStringLiteral("%1 is not installed, so there is no credential store to test with.")
                .arg(program);
    }
    return {};
}

bool PrivateBus::start()
{
    const QString path = home() + QStringLiteral("/bus.conf");
    QFile configuration(path);
    if (!configuration.open(QIODevice::WriteOnly))
        return false;
    configuration.write(QString::fromLatin1(kBusConfiguration).arg(home()).toUtf8());
    configuration.close();
    m_bus.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--config-file=") + path, QStringLiteral("--nofork"),
                 QStringLiteral("--print-address")});
    if (!m_bus.waitForReadyRead(kPatienceMs))
        return false;
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    return QDBusConnection::sessionBus().isConnected();
}

bool PrivateBus::startKeyring(const QByteArray &password)
{
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
    if (!password.isEmpty())
        arguments += QStringLiteral("--unlock");
    m_keyring.setProcessChannelMode(QProcess::SeparateChannels);
    m_keyring.start(QStringLiteral("gnome-keyring-daemon"), arguments);
    if (!m_keyring.waitForStarted(kPatienceMs))
        return false;
    m_keyring.write(password);
    m_keyring.closeWriteChannel();
    return waitForKeyring(true);
}

void PrivateBus::stopKeyring()
{
    if (m_keyring.state() == QProcess::NotRunning)
        return;
    m_keyring.kill();
    m_keyring.waitForFinished();
    waitForKeyring(false);
}

bool PrivateBus::lockKeyring()
{
    auto call = QDBusMessage::createMethodCall(kService, QStringLiteral("/org/freedesktop/secrets"),
                                               QStringLiteral("org.freedesktop.Secret.Service"),
                                               QStringLiteral("Lock"));
    call << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(kDefaultCollection)});
    QDBusConnection::sessionBus().call(call);
    return isLocked();
}

bool PrivateBus::isLocked() const
{
    auto call = QDBusMessage::createMethodCall(kService, kDefaultCollection,
                                               QStringLiteral("org.freedesktop.DBus.Properties"),
                                               QStringLiteral("Get"));
    call << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    return QDBusReply<QVariant>(QDBusConnection::sessionBus().call(call)).value().toBool();
}

QStringList PrivateBus::filesHolding(const QByteArray &bytes) const
{
    const QString text = QString::fromUtf8(bytes);
    const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    QStringList found;
    QDirIterator files(home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        if (content.contains(bytes) || content.contains(bytes.toBase64()) || content.contains(wide))
            found += file.fileName();
    }
    return found;
}

} // namespace tabletalk
