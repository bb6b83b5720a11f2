// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretclipboard.h"
#include "settings/importkeysdialog.h"
#include "settings/keyspage.h"
#include "viewfixture.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace tabletalk;

class TestKeysPage : public QObject {
    Q_OBJECT
private slots:
    void init() { make({}); }
    void cleanup();

    void savesAKey();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
    void hidesTheKeyWhileItIsTyped();
    void offersTheSessionWhenTheStoreFails();
    void keepsForTheSession();
    void saysWhatIsAwaitedAndTakesTheLateAnswer();
    void showsTheEnvironmentsKey();
    void removesTheKey();
    void saysWhyAKeyIsStillThere();
    void checksAKey_data();
    void checksAKey();
    void checksWhatIsTypedBeforeItIsSaved();
    void sendsATestMessageOnlyWhenAsked();
    void stopsCheckingWhenHidden();
    void forgetsWhatWasTypedWhenHidden();
    void followsTheEndpoint();
    void keepsSeveralByName();
    void replacesAKeyInPlace();
    void revealsOnPurposeAndHidesAgain();
    void copiesForAWhile();
    void importsFromAFileAndCleansUp();

private:
    void make(std::optional<Secret> environment,
              std::chrono::milliseconds patience = std::chrono::minutes(1));
    QLineEdit *field() const { return named<QLineEdit>(*m_page, QLatin1String("API key")); }
    QPushButton *button(QLatin1String name) const { return named<QPushButton>(*m_page, name); }
    QString status() const { return named<QLabel>(*m_page, QLatin1String("Status"))->text(); }
    QString kept() const { return m_page->findChild<QLabel *>(QStringLiteral("keptLabel"))->text(); }
    void saveTyped();

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<KeysPage> m_page;
};

void TestKeysPage::make(std::optional<Secret> environment, std::chrono::milliseconds patience)
{
    m_page.reset();
    m_fixture = std::make_unique<ViewFixture>(environment, patience);
    m_page = std::make_unique<KeysPage>(m_fixture->keys, m_fixture->endpoint, m_fixture->router,
                                        m_fixture->completions, m_fixture->catalog);
    m_page->show();
}

void TestKeysPage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestKeysPage::saveTyped()
{
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Save key"))->click();
    QTRY_COMPARE(status(), QStringLiteral("The key is saved in Test Keyring."));
}

void TestKeysPage::savesAKey()
{
    QVERIFY(kept().startsWith(QStringLiteral("There is no key yet.")));
    QVERIFY(!button(QLatin1String("Remove key"))->isEnabled());
    QTest::keyClicks(field(), m_fixture->typedKey);
    QTest::keyClick(field(), Qt::Key_Return);
    QTRY_COMPARE(status(), QStringLiteral("The key is saved in Test Keyring."));
    QVERIFY(field()->text().isEmpty());
    QVERIFY(kept().startsWith(QStringLiteral("The key is kept in Test Keyring.")));
    QCOMPARE(m_fixture->store.entries.size(), 1);
    QVERIFY(button(QLatin1String("Remove key"))->isEnabled());
}

void TestKeysPage::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << ""
                             << "No key was entered";
    QTest::newRow("a line break inside") << "sk-one\nsk-two"
                                         << "no spaces or line breaks";
    QTest::newRow("not ASCII") << "sk-ключ"
                               << "plain ASCII";
    QTest::newRow("project key") << "pk-lf-123"
                                 << "project key";
    QTest::newRow("project pair") << "pk-a:sk-b"
                                  << "project key";
}

void TestKeysPage::refusesWhatIsNoKey()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, part);
    field()->setText(typed);
    for (const auto name : {QLatin1String("Save key"), QLatin1String("Keep for this session")}) {
        button(name)->click();
        QVERIFY2(status().contains(part), qPrintable(status()));
        QCOMPARE(field()->text(), typed);
    }
    QCOMPARE(m_fixture->store.writes, 0);
    QCOMPARE(m_fixture->keys.status(m_fixture->endpoint.endpoint()).source, KeySource::None);
}

void TestKeysPage::hidesTheKeyWhileItIsTyped()
{
    QCOMPARE(field()->echoMode(), QLineEdit::Password);
    QVERIFY(field()->inputMethodHints().testFlag(Qt::ImhSensitiveData));
    auto *show = named<QToolButton>(*m_page, QLatin1String("Show key"));
    show->click();
    QCOMPARE(field()->echoMode(), QLineEdit::Normal);
    saveTyped();
    QCOMPARE(field()->echoMode(), QLineEdit::Password);
    show->click();
    field()->undo(); // brings nothing back
    QCOMPARE(field()->text(), QString());
}

