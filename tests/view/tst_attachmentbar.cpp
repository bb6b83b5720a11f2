// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/attachmentbar.h"
#include "composer/composer.h"
#include "fakeattachments.h"
#include "viewfixture.h"

#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace tabletalk;

class TestAttachmentBar : public QObject {
    Q_OBJECT
private slots:
    void init();
    void showsAChipForEachFile();
    void removesByKeyboard();
    void saysWhatWasRefused();
    void takesOnlySoMany();
    void sendWaitsForWhatIsBeingRead();
    void doesNotSendWithoutWhatWasRefused();
    void takesFilesAndPicturesButNotCells_data();
    void takesFilesAndPicturesButNotCells();
    void pastedFilesBecomeChips();

private:
    AttachmentBar &bar() { return *m_composer->findChild<AttachmentBar *>(); }

    std::unique_ptr<FakeAttachments> m_service;
    std::unique_ptr<Composer> m_composer;
};

void TestAttachmentBar::init()
{
    m_service = std::make_unique<FakeAttachments>();
    m_composer = std::make_unique<Composer>(m_service.get());
    m_composer->resize(500, 120);
    m_composer->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
}

void TestAttachmentBar::showsAChipForEachFile()
{
    QVERIFY(!bar().isVisible());
    m_composer->attachFiles({QStringLiteral("/a/one.txt"), QStringLiteral("/a/two.txt")});
    QVERIFY(bar().isVisible());
    QVERIFY(bar().isReading());
    m_service->finish(1, FakeAttachments::document(QStringLiteral("two.txt")));
    m_service->finish(0, FakeAttachments::document(QStringLiteral("one.txt")));
    QTRY_VERIFY(!bar().isReading());
    QCOMPARE(m_composer->attachments().size(), 2);
    QCOMPARE(m_composer->attachments().first().name, QStringLiteral("one.txt"));
    QVERIFY(named<QToolButton>(*m_composer, QLatin1String("Remove two.txt")));
    m_composer->setAttachments({});
    QVERIFY(!bar().isVisible());
}

void TestAttachmentBar::removesByKeyboard()
{
    m_composer->setAttachments({FakeAttachments::document(QStringLiteral("one.txt")),
                                FakeAttachments::document(QStringLiteral("two.txt"))});
    auto *first = named<QToolButton>(*m_composer, QLatin1String("Remove one.txt"));
    QTest::keyClick(first, Qt::Key_Delete);
    QCOMPARE(m_composer->attachments().size(), 1);
    QCOMPARE(m_composer->attachments().first().name, QStringLiteral("two.txt"));
    auto *second = named<QToolButton>(*m_composer, QLatin1String("Remove two.txt"));
    QTest::keyClick(second, Qt::Key_Space);
    QVERIFY(m_composer->attachments().isEmpty());
}

void TestAttachmentBar::saysWhatWasRefused()
{
    QSignalSpy refused(m_composer.get(), &Composer::attachmentsRefused);
    m_composer->attachFiles({QStringLiteral("/a/one.txt"), QStringLiteral("/a/two.txt")});
    m_service->finish(0, Error{.kind = ErrorKind::AttachmentTooLarge, .userText = QStringLiteral("One.")});
    m_service->finish(1, Error{.kind = ErrorKind::AttachmentTooLarge, .userText = QStringLiteral("Two.")});
    QTRY_COMPARE(refused.size(), 2);
    QCOMPARE(refused.last().first().toString(), QStringLiteral("One.\nTwo."));
    QVERIFY(bar().isEmpty());
}

void TestAttachmentBar::takesOnlySoMany()
{
    QSignalSpy refused(m_composer.get(), &Composer::attachmentsRefused);
    m_composer->attachFiles(QStringList(kMostAttachments + 5, QStringLiteral("/a/one.txt")));
    QCOMPARE(m_service->names.size(), kMostAttachments);
    QCOMPARE(refused.size(), 1);
}

void TestAttachmentBar::sendWaitsForWhatIsBeingRead()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    m_composer->attachFiles({QStringLiteral("/a/one.txt")});
    auto *send = named<QPushButton>(*m_composer, QLatin1String("Send"));
    QVERIFY(send->isEnabled());
    send->click();
    QCOMPARE(sent.size(), 0);
    QVERIFY(!send->isEnabled());
    m_service->finish(0, FakeAttachments::document(QStringLiteral("one.txt")));
    QTRY_COMPARE(sent.size(), 1);
}

void TestAttachmentBar::doesNotSendWithoutWhatWasRefused()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    m_composer->setText(QStringLiteral("Read this"));
    m_composer->attachFiles({QStringLiteral("/a/one.txt")});
    auto *send = named<QPushButton>(*m_composer, QLatin1String("Send"));
    send->click();
    m_service->finish(0, Error{.kind = ErrorKind::AttachmentUnreadable, .userText = QStringLiteral("No.")});
    QTRY_VERIFY(bar().isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(sent.size(), 0);
    QVERIFY(send->isEnabled());
}

void TestAttachmentBar::takesFilesAndPicturesButNotCells_data()
{
    QTest::addColumn<bool>("hasText");
    QTest::addColumn<bool>("hasPicture");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("text") << true << false << QString() << false;
    QTest::newRow("a picture") << false << true << QString() << true;
    QTest::newRow("cells, with a picture of them") << true << true << QString() << false;
    QTest::newRow("a file") << true << false << QStringLiteral("file:///a/b.txt") << true;
    QTest::newRow("an address") << true << false << QStringLiteral("https://example.org/") << false;
}

void TestAttachmentBar::takesFilesAndPicturesButNotCells()
{
    QFETCH(bool, hasText);
    QFETCH(bool, hasPicture);
    QFETCH(QString, url);
    QFETCH(bool, isTaken);
    QMimeData data;
    if (hasText)
        data.setText(QStringLiteral("a\tb"));
    if (hasPicture)
        data.setImageData(QImage(2, 2, QImage::Format_RGB32));
    if (!url.isEmpty())
        data.setUrls({QUrl(url)});
    QCOMPARE(AttachmentBar::canTake(data), isTaken);
}

void TestAttachmentBar::pastedFilesBecomeChips()
{
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("file:///a/b.txt"))});
    m_composer->attach(data);
    QCOMPARE(m_service->names, QStringList{QStringLiteral("/a/b.txt")});
    QVERIFY(m_composer->text().isEmpty());
}

QTEST_MAIN(TestAttachmentBar)
#include "tst_attachmentbar.moc"
