// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialguard.h"
#include "viewfixture.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace tabletalk;

class TestCredentialGuard : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void letsOrdinaryTextPassAtOnce();
    void asksAndSendsAsItIs();
    void asksAndMasks();
    void sendsNothingWhenGivenUp();
    void knowsTheKeyThatWasSaved();
    void looksIntoAttachments();

private:
    void check(const QString &text, const QList<Attachment> &attachments = {});
    QMessageBox *box() { return m_window->findChild<QMessageBox *>(QStringLiteral("credentialMessageBox")); }
    void press(QMessageBox::ButtonRole role);

    const QString m_key = QStringLiteral("sk-") + QStringLiteral("a8Fq2Lz0Wk5Tn7Xb3R");
    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    CredentialGuard *m_guard = nullptr;
    QStringList m_sent;
};

void TestCredentialGuard::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
    m_guard = new CredentialGuard(m_fixture->keys, *m_window);
    m_sent.clear();
}

void TestCredentialGuard::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void TestCredentialGuard::check(const QString &text, const QList<Attachment> &attachments)
{
    m_guard->check(text, attachments, [this](const QString &checked) { m_sent.append(checked); });
}

void TestCredentialGuard::press(QMessageBox::ButtonRole role)
{
    const auto buttons = box()->buttons();
    const auto wanted = std::find_if(buttons.begin(), buttons.end(),
                                     [&](QAbstractButton *one) { return box()->buttonRole(one) == role; });
    QVERIFY(wanted != buttons.end());
    (*wanted)->click();
}

void TestCredentialGuard::letsOrdinaryTextPassAtOnce()
{
    check(QStringLiteral("How do I keep a secret?"));
    QCOMPARE(m_sent, QStringList{QStringLiteral("How do I keep a secret?")});
    QVERIFY(!box());
}

void TestCredentialGuard::asksAndSendsAsItIs()
{
    check(QStringLiteral("Why is ") + m_key + QStringLiteral(" refused?"));
    QVERIFY(box());
    QVERIFY(m_sent.isEmpty());
    QCOMPARE(box()->defaultButton(), box()->button(QMessageBox::Cancel));
    QVERIFY(box()->informativeText().contains(QStringLiteral("an API key (sk-a…)")));
    QVERIFY(!box()->informativeText().contains(m_key.mid(4)));
    press(QMessageBox::DestructiveRole);
    QCOMPARE(m_sent, QStringList{QStringLiteral("Why is ") + m_key + QStringLiteral(" refused?")});
}

void TestCredentialGuard::asksAndMasks()
{
    check(QStringLiteral("Why is ") + m_key + QStringLiteral(" refused?"));
    press(QMessageBox::AcceptRole);
    QCOMPARE(m_sent, QStringList{QStringLiteral("Why is sk-[hidden] refused?")});
}

void TestCredentialGuard::sendsNothingWhenGivenUp()
{
    check(m_key);
    box()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!box());
    QVERIFY(m_sent.isEmpty());
}

void TestCredentialGuard::knowsTheKeyThatWasSaved()
{
    const QString odd = QStringLiteral("of.no.known.shape");
    check(odd);
    QCOMPARE(m_sent.size(), 1);
    m_fixture->keys.keepForSession(Endpoint::routerDefault(), Secret(odd.toLatin1()));
    check(QStringLiteral("It is %1, I think.").arg(odd));
    QVERIFY(box());
    QVERIFY(box()->informativeText().contains(QStringLiteral("one of your own keys")));
    QCOMPARE(m_sent.size(), 1);
}

void TestCredentialGuard::looksIntoAttachments()
{
    Attachment file;
    file.name = QStringLiteral(".env");
    file.text = QStringLiteral("LLMROUTER_API_KEY=") + m_key;
    check(QStringLiteral("What is this?"), {file});
    QVERIFY(box());
    QVERIFY(box()->informativeText().contains(QStringLiteral(".env")));
    const auto buttons = box()->buttons();
    QCOMPARE(buttons.size(), 2); // what is in a file cannot be masked
    press(QMessageBox::DestructiveRole);
    QCOMPARE(m_sent, QStringList{QStringLiteral("What is this?")});
}

QTEST_MAIN(TestCredentialGuard)

#include "tst_credentialguard.moc"