void TestKeysPage::offersTheSessionWhenTheStoreFails()
{
    m_fixture->store.refusal = FakeCredentialStore::locked();
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Save key"))->click();
    QTRY_VERIFY(status().startsWith(QStringLiteral("Test Keyring is locked.")));
    QVERIFY(status().contains(QStringLiteral("for this session")));
    QCOMPARE(field()->text(), m_fixture->typedKey);

    button(QLatin1String("Keep for this session"))->click();
    QCOMPARE(m_fixture->keys.status(m_fixture->endpoint.endpoint()).source, KeySource::Session);
    QVERIFY(kept().contains(QStringLiteral("this session only")));
}

void TestKeysPage::keepsForTheSession()
{
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Keep for this session"))->click();
    QVERIFY(field()->text().isEmpty());
    QCOMPARE(m_fixture->store.writes, 0);
    m_fixture->settings.file().sync();
    QFile file(m_fixture->settings.file().fileName());
    QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(m_fixture->typedKey.toLatin1()));
}

void TestKeysPage::saysWhatIsAwaitedAndTakesTheLateAnswer()
{
    make({}, std::chrono::milliseconds(1));
    m_fixture->store.isSilent = true;
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Save key"))->click();
    QTRY_VERIFY(status().startsWith(QStringLiteral("Test Keyring has not answered yet")));
    QVERIFY(kept().contains(QStringLiteral("has not answered yet")));
    m_fixture->store.answerAll();
    QTRY_COMPARE(status(), QStringLiteral("The key is saved in Test Keyring."));
    QVERIFY(field()->text().isEmpty());
    QVERIFY(!kept().contains(QStringLiteral("has not answered yet")));
}

void TestKeysPage::showsTheEnvironmentsKey()
{
    make(Secret("sk-env-0123456789abcdef"));
    QVERIFY(kept().contains(QStringLiteral("LLMROUTER_API_KEY")));
    QVERIFY(!button(QLatin1String("Remove key"))->isEnabled());
}

void TestKeysPage::removesTheKey()
{
    saveTyped();
    button(QLatin1String("Remove key"))->click();
    QTRY_VERIFY(status().startsWith(QStringLiteral("The key is removed here.")));
    QVERIFY(m_fixture->store.entries.isEmpty());
    QVERIFY(!button(QLatin1String("Remove key"))->isEnabled());
}

void TestKeysPage::saysWhyAKeyIsStillThere()
{
    saveTyped();
    m_fixture->store.refusal = FakeCredentialStore::locked();
    button(QLatin1String("Remove key"))->click();
    QTRY_COMPARE(status(), QStringLiteral("The key is still there. Test Keyring is locked."));
    QCOMPARE(m_fixture->store.entries.size(), 1);
}

void TestKeysPage::checksAKey_data()
{
    QTest::addColumn<int>("verdict"); // -1: an error
    QTest::addColumn<QString>("said");
    QTest::newRow("accepted") << int(KeyStatus::Verdict::Accepted)
                              << "The key “work” works. It may spend $3.20 more of its limit of $10.00.";
    QTest::newRow("refused")
        << int(KeyStatus::Verdict::Refused)
        << "app.interactive.ai refuses this key. It may be mistyped, revoked or expired; "
           "make a new one there and enter it below.";
    QTest::newRow("error") << -1 << "There is no network.";
}

void TestKeysPage::checksAKey()
{
    QFETCH(const int, verdict);
    QFETCH(const QString, said);
    saveTyped();
    if (verdict < 0) {
        m_fixture->router.keyAnswer =
            Error{.kind = ErrorKind::Offline, .userText = QStringLiteral("There is no network.")};
    } else {
        m_fixture->router.keyAnswer = KeyStatus{.verdict = KeyStatus::Verdict(verdict),
                                                .label = QStringLiteral("work"),
                                                .limit = Money::fromDecimal(u"10"),
                                                .remaining = Money::fromDecimal(u"3.2")};
    }
    button(QLatin1String("Check key"))->click();
    QVERIFY(!button(QLatin1String("Check key"))->isEnabled());
    QCOMPARE(status(), QStringLiteral("Checking the key with app.interactive.ai…"));
    QTRY_COMPARE(status(), said);
    QVERIFY(button(QLatin1String("Check key"))->isEnabled());
    QVERIFY(m_fixture->completions.requests.empty());
}

