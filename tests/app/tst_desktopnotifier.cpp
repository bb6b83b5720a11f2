// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace tabletalk;

namespace {

//! The desktop's side.
class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList bodies;
    QList<uint> replaced;

public slots:
    // NOLINTNEXTLINE(readability-identifier-naming): the interface's name
    uint Notify(const QString &, uint replaces, const QString &, const QString &, const QString &body,
                const QStringList &, const QVariantMap &, int)
    {
        replaced.append(replaces);
        bodies.append(body);
        return 7;
    }

signals:
    // NOLINTNEXTLINE(readability-identifier-naming)
    void ActionInvoked(uint id, const QString &action);
};

} // namespace

class TestDesktopNotifier : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void doesNothingWhereNobodyListens();
    void tellsAndReplaces();

private:
    QProcess m_bus;
};

void TestDesktopNotifier::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QVERIFY(m_bus.waitForReadyRead());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    QVERIFY(QDBusConnection::sessionBus().isConnected());
}

void TestDesktopNotifier::cleanupTestCase()
{
    m_bus.kill();
    m_bus.waitForFinished();
}

void TestDesktopNotifier::doesNothingWhereNobodyListens()
{
    DesktopNotifier notifier;
    notifier.notify(QStringLiteral("a"), QStringLiteral("b"));
    QTRY_VERIFY(notifier.children().isEmpty()); // the answer came, and was an error
}

void TestDesktopNotifier::tellsAndReplaces()
{
    QDBusConnection server = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"),
                                                           QStringLiteral("desktop"));
    Desktop desktop;
    QVERIFY(server.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(server.registerService(QStringLiteral("org.freedesktop.Notifications")));

    DesktopNotifier notifier;
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    notifier.notify(QStringLiteral("Answer"), QStringLiteral("<b>done"));
    QTRY_COMPARE(desktop.bodies, QStringList{QStringLiteral("&lt;b&gt;done")});
    QTRY_VERIFY(notifier.children().isEmpty());
    notifier.notify(QStringLiteral("Answer"), QStringLiteral("again"));
    QTRY_COMPARE(desktop.replaced, (QList<uint>{0, 7}));

    emit desktop.ActionInvoked(8, QStringLiteral("default"));
    emit desktop.ActionInvoked(7, QStringLiteral("default"));
    QTRY_COMPARE(activated.size(), 1);
}

QTEST_GUILESS_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"
