// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatfixture.h"
#include "conversations.h"
#include "titlemaker.h"

#include <QTest>

using namespace tabletalk;

class TestTitleMaker : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void asksNothingUnlessItIsSwitchedOn();
    void asksOnceAndRecordsTheCost();
    void aTitleThatAPersonGaveStays_data();
    void aTitleThatAPersonGaveStays();
    void aFailureKeepsTheFirstWords_data();
    void aFailureKeepsTheFirstWords();
    void leavesAlone_data();
    void leavesAlone();
    void saysWhatItCosts();
    void takesTheTitleOnly_data();
    void takesTheTitleOnly();

private:
    //! Sends a message and answers it.
    void exchange();
    QString title() const { return m_session->conversation().title; }

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<Conversations> m_conversations;
    std::unique_ptr<TitleMaker> m_maker;
    ChatSession *m_session = nullptr;
};

void TestTitleMaker::init()
{
    m_fixture = std::make_unique<ChatFixture>();
    m_fixture->settings.set(settings::titlesByModel, true);
    m_fixture->settings.set(settings::titleModel, QStringLiteral("demo/cheap"));
    m_conversations = std::make_unique<Conversations>(m_fixture->services(), m_fixture->settings);
    m_maker = std::make_unique<TitleMaker>(*m_conversations, m_fixture->services(), m_fixture->settings);
    m_session = m_conversations->create(QStringLiteral("demo/quick"));
}

void TestTitleMaker::cleanup()
{
    m_maker.reset();
    m_conversations.reset();
    m_fixture.reset();
}

void TestTitleMaker::exchange()
{
    QVERIFY(m_session->send(QStringLiteral("How do I sort?")));
    QVERIFY(m_fixture->answer(QStringLiteral("So.")));
    QTRY_VERIFY(!m_session->isBusy());
}

void TestTitleMaker::asksNothingUnlessItIsSwitchedOn()
{
    m_fixture->settings.set(settings::titlesByModel, false);
    exchange();
    QCoreApplication::processEvents();
    QCOMPARE(int(m_fixture->completions.requests.size()), 1);
    QCOMPARE(title(), QStringLiteral("How do I sort?"));
}

void TestTitleMaker::asksOnceAndRecordsTheCost()
{
    exchange();
    QCOMPARE(title(), QStringLiteral("How do I sort?")); // until there is another
    QVERIFY(m_fixture->answer(QStringLiteral("Sorting\n")));
    QCOMPARE(title(), QStringLiteral("Sorting"));
    const CompletionRequest &request = m_fixture->completions.requests.back();
    QCOMPARE(request.model, QStringLiteral("demo/cheap"));
    QVERIFY(request.messages.last().text.contains(QStringLiteral("How do I sort?")));
    QVERIFY(request.messages.last().text.contains(QStringLiteral("So.")));
    const RequestRecord &record = m_fixture->history.requests.rbegin()->second;
    QCOMPARE(record.requestedModel, QStringLiteral("demo/cheap"));
    QCOMPARE(record.outcome, RequestOutcome::Complete);
    QCOMPARE(record.usage.cost, std::optional(Money{42}));
    QCOMPARE(record.turn, m_session->turns().summary(1).id);

    exchange();
    QCoreApplication::processEvents();
    QCOMPARE(int(m_fixture->completions.requests.size()), 3);
}

void TestTitleMaker::aTitleThatAPersonGaveStays_data()
{
    QTest::addColumn<bool>("isGivenBefore");
    QTest::newRow("before the answer") << true;
    QTest::newRow("while it is asked for") << false;
}

void TestTitleMaker::aTitleThatAPersonGaveStays()
{
    QFETCH(const bool, isGivenBefore);
    if (isGivenBefore)
        m_session->setTitle(QStringLiteral("Mine"));
    exchange();
    if (isGivenBefore) {
        QCoreApplication::processEvents();
        QCOMPARE(int(m_fixture->completions.requests.size()), 1);
    } else {
        QTRY_COMPARE(int(m_fixture->completions.requests.size()), 2);
        m_session->setTitle(QStringLiteral("Mine"));
        QVERIFY(m_fixture->answer(QStringLiteral("Sorting")));
    }
    QCOMPARE(title(), QStringLiteral("Mine"));
}

