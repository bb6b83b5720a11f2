// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretserviceprobe.h"

#include <QDBusArgument>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QFile>
#include <QMap>
#include <QUuid>

#include <chrono>

namespace tabletalk {

namespace {

using Attributes = QMap<QString, QString>;

const auto kSecretService = QStringLiteral("org.freedesktop.secrets");
const auto kSecretPath = QStringLiteral("/org/freedesktop/secrets");
const auto kBus = QStringLiteral("org.freedesktop.DBus");
const auto kBusPath = QStringLiteral("/org/freedesktop/DBus");

// A healthy service answers in milliseconds; a hung one must not hold up the sentence that says so.
constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(5);

QDBusMessage methodCall(const QString &service, const QString &path, const QString &interface,
                        const char *method)
{
    auto call = QDBusMessage::createMethodCall(service, path, interface, QString::fromLatin1(method));
    call.setAutoStartService(false);
    return call;
}

QString sessionBusAddress()
{
    QString address = qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return address;
    const QString socket = qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus");
    return QFile::exists(socket) ? QStringLiteral("unix:path=") + socket : QString();
}

QString programName(uint pid)
{
    QFile comm(QStringLiteral("/proc/%1/comm").arg(pid));
    if (!comm.open(QIODevice::ReadOnly))
        return {};
    const QByteArray name = comm.readAll();
    if (name.startsWith("gnome-keyring"))
        return QStringLiteral("GNOME Keyring");
    if (name.startsWith("kwallet") || name.startsWith("ksecretd"))
        return QStringLiteral("KWallet");
    if (name.startsWith("keepassxc"))
        return QStringLiteral("KeePassXC");
    return {};
}

} // namespace

SecretServiceProbe::SecretServiceProbe(Question question, const QString &service, const QString &entry,
                                       QObject *parent)
    : QObject(parent)
    , m_question(question)
    , m_service(service)
    , m_entry(entry)
    , m_connectionName(QStringLiteral("tabletalk-probe-") + QUuid::createUuid().toString(QUuid::Id128))
    , m_bus(QString())
{
    qDBusRegisterMetaType<Attributes>();
}

SecretServiceProbe::~SecretServiceProbe()
{
    QDBusConnection::disconnectFromPeer(m_connectionName);
}

void SecretServiceProbe::start()
{
    // QDBusConnection::sessionBus() greets the bus and waits for the answer, which would hold the window for
    // as long as a hung bus does. A peer connection does not wait; the greeting is then ours to send.
    const QString address = sessionBusAddress();
    if (!address.isEmpty())
        m_bus = QDBusConnection::connectToPeer(address, m_connectionName);
    if (!m_bus.isConnected()) {
        // Later, like every other report: nobody listens before start() has returned.
        QMetaObject::invokeMethod(
            this, [this] { report(StoreReport::State::NoBus); }, Qt::QueuedConnection);
        return;
    }
    ask(methodCall(kBus, kBusPath, kBus, "Hello"), [this](const QDBusMessage &reply) {
        if (reply.type() == QDBusMessage::ReplyMessage)
            askWhoOwnsTheService();
        else
            report(StoreReport::State::NoBus);
    });
}

void SecretServiceProbe::askWhoOwnsTheService()
{
    auto call = methodCall(kBus, kBusPath, kBus, "GetConnectionUnixProcessID");
    call << kSecretService;
    ask(call, [this](const QDBusMessage &reply) {
        if (reply.type() != QDBusMessage::ReplyMessage) {
            report(StoreReport::State::NoService);
            return;
        }
        m_owner = programName(reply.arguments().value(0).toUInt());
        if (m_question == Question::StorageLocked)
            askForStorage();
        else
            askForEntry();
    });
}

void SecretServiceProbe::askForEntry()
{
    auto call = methodCall(kSecretService, kSecretPath, QStringLiteral("org.freedesktop.Secret.Service"),
                           "SearchItems");
    // The attributes QtKeychain gives its entries.
    call << QVariant::fromValue(
        Attributes{{QStringLiteral("server"), m_service}, {QStringLiteral("user"), m_entry}});
    ask(call, [this](const QDBusMessage &reply) {
        const QVariantList lists = reply.arguments();
        if (reply.type() != QDBusMessage::ReplyMessage || lists.size() != 2)
            report(StoreReport::State::Unanswered);
        else if (!qdbus_cast<QList<QDBusObjectPath>>(lists.at(0)).isEmpty())
            report(StoreReport::State::Unlocked);
        else if (!qdbus_cast<QList<QDBusObjectPath>>(lists.at(1)).isEmpty())
            report(StoreReport::State::Locked);
        else
            report(StoreReport::State::Absent);
    });
}

void SecretServiceProbe::askForStorage()
{
    auto call = methodCall(kSecretService, kSecretPath + QStringLiteral("/aliases/default"),
                           QStringLiteral("org.freedesktop.DBus.Properties"), "Get");
    call << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    ask(call, [this](const QDBusMessage &reply) {
        const bool locked = qdbus_cast<QVariant>(reply.arguments().value(0)).toBool();
        if (reply.type() == QDBusMessage::ReplyMessage)
            report(locked ? StoreReport::State::Locked : StoreReport::State::Unlocked);
        else if (reply.errorName() == QDBusError::errorString(QDBusError::NoReply))
            report(StoreReport::State::Unanswered);
        else // no default collection: writing makes one
            report(StoreReport::State::Absent);
    });
}

void SecretServiceProbe::ask(const QDBusMessage &call, Handler onReply)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, int(kPatience.count())), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [watcher, onReply = std::move(onReply)] { onReply(watcher->reply()); });
}

void SecretServiceProbe::report(StoreReport::State state)
{
    emit reported({state, m_owner});
}

} // namespace tabletalk
