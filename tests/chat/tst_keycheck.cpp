// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakecompletionservice.h"
#include "fakecredentialstore.h"
#include "fakerouterinfo.h"
#include "keycheck.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestKeyCheck : public QObject {
    Q_OBJECT
private slots:
    void init();

    void checksWhatWasTyped();
    void checksTheKeyInUse();
    void reportsThatThereIsNothingToCheck();
    void sendsOneSmallMessage();
    void readsTheOutcomeOfAMessage_data();
    void readsTheOutcomeOfAMessage();
    void isSilentAfterCancel();

private:
    const Endpoint m_endpoint = Endpoint::routerDefault();
    const Secret m_key{QByteArrayLiteral("sk-test-0123456789abcdef")};
    QTemporaryDir m_dir;
    Settings m_settings{m_dir.filePath(QStringLiteral("settings.ini"))};
    FakeCredentialStore m_store;
    FakeRouterInfo m_router;
    FakeCompletionService m_completions;
    ApiKeys m_keys{m_store, m_settings};
    KeyCheck m_check{m_keys, m_router, m_completions};
    std::vector<Result<KeyStatus>> m_results;
};

void TestKeyCheck::init()
{
    m_check.disconnect(this);
    m_results.clear();
    m_router.keyQuestions.clear();
    m_completions.requests.clear();
    connect(&m_check, &KeyCheck::finished, this,
            [this](const Result<KeyStatus> &result) { m_results.push_back(result); });
}

void TestKeyCheck::checksWhatWasTyped()
{
    m_check.check(m_endpoint, m_key);
    QTRY_COMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results.front()->verdict, KeyStatus::Verdict::Accepted);
    QCOMPARE(m_router.keyQuestions.front().key.reveal(), m_key.reveal());
    QVERIFY(!m_check.isRunning());
}

void TestKeyCheck::checksTheKeyInUse()
{
    m_keys.keepForSession(m_endpoint, m_key);
    m_check.check(m_endpoint, {});
    QTRY_COMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_router.keyQuestions.front().key.reveal(), m_key.reveal());
    QVERIFY(m_completions.requests.empty());
}

void TestKeyCheck::reportsThatThereIsNothingToCheck()
{
    const auto elsewhere = *Endpoint::parse(QStringLiteral("http://localhost:1/v1"));
    m_check.check(elsewhere, {});
    QTRY_COMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results.front().error().kind, ErrorKind::NoKey);
    QVERIFY(m_router.keyQuestions.empty());
}

void TestKeyCheck::sendsOneSmallMessage()
{
    m_check.checkByMessage(m_endpoint, m_key, QStringLiteral("openai/gpt-4o-mini"));
    QCOMPARE(m_completions.requests.size(), std::size_t(1));
    const CompletionRequest &request = m_completions.requests.front();
    QCOMPARE(request.key.reveal(), m_key.reveal());
    QCOMPARE(request.model, QStringLiteral("openai/gpt-4o-mini"));
    QCOMPARE(request.parameters.maxTokens, 16);
    QCOMPARE(request.messages.size(), 1);
    QVERIFY(m_check.isRunning());

    emit m_completions.lastStream->finished({.ending = CompletionOutcome::Ending::Complete});
    QCOMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results.front()->verdict, KeyStatus::Verdict::Accepted);
    QTRY_VERIFY(!m_completions.lastStream);
}

void TestKeyCheck::readsTheOutcomeOfAMessage_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("verdict"); // -1: none, the error itself
    QTest::newRow("refused") << int(ErrorKind::Unauthorized) << int(KeyStatus::Verdict::Refused);
    QTest::newRow("nothing said in 16 tokens")
        << int(ErrorKind::EmptyAnswer) << int(KeyStatus::Verdict::Accepted);
    QTest::newRow("cut") << int(ErrorKind::CutShort) << int(KeyStatus::Verdict::Accepted);
    QTest::newRow("no credit") << int(ErrorKind::NoCredit) << -1;
    QTest::newRow("offline") << int(ErrorKind::Offline) << -1;
}

void TestKeyCheck::readsTheOutcomeOfAMessage()
{
    QFETCH(const int, kind);
    QFETCH(const int, verdict);
    m_check.checkByMessage(m_endpoint, m_key, QStringLiteral("openai/gpt-4o-mini"));
    emit m_completions.lastStream->finished({.error = Error{.kind = ErrorKind(kind)}});
    QCOMPARE(m_results.size(), std::size_t(1));
    QCOMPARE(m_results.front().ok(), verdict >= 0);
    if (verdict >= 0)
        QCOMPARE(int(m_results.front()->verdict), verdict);
    else
        QCOMPARE(m_results.front().error().kind, ErrorKind(kind));
}

void TestKeyCheck::isSilentAfterCancel()
{
    m_check.checkByMessage(m_endpoint, m_key, QStringLiteral("openai/gpt-4o-mini"));
    m_check.cancel();
    QVERIFY(!m_completions.lastStream); // deleting a stream cancels it

    m_keys.keepForSession(m_endpoint, m_key);
    m_store.isSilent = true;
    m_check.check(m_endpoint, {});
    m_check.cancel();
    m_check.check(m_endpoint, m_key);
    QTRY_VERIFY(!m_check.isRunning());
    QCOMPARE(m_results.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestKeyCheck)
#include "tst_keycheck.moc"
