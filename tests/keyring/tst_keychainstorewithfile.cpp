// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychainstore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

// libsecret can keep entries in an encrypted file of its own, as it does in a sandbox: there is no bus to
// ask anything, and it must work all the same.
class TestKeychainStoreWithFile : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void writesReadsAndRemovesWithoutABus();

private:
    QTemporaryDir m_folder;
};

void TestKeychainStoreWithFile::initTestCase()
{
    qputenv("SECRET_BACKEND", "file");
    qputenv("SECRET_FILE_TEST_PATH", QFile::encodeName(m_folder.filePath(QStringLiteral("test.keyring"))));
    qputenv("SECRET_FILE_TEST_PASSWORD", "a password");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("XDG_CURRENT_DESKTOP");
}

void TestKeychainStoreWithFile::writesReadsAndRemovesWithoutABus()
{
    KeychainStore store;
    const auto id = QUuid::createUuid();
    const auto written = store.write(id, Secret("sk-in-a-file-0123456789"));
    QTRY_VERIFY(written.isFinished());
    QVERIFY2(written.result().ok(),
             qPrintable(written.result().ok() ? QString() : written.result().error().detail));

    const auto read = store.read(id);
    QTRY_VERIFY(read.isFinished());
    QVERIFY(read.result().ok());
    QCOMPARE(read.result()->reveal(), QByteArray("sk-in-a-file-0123456789"));

    QFile file(m_folder.filePath(QStringLiteral("test.keyring")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("sk-in-a-file"));

    const auto removed = store.remove(id);
    QTRY_VERIFY(removed.isFinished());
    QVERIFY(removed.result().ok());
    const auto gone = store.read(id);
    QTRY_VERIFY(gone.isFinished());
    QVERIFY(!gone.result().ok());
    QCOMPARE(gone.result().error().kind, ErrorKind::KeyNotFound);
}

QTEST_GUILESS_MAIN(TestKeychainStoreWithFile)
#include "tst_keychainstorewithfile.moc"