void TestKeysPage::checksWhatIsTypedBeforeItIsSaved()
{
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Check key"))->click();
    QTRY_COMPARE(status(), QStringLiteral("The key works."));
    QCOMPARE(m_fixture->router.keyQuestions.front().key.reveal(), m_fixture->typedKey.toLatin1());
    QCOMPARE(m_fixture->store.writes, 0);
    QCOMPARE(field()->text(), m_fixture->typedKey);
}

void TestKeysPage::sendsATestMessageOnlyWhenAsked()
{
    m_fixture->catalog.refresh();
    QTRY_VERIFY(!m_fixture->catalog.isLoading());
    saveTyped();
    m_fixture->router.keyAnswer = KeyStatus{.verdict = KeyStatus::Verdict::NotTold};
    auto *test = button(QLatin1String("Send a test message"));
    QVERIFY(!test->isVisible());
    button(QLatin1String("Check key"))->click();
    QTRY_VERIFY(test->isVisible());
    QVERIFY(status().contains(QStringLiteral("GPT-4o mini tells, and costs a fraction of a cent")));
    QVERIFY(m_fixture->completions.requests.empty());

    test->click();
    QTRY_COMPARE(m_fixture->completions.requests.size(), std::size_t(1));
    QCOMPARE(m_fixture->completions.requests.front().model, QStringLiteral("openai/gpt-4o-mini"));
    emit m_fixture->completions.lastStream->finished({.ending = CompletionOutcome::Ending::Complete});
    QCOMPARE(status(), QStringLiteral("The key works."));
    QVERIFY(!test->isVisible());
}

void TestKeysPage::stopsCheckingWhenHidden()
{
    m_fixture->catalog.noteUsed(QStringLiteral("a/b"));
    saveTyped();
    m_fixture->router.keyAnswer = KeyStatus{.verdict = KeyStatus::Verdict::NotTold};
    button(QLatin1String("Check key"))->click();
    QTRY_VERIFY(button(QLatin1String("Send a test message"))->isVisible());
    button(QLatin1String("Send a test message"))->click();
    QTRY_VERIFY(m_fixture->completions.lastStream);
    m_page->hide();
    QVERIFY(!m_fixture->completions.lastStream);
    QVERIFY(button(QLatin1String("Check key"))->isEnabled());
    QCOMPARE(status(), QString());
}

void TestKeysPage::forgetsWhatWasTypedWhenHidden()
{
    field()->setText(m_fixture->typedKey);
    m_page->hide();
    QVERIFY(field()->text().isEmpty());
}

void TestKeysPage::followsTheEndpoint()
{
    saveTyped();
    m_fixture->endpoint.choose(*Endpoint::parse(QStringLiteral("http://localhost:8080/v1")));
    QVERIFY(kept().startsWith(QStringLiteral("There is no key yet.")));
    QVERIFY(m_page->findChild<QLabel *>(QStringLiteral("headingLabel"))
                ->text()
                .contains(QStringLiteral("localhost")));
}

void TestKeysPage::keepsSeveralByName()
{
    auto *name = named<QLineEdit>(*m_page, QLatin1String("Name of the key"));
    name->setText(QStringLiteral("work"));
    saveTyped();
    name->setText(QStringLiteral("home"));
    field()->setText(QStringLiteral("sk-test-fedcba9876543210"));
    button(QLatin1String("Save key"))->click();
    auto *tree = named<QTreeWidget>(*m_page, QLatin1String("Keys of this endpoint"));
    QTRY_COMPARE(tree->topLevelItemCount(), 2);
    QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("home"));
    QCOMPARE(tree->topLevelItem(0)->text(1), QStringLiteral("…3210"));
    QCOMPARE(tree->topLevelItem(0)->text(3), QStringLiteral("in use"));
    tree->setCurrentItem(tree->topLevelItem(1));
    button(QLatin1String("Use key"))->click();
    QCOMPARE(tree->topLevelItem(1)->text(3), QStringLiteral("in use"));
    QCOMPARE(m_fixture->keys.status(m_fixture->endpoint.endpoint()).name, QStringLiteral("work"));
    // What is selected is checked and removed, whatever is in use.
    tree->setCurrentItem(tree->topLevelItem(0));
    button(QLatin1String("Check key"))->click();
    QTRY_COMPARE(m_fixture->router.keyQuestions.size(), std::size_t(1));
    QCOMPARE(m_fixture->router.keyQuestions.front().key.reveal(), QByteArray("sk-test-fedcba9876543210"));
    button(QLatin1String("Remove key"))->click();
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("work"));
}

