// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktopnotifier.h"

#include "logging.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

namespace tabletalk {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent)
    : QObject(parent)
{
}

void DesktopNotifier::notify(const QString &summary, const QString &body)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    if (!m_isListening) {
        m_isListening = bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
                                    SLOT(takeAction(uint, QString)));
    }
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
    const QStringList actions{QStringLiteral("default"), tr("Show")};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()},
                            {QStringLiteral("category"), QStringLiteral("im.received")}};
    constexpr int kDesktopsTime = -1;
    // Desktops may read markup in the body.
    call.setArguments({QCoreApplication::applicationName(), m_id, QGuiApplication::desktopFileName(), summary,
                       body.toHtmlEscaped(), actions, hints, kDesktopsTime});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isValid())
            m_id = reply.value();
        else
            qCInfo(lcApp) << "the desktop takes no notifications:" << reply.error().name();
        watcher->deleteLater();
    });
}

void DesktopNotifier::takeAction(uint id, const QString &action)
{
    if (id == m_id && action == u"default")
        emit activated();
}

} // namespace tabletalk
