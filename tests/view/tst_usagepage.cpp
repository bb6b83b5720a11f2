// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/usagechart.h"
#include "settings/usagepage.h"
#include "viewfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace tabletalk;

class TestUsagePage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void saysThatNothingWasAsked();
    void showsDaysAndTheirSum();
    void groupsByKey();
    void saysWhatWasComputedAndWhatIsUnknown();
    void showsTokensWhereNoCostIsKnown();
    void choosesThePeriod();
    void writesExactAmountsToCsv();
    void keepsCapsThatAreAmounts();
    void aFailureIsSaid();

private:
    QTreeWidget *tree() { return named<QTreeWidget>(*m_page, QLatin1String("Usage")); }
    QString total() { return m_page->findChild<QLabel *>(QStringLiteral("totalLabel"))->text(); }
    void group(UsageGrouping grouping)
    {
        named<QComboBox>(*m_page, QLatin1String("Grouped by"))->setCurrentIndex(int(grouping));
    }
    static UsageSum sum(int daysAgo, qint64 picoUsd);

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<UsagePage> m_page;
};

UsageSum TestUsagePage::sum(int daysAgo, qint64 picoUsd)
{
    return {.day = QDate::currentDate().addDays(-daysAgo),
            .model = QStringLiteral("maker/model"),
            .keyId = QStringLiteral("session"),
            .requests = 2,
            .promptTokens = 1000,
            .completionTokens = 50,
            .cost = Money{picoUsd}};
}

void TestUsagePage::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_page = std::make_unique<UsagePage>(m_fixture->usage, m_fixture->settings);
    m_page->show();
}

void TestUsagePage::cleanup()
{
    m_page.reset();
    m_fixture.reset();
}

void TestUsagePage::saysThatNothingWasAsked()
{
    m_page->load();
    QTRY_VERIFY(named<QLabel>(*m_page, QLatin1String("Status"))->text().isEmpty());
    QVERIFY(total().startsWith(QStringLiteral("Nothing was asked")));
    QVERIFY(!m_page->findChild<QPushButton *>(QStringLiteral("saveCsvButton"))->isEnabled());
    QVERIFY(m_page->findChild<UsageChart *>()->isHidden());
}

void TestUsagePage::showsDaysAndTheirSum()
{
    m_fixture->usage.kept = {sum(0, 1'500'000'000'000), sum(2, 500'000'000'000)};
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 3);
    QCOMPARE(tree()->topLevelItem(0)->text(1), QStringLiteral("$1.50"));
    QVERIFY(tree()->topLevelItem(1)->text(1).isEmpty()); // nothing was asked on that day
    QVERIFY2(total().contains(QStringLiteral("$2.00")), qPrintable(total()));
    QVERIFY(!m_page->findChild<UsageChart *>()->isHidden());
    QVERIFY(m_page->findChild<UsageChart *>()->accessibleDescription().contains(QStringLiteral("$1.50")));
}

void TestUsagePage::groupsByKey()
{
    m_fixture->usage.kept = {sum(0, 1)};
    m_page->load();
    group(UsageGrouping::Key);
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QCOMPARE(tree()->topLevelItem(0)->text(0), QStringLiteral("Kept for a session"));
}

void TestUsagePage::saysWhatWasComputedAndWhatIsUnknown()
{
    UsageSum one = sum(0, 2'000'000'000'000);
    one.computedCost = Money{500'000'000'000};
    one.withoutCost = 1;
    m_fixture->usage.kept = {one};
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QCOMPARE(tree()->topLevelItem(0)->text(1), QStringLiteral("≈$2.00"));
    QCOMPARE(tree()->topLevelItem(0)->text(2), QStringLiteral("1"));
    QVERIFY(total().contains(QStringLiteral("$0.5000 of it was computed")));
    QVERIFY(total().contains(QStringLiteral("may still be billed")));
}

void TestUsagePage::showsTokensWhereNoCostIsKnown()
{
    UsageSum one = sum(0, 0);
    one.withoutCost = one.requests;
    m_fixture->usage.kept = {one};
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QVERIFY(tree()->topLevelItem(0)->text(1).isEmpty());
    QVERIFY(total().contains(QStringLiteral("at an unknown cost")));
    QVERIFY(m_page->findChild<UsageChart *>()->accessibleDescription().contains(QStringLiteral("tokens")));
}

void TestUsagePage::choosesThePeriod()
{
    m_fixture->usage.kept = {sum(0, 1), sum(20, 1), sum(40, 1)};
    group(UsageGrouping::Model);
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QCOMPARE(tree()->topLevelItem(0)->text(3), QStringLiteral("4"));
    auto *period = named<QComboBox>(*m_page, QLatin1String("Period"));
    period->setCurrentIndex(0);
    QTRY_COMPARE(tree()->topLevelItem(0)->text(3), QStringLiteral("2"));
    period->setCurrentIndex(3);
    QTRY_COMPARE(tree()->topLevelItem(0)->text(3), QStringLiteral("6"));
}

void TestUsagePage::writesExactAmountsToCsv()
{
    m_fixture->usage.kept = {sum(0, 1'234'567)};
    group(UsageGrouping::Model);
    m_page->load();
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    QCOMPARE(m_page->csv(),
             QStringLiteral("Model,Cost,Cost unknown,Requests,Tokens in,Cached,Tokens out,Reasoning\r\n"
                            "maker/model,0.000001234567,0,2,1000,0,50,0\r\n"));
}

void TestUsagePage::keepsCapsThatAreAmounts()
{
    auto *cap = named<QLineEdit>(*m_page, QLatin1String("Cap per day"));
    cap->setText(QStringLiteral(" 2.50 "));
    emit cap->editingFinished();
    QCOMPARE(m_fixture->settings.value(settings::capPerDay), QStringLiteral("2.50"));
    cap->setText(QStringLiteral("much"));
    emit cap->editingFinished();
    QCOMPARE(m_fixture->settings.value(settings::capPerDay), QStringLiteral("2.50"));
    QVERIFY(named<QLabel>(*m_page, QLatin1String("Status"))->text().contains(QLatin1String("no amount")));
    m_page->load();
    QCOMPARE(cap->text(), QStringLiteral("2.50"));
    cap->clear();
    emit cap->editingFinished();
    QCOMPARE(m_fixture->settings.value(settings::capPerDay), QString());
}

void TestUsagePage::aFailureIsSaid()
{
    m_fixture->usage.failWith =
        Error{.kind = ErrorKind::StorageFailed, .userText = QStringLiteral("The disk is gone.")};
    m_page->load();
    QTRY_VERIFY(named<QLabel>(*m_page, QLatin1String("Status"))
                    ->text()
                    .contains(QStringLiteral("The disk is gone.")));
}

QTEST_MAIN(TestUsagePage)

#include "tst_usagepage.moc"