void TestKeysPage::replacesAKeyInPlace()
{
    saveTyped();
    const auto *more = button(QLatin1String("More about the key"));
    more->menu()->actions().at(1)->trigger(); // Replace…
    QVERIFY(status().contains(QStringLiteral("takes the place of")));
    field()->setText(QStringLiteral("sk-test-fedcba9876543210"));
    button(QLatin1String("Save key"))->click();
    QTRY_COMPARE(m_fixture->store.entries.size(), 1);
    QTRY_COMPARE(m_fixture->store.entries.begin()->reveal(), QByteArray("sk-test-fedcba9876543210"));
    auto *tree = named<QTreeWidget>(*m_page, QLatin1String("Keys of this endpoint"));
    QTRY_COMPARE(tree->topLevelItemCount(), 1);
    // The next one stands beside it.
    field()->setText(m_fixture->typedKey);
    button(QLatin1String("Save key"))->click();
    QTRY_COMPARE(tree->topLevelItemCount(), 2);
}

void TestKeysPage::revealsOnPurposeAndHidesAgain()
{
    saveTyped();
    auto *revealed = m_page->findChild<QWidget *>(QStringLiteral("revealedKey"));
    QVERIFY(revealed->isHidden());
    button(QLatin1String("Reveal key"))->click();
    QTRY_VERIFY(!revealed->isHidden());
    // Nothing reads it but eyes.
    const auto children = m_page->findChildren<QWidget *>();
    for (QWidget *child : children) {
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(child);
        for (const auto text : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
            QVERIFY(!interface->text(text).contains(QStringLiteral("0123456789abcdef")));
    }
    m_page->hide();
    m_page->show();
    QVERIFY(revealed->isHidden());
}

void TestKeysPage::copiesForAWhile()
{
    saveTyped();
    button(QLatin1String("Copy key"))->click();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), m_fixture->typedKey);
    QCOMPARE(status(), QStringLiteral("The key is in the clipboard for 30 seconds."));
    {
        SecretClipboard clipboard(nullptr, std::chrono::milliseconds(1));
        clipboard.copy(Secret("sk-test-fedcba9876543210"));
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QString());
        clipboard.copy(Secret("sk-test-fedcba9876543210"));
        QGuiApplication::clipboard()->setText(QStringLiteral("something newer"));
        QTimer after;
        QSignalSpy isOver(&after, &QTimer::timeout);
        after.start(20);
        QVERIFY(isOver.wait());
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("something newer"));
}

void TestKeysPage::importsFromAFileAndCleansUp()
{
    const QString path = m_fixture->dir.filePath(QStringLiteral("secrets.env"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# mine\nOTHER=1\nLLMROUTER_API_KEY=sk-test-fedcba9876543210\nLAST=2\n");
    file.close();
    ImportKeysDialog dialog(m_fixture->keys, m_fixture->endpoint.endpoint());
    dialog.show();
    dialog.addFile(path);
    auto *tree = named<QTreeWidget>(dialog, QLatin1String("Keys that were found"));
    QTRY_VERIFY(tree->topLevelItemCount() > 0);
    QSignalSpy said(&dialog, &ImportKeysDialog::said);
    named<QCheckBox>(dialog, QLatin1String("Take the plain copies out of their files"))->setChecked(true);
    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    QVERIFY(said.wait());
    QVERIFY2(said.first().first().toString().startsWith(QStringLiteral("One key was imported.")),
             qPrintable(said.first().first().toString()));
    QCOMPARE(m_fixture->store.entries.begin()->reveal(), QByteArray("sk-test-fedcba9876543210"));
    QCOMPARE(m_fixture->keys.status(m_fixture->endpoint.endpoint()).name,
             QStringLiteral("LLMROUTER_API_KEY"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# mine\nOTHER=1\nLLMROUTER_API_KEY=\nLAST=2\n"));
}

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
