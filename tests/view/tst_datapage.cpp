// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/datapage.h"
#include "viewfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace tabletalk;

class TestDataPage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void showsWhereAndHowMuch();
    void makesABackup();
    void restoringAsksAndStartsOver();
    void deletingAsks();
    void aFailureIsSaidAndChangesNothing();

private:
    QPushButton *button(const char *name) { return m_page->findChild<QPushButton *>(QLatin1String(name)); }
    QTreeWidget *tree() { return named<QTreeWidget>(*m_page, QLatin1String("Backups")); }
    void chooseFirst();
    void press(QMessageBox::ButtonRole role);

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<DataPage> m_page;
};

void TestDataPage::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_fixture->backups.kept = {{QStringLiteral("one"), Backup::Kind::Daily, 1, 1000},
                               {QStringLiteral("two"), Backup::Kind::BeforeRestore, 0, 1000}};
    m_page = std::make_unique<DataPage>(m_fixture->conversations, m_fixture->backups);
    m_page->show();
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 2);
}

void TestDataPage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestDataPage::chooseFirst()
{
    tree()->clearSelection();
    tree()->topLevelItem(0)->setSelected(true);
}

void TestDataPage::press(QMessageBox::ButtonRole role)
{
    const auto *box = m_page->findChild<QMessageBox *>();
    QVERIFY(box);
    const auto buttons = box->buttons();
    const auto wanted = std::find_if(buttons.begin(), buttons.end(),
                                     [&](QAbstractButton *one) { return box->buttonRole(one) == role; });
    QVERIFY(wanted != buttons.end());
    (*wanted)->click();
}

void TestDataPage::showsWhereAndHowMuch()
{
    QCOMPARE(m_page->findChild<QLineEdit *>(QStringLiteral("folderLineEdit"))->text(),
             QStringLiteral("folder"));
    const QString sizes = m_page->findChild<QLabel *>(QStringLiteral("sizesLabel"))->text();
    QVERIFY2(sizes.startsWith(QStringLiteral("Conversations: 3. Messages and answers: 4.")),
             qPrintable(sizes));
    QCOMPARE(tree()->topLevelItem(1)->text(1), QStringLiteral("Before a restore"));
    QVERIFY(!button("restoreButton")->isEnabled());
}

void TestDataPage::makesABackup()
{
    button("backUpButton")->click();
    QTRY_COMPARE(tree()->topLevelItemCount(), 3);
    QVERIFY(button("backUpButton")->isEnabled());
}

void TestDataPage::restoringAsksAndStartsOver()
{
    const ChatSession *before = m_fixture->conversations.create(QStringLiteral("m"));
    const ConversationId id = before->conversation().id;
    QSignalSpy startedOver(&m_fixture->conversations, &Conversations::startedOver);
    chooseFirst();
    button("restoreButton")->click();
    QVERIFY(m_fixture->backups.restored.isEmpty());
    press(QMessageBox::AcceptRole);
    QTRY_COMPARE(startedOver.count(), 1);
    QCOMPARE(m_fixture->backups.restored, QStringList({QStringLiteral("one")}));
    QVERIFY(!m_fixture->conversations.session(id));
}

void TestDataPage::deletingAsks()
{
    chooseFirst();
    button("deleteButton")->click();
    QCOMPARE(m_fixture->backups.kept.size(), 2);
    press(QMessageBox::DestructiveRole);
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QCOMPARE(m_fixture->backups.kept.first().name, QStringLiteral("two"));
}

void TestDataPage::aFailureIsSaidAndChangesNothing()
{
    m_fixture->backups.failWith =
        Error{.kind = ErrorKind::StorageFull, .userText = QStringLiteral("The disk is full.")};
    chooseFirst();
    button("deleteButton")->click();
    press(QMessageBox::DestructiveRole);
    auto *status = named<QLabel>(*m_page, QLatin1String("Status"));
    QTRY_VERIFY(status->text().contains(QStringLiteral("The disk is full.")));
    QCOMPARE(m_fixture->backups.kept.size(), 2);
}

QTEST_MAIN(TestDataPage)
#include "tst_datapage.moc"
