// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeattachments.h"
#include "sentattachments.h"

#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tabletalk;

class TestSentAttachments : public QObject {
    Q_OBJECT
public slots:
    void takeUrl(const QUrl &url) { m_opened.append(url); }

private slots:
    void init();
    void namesCopiesSafely_data();
    void namesCopiesSafely();
    void opensOnlyWhenTold();
    void savesWhereTold();
    void saysWhatIsGone();

private:
    QPushButton *button(const QString &text);

    std::unique_ptr<QWidget> m_window;
    FakeAttachments m_service;
    QList<QUrl> m_opened;
    const Attachment m_notes = FakeAttachments::document(QStringLiteral("notes.txt"));
};

void TestSentAttachments::init()
{
    m_window = std::make_unique<QWidget>();
    m_service.kept = {{m_notes.sha256, "text"}};
    m_opened.clear();
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "takeUrl");
}

QPushButton *TestSentAttachments::button(const QString &text)
{
    const auto buttons = m_window->findChildren<QPushButton *>();
    for (QPushButton *one : buttons) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

void TestSentAttachments::namesCopiesSafely_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<QString>("copy");
    const QString text = QStringLiteral("text/plain");
    const QString pdf = QStringLiteral("application/pdf");
    QTest::newRow("usual") << QStringLiteral("report.pdf") << pdf << QStringLiteral("report.pdf");
    QTest::newRow("table") << QStringLiteral("a.csv") << QStringLiteral("text/csv")
                           << QStringLiteral("a.csv");
    QTest::newRow("a path") << QStringLiteral("../../etc/cron") << text << QStringLiteral("cron.txt");
    QTest::newRow("a starter") << QStringLiteral("a.desktop") << text << QStringLiteral("a.desktop.txt");
    QTest::newRow("a script") << QStringLiteral("a.sh") << QStringLiteral("application/x-shellscript")
                              << QStringLiteral("a.sh.txt");
    QTest::newRow("hidden") << QStringLiteral("..bashrc") << text << QStringLiteral("bashrc.txt");
    QTest::newRow("nothing") << QString() << pdf << QStringLiteral("attachment.pdf");
    QTest::newRow("dots") << QStringLiteral("..") << text << QStringLiteral("attachment.txt");
    QTest::newRow("a lie") << QStringLiteral("a.exe") << QStringLiteral("image/png")
                           << QStringLiteral("a.exe.png");
    QTest::newRow("turned round") << QStringLiteral("a\u202efdp.txt") << text << QStringLiteral("afdp.txt");
    QTest::newRow("line break") << QStringLiteral("a\nb.txt") << text << QStringLiteral("ab.txt");
}

void TestSentAttachments::namesCopiesSafely()
{
    QFETCH(const QString, name);
    QFETCH(const QString, mediaType);
    QTEST(safeFileName({.name = name, .mediaType = mediaType}), "copy");
}

void TestSentAttachments::opensOnlyWhenTold()
{
    SentAttachments sent(m_service, nullptr, m_window.get());
    sent.show(m_notes);
    QVERIFY(m_window->findChild<QMessageBox *>(QStringLiteral("attachmentBox")));
    QVERIFY(m_opened.isEmpty());
    button(QStringLiteral("&Open"))->click();
    QTRY_COMPARE(m_opened.size(), 1);
    QFile copy(m_opened.first().toLocalFile());
    QCOMPARE(QFileInfo(copy).fileName(), QStringLiteral("notes.txt"));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), QByteArray("text"));
    QVERIFY(!(copy.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOwner)));
}

void TestSentAttachments::savesWhereTold()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("kept.txt"));
    SentAttachments sent(m_service, nullptr, m_window.get());
    QSignalSpy said(&sent, &SentAttachments::said);
    sent.show(m_notes);
    button(QStringLiteral("&Save as…"))->click();
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    QTRY_COMPARE(said.size(), 1);
    QFile kept(path);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("text"));

    emit dialog->fileSelected(folder.filePath(QStringLiteral("no/such/folder.txt")));
    QTRY_COMPARE(said.size(), 2);
    QVERIFY2(said.last().first().toString().contains(QStringLiteral("not saved")),
             qPrintable(said.last().first().toString()));
}

void TestSentAttachments::saysWhatIsGone()
{
    m_service.kept.clear();
    SentAttachments sent(m_service, nullptr, m_window.get());
    QSignalSpy said(&sent, &SentAttachments::said);
    sent.show(m_notes);
    button(QStringLiteral("&Open"))->click();
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(m_opened.isEmpty());
}

QTEST_MAIN(TestSentAttachments)
#include "tst_sentattachments.moc"
