// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/keyspage.h"
#include "viewfixture.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

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
           "make a new one there and enter it above.";
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

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