void TestTitleMaker::aFailureKeepsTheFirstWords_data()
{
    using Ending = CompletionOutcome::Ending;
    QTest::addColumn<CompletionOutcome::Ending>("ending");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<RequestOutcome>("outcome");
    QTest::newRow("cut") << Ending::Cut << QString() << RequestOutcome::Cut;
    QTest::newRow("failed") << Ending::Failed << QString() << RequestOutcome::Failed;
    QTest::newRow("too long") << Ending::Complete << QStringLiteral("length") << RequestOutcome::Complete;
}

void TestTitleMaker::aFailureKeepsTheFirstWords()
{
    QFETCH(const CompletionOutcome::Ending, ending);
    QFETCH(const QString, reason);
    QFETCH(const RequestOutcome, outcome);
    exchange();
    QTRY_COMPARE(int(m_fixture->completions.requests.size()), 2);
    m_fixture->completions.lastStream->say(QStringLiteral("Sor"));
    emit m_fixture->completions.lastStream->finished({.ending = ending, .finishReason = reason});
    QCoreApplication::processEvents();
    QCOMPARE(title(), QStringLiteral("How do I sort?"));
    QCOMPARE(m_fixture->history.requests.rbegin()->second.outcome, outcome);
    QCOMPARE(int(m_fixture->completions.requests.size()), 2); // not again
}

void TestTitleMaker::leavesAlone_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no model chosen") << QStringLiteral("no model");
    QTest::newRow("temporary") << QStringLiteral("temporary");
    QTest::newRow("failed answer") << QStringLiteral("failed");
    QTest::newRow("another answer") << QStringLiteral("again");
}

void TestTitleMaker::leavesAlone()
{
    QFETCH(const QString, what);
    if (what == QStringLiteral("no model"))
        m_fixture->settings.set(settings::titleModel, QString());
    if (what == QStringLiteral("temporary"))
        m_session = m_conversations->createTemporary(QStringLiteral("demo/quick"));
    int asked = 1;
    if (what == QStringLiteral("failed") || what == QStringLiteral("again")) {
        QVERIFY(m_session->send(QStringLiteral("How do I sort?")));
        QTRY_COMPARE(int(m_fixture->completions.requests.size()), 1);
        m_fixture->completions.lastStream->end(CompletionOutcome::Ending::Failed);
        QTRY_VERIFY(!m_session->isBusy());
        m_fixture->noteAnswered();
        if (what == QStringLiteral("again")) {
            QVERIFY(m_session->regenerate(m_session->turns().summary(1).id));
            QVERIFY(m_fixture->answer(QStringLiteral("So.")));
            asked = 2;
        }
    } else {
        exchange();
    }
    QTRY_VERIFY(!m_session->isBusy());
    QCoreApplication::processEvents();
    QCOMPARE(int(m_fixture->completions.requests.size()), asked);
    QCOMPARE(title(), QStringLiteral("How do I sort?"));
}

void TestTitleMaker::saysWhatItCosts()
{
    ModelInfo model;
    QVERIFY(!TitleMaker::highestPrice(model));
    model.pricePerToken = {{QStringLiteral("input"), Money{1}}, {QStringLiteral("output"), Money{10'000}}};
    const std::optional<Money> price = TitleMaker::highestPrice(model);
    QVERIFY(price);
    QVERIFY(price->picoUsd > 2'000'000 + 3'000);
    QVERIFY(price->picoUsd < 2'000'000 + 4'000);
}

void TestTitleMaker::takesTheTitleOnly_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("title");
    QTest::newRow("quotes") << QStringLiteral("\"Sorting rows\"") << QStringLiteral("Sorting rows");
    QTest::newRow("markdown") << QStringLiteral("\n\n**Sorting rows**\n") << QStringLiteral("Sorting rows");
    QTest::newRow("more lines") << QStringLiteral("Sorting rows\n\nI chose it because")
                                << QStringLiteral("Sorting rows");
    QTest::newRow("nothing") << QStringLiteral(" \n") << QStringLiteral("How do I sort?");
}

void TestTitleMaker::takesTheTitleOnly()
{
    QFETCH(const QString, said);
    QFETCH(const QString, title);
    exchange();
    QVERIFY(m_fixture->answer(said));
    QCOMPARE(this->title(), title);
}

QTEST_GUILESS_MAIN(TestTitleMaker)
#include "tst_titlemaker.moc"
