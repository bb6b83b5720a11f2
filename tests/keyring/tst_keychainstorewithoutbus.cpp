// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychainstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tabletalk;

// A session bus that is not there, and one that takes connections and never says a word.
class TestKeychainStoreWithoutBus : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void saysThatNoStoreAnswers_data();
    void saysThatNoStoreAnswers();
    void waitsForASilentBusWithoutBlocking();

private:
    QTemporaryDir m_folder;
    int m_listener = -1;
};

void TestKeychainStoreWithoutBus::initTestCase()
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "SECRET_BACKEND"})
        qunsetenv(name);
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder.path()));
}

void TestKeychainStoreWithoutBus::cleanupTestCase()
{
    ::close(m_listener);
}

void TestKeychainStoreWithoutBus::saysThatNoStoreAnswers_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("socket missing") << QByteArray("unix:path=/nonexistent/bus");
    QTest::newRow("not an address") << QByteArray("nonsense");
    QTest::newRow("variable unset") << QByteArray();
}

void TestKeychainStoreWithoutBus::saysThatNoStoreAnswers()
{
    QFETCH(QByteArray, address);
    if (address.isEmpty())
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    else
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    KeychainStore store;
    const auto read = store.read(QUuid::createUuid());
    const auto written = store.write(QUuid::createUuid(), Secret("sk-0123456789"));
    const auto removed = store.remove(QUuid::createUuid());
    QTRY_VERIFY(read.isFinished() && written.isFinished() && removed.isFinished());
    QVERIFY(!read.result().ok());
    QCOMPARE(read.result().error().kind, ErrorKind::StoreMissing);
    QVERIFY(!written.result().ok());
    QCOMPARE(written.result().error().kind, ErrorKind::StoreMissing);
    QVERIFY(!removed.result().ok());
    QCOMPARE(removed.result().error().kind, ErrorKind::StoreMissing);
    QVERIFY(written.result().error().userText.contains(u"KWallet"));
}

void TestKeychainStoreWithoutBus::waitsForASilentBusWithoutBlocking()
{
    const QByteArray path = QFile::encodeName(m_folder.filePath(QStringLiteral("silent")));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(size_t(path.size()) < sizeof(address.sun_path));
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QVERIFY(::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0);
    QVERIFY(::listen(m_listener, 16) == 0);
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + path);

    KeychainStore store;
    const auto read = store.read(QUuid::createUuid());
    for (int turn = 0; turn < 100; ++turn)
        QCoreApplication::processEvents();
    QVERIFY(!read.isFinished());
    // The process now ends with the call under way; that it ends is part of the test.
}

QTEST_GUILESS_MAIN(TestKeychainStoreWithoutBus)
#include "tst_keychainstorewithoutbus.moc"
