// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/modelpicker.h"
#include "settings/appearancepage.h"
#include "settings/chatpage.h"
#include "settings/firststartpage.h"
#include "settings/routerpage.h"
#include "settings/settingsdialog.h"
#include "viewfixture.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace tabletalk;

class TestSettingsPages : public QObject {
    Q_OBJECT
private slots:
    void routerChecksAsItIsTyped_data();
    void routerChecksAsItIsTyped();
    void routerUsesAUrlAndResetsIt();
    void routerSaysThatTheCommandLineWins();
    void chatAppliesAtOnce();
    void titlesByAModelAreOffUntilSwitchedOn();
    void appearanceAppliesAtOnce();
    void firstStartSavesAKey();
    void firstStartOffersTheSessionOnlyWhenTheStoreFails();
    void firstStartUsesTheEnvironment();
    void firstStartAsksForTheDemo();
    void firstStartFitsASmallWindow();
    void dialogOpensAtAPage();
    void dialogStaysOpenWhenEnterSaves();
};

namespace {

QString statusOf(const QWidget &page)
{
    return named<QLabel>(page, QLatin1String("Status"))->text();
}

} // namespace

void TestSettingsPages::routerChecksAsItIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("usable");
    QTest::newRow("no scheme") << "example.org/v1"
                               << "needs a scheme" << false;
    QTest::newRow("insecure") << "http://example.org/v1"
                              << "readable over the network" << false;
    QTest::newRow("with a key in it") << "https://me:sk-1@example.org"
                                      << "Keys go under Keys" << false;
    QTest::newRow("nothing") << ""
                             << "needs a scheme" << false;
    QTest::newRow("other host") << "https://example.org/v1"
                                << "Your key for app.interactive.ai will not be sent to example.org." << true;
    QTest::newRow("in use") << "https://app.interactive.ai/api/v1"
                            << "" << false;
    QTest::newRow("loopback") << "http://localhost:11434/v1"
                              << "will not be sent to localhost:11434" << true;
}

void TestSettingsPages::routerChecksAsItIsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, part);
    QFETCH(const bool, usable);
    ViewFixture fixture;
    const RouterPage page(fixture.endpoint, fixture.keys);
    named<QLineEdit>(page, QLatin1String("Router URL"))->setText(typed);
    QVERIFY2(statusOf(page).contains(part), qPrintable(statusOf(page)));
    QCOMPARE(statusOf(page).isEmpty(), part.isEmpty());
    QCOMPARE(named<QPushButton>(page, QLatin1String("Use this URL"))->isEnabled(), usable);
    QCOMPARE(fixture.endpoint.endpoint(), Endpoint::routerDefault());
}

void TestSettingsPages::routerUsesAUrlAndResetsIt()
{
    ViewFixture fixture;
    const RouterPage page(fixture.endpoint, fixture.keys);
    auto *url = named<QLineEdit>(page, QLatin1String("Router URL"));
    url->setText(QStringLiteral("https://example.org/v1/"));
    QTest::keyClick(url, Qt::Key_Return);
    QCOMPARE(fixture.endpoint.endpoint().toString(), QStringLiteral("https://example.org/v1"));
    QVERIFY(statusOf(page).contains(QStringLiteral("There is no key for it yet")));

    named<QPushButton>(page, QLatin1String("Reset to default"))->click();
    QCOMPARE(fixture.endpoint.endpoint(), Endpoint::routerDefault());
    QCOMPARE(url->text(), Endpoint::routerDefault().toString());
}

void TestSettingsPages::routerSaysThatTheCommandLineWins()
{
    ViewFixture fixture;
    CurrentEndpoint endpoint(fixture.settings, *Endpoint::parse(QStringLiteral("http://localhost:1/v1")));
    const RouterPage page(endpoint, fixture.keys);
    QVERIFY(statusOf(page).contains(QStringLiteral("when Tabletalk was started")));
}

void TestSettingsPages::chatAppliesAtOnce()
{
    ViewFixture fixture;
    ChatPage page(fixture.settings, fixture.catalog);
    named<QRadioButton>(page, QLatin1String("Ctrl+Enter sends"))->click();
    QCOMPARE(fixture.settings.value(settings::sendKey), int(SendKey::CtrlEnter));
    named<QRadioButton>(page, QLatin1String("Enter sends"))->click();
    QCOMPARE(fixture.settings.value(settings::sendKey), int(SendKey::Enter));

    auto *edit = named<QPlainTextEdit>(page, QLatin1String("Instructions for new conversations"));
    QVERIFY(edit->maximumHeight() < 200); // what is below it is seen without scrolling
    QTest::keyClicks(edit, QStringLiteral("Be brief."));
    QCOMPARE(fixture.settings.value(settings::defaultInstructions), QStringLiteral("Be brief."));
    const ChatPage next(fixture.settings, fixture.catalog);
    QCOMPARE(named<QPlainTextEdit>(next, QLatin1String("Instructions for new conversations"))->toPlainText(),
             QStringLiteral("Be brief."));
}

void TestSettingsPages::titlesByAModelAreOffUntilSwitchedOn()
{
    ViewFixture fixture;
    ChatPage page(fixture.settings, fixture.catalog);
    auto *box = named<QCheckBox>(page, QLatin1String("Titles by a model"));
    auto *model = named<ModelPicker>(page, QLatin1String("Model for titles"));
    const auto *note = page.findChild<QLabel *>(QStringLiteral("titlesNoteLabel"));
    QVERIFY(!box->isChecked());
    QVERIFY(!model->isEnabled());
    QVERIFY(note->text().contains(QStringLiteral("not listed")));
    fixture.keys.keepForSession(fixture.endpoint.endpoint(), Secret(fixture.typedKey.toUtf8()));
    fixture.catalog.refresh();
    QTRY_COMPARE(model->currentModel(), QStringLiteral("openai/gpt-4o-mini")); // the cheapest
    QVERIFY2(note->text().contains(QStringLiteral("costs $0.000")), qPrintable(note->text()));
    QVERIFY(fixture.settings.value(settings::titleModel).isEmpty()); // nothing was chosen yet

    box->click();
    QVERIFY(fixture.settings.value(settings::titlesByModel));
    QCOMPARE(fixture.settings.value(settings::titleModel), QStringLiteral("openai/gpt-4o-mini"));
    QVERIFY(model->isEnabled());
    emit model->modelChosen(QStringLiteral("mistralai/mistral-large"));
    QCOMPARE(fixture.settings.value(settings::titleModel), QStringLiteral("mistralai/mistral-large"));
    QVERIFY(fixture.catalog.recents().isEmpty()); // it is not what new conversations begin with
    box->click();
    QVERIFY(!fixture.settings.value(settings::titlesByModel));
}

void TestSettingsPages::appearanceAppliesAtOnce()
{
    ViewFixture fixture;
    const AppearancePage page(fixture.settings);
    QVERIFY(named<QRadioButton>(page, QLatin1String("As on the desktop"))->isChecked());
    named<QRadioButton>(page, QLatin1String("Dark"))->click();
    QCOMPARE(fixture.settings.value(settings::palette), int(PaletteChoice::Dark));

    auto *size = named<QSpinBox>(page, QLatin1String("Font size"));
    QCOMPARE(size->text(), QStringLiteral("As on the desktop"));
    size->setValue(14);
    QCOMPARE(fixture.settings.value(settings::fontPointSize), 14);
    QCOMPARE(page.findChild<QLabel *>(QStringLiteral("previewLabel"))->font().pointSize(), 14);
    size->setValue(size->minimum());
    QCOMPARE(fixture.settings.value(settings::fontPointSize), 0);

    auto *dollars = named<QCheckBox>(page, QLatin1String("Single dollar signs enclose formulas"));
    QVERIFY(dollars->isChecked());
    dollars->click();
    QVERIFY(!fixture.settings.value(settings::dollarFormulas));
}

void TestSettingsPages::firstStartSavesAKey()
{
    ViewFixture fixture;
    FirstStartPage page(fixture.keys, fixture.endpoint);
    page.show();
    QSignalSpy ready(&page, &FirstStartPage::keyReady);
    auto *field = named<QLineEdit>(page, QLatin1String("API key"));
    QTest::keyClicks(field, QStringLiteral("pk-project"));
    named<QPushButton>(page, QLatin1String("Save key"))->click();
    QVERIFY(statusOf(page).contains(QStringLiteral("project key")));
    field->setText(QStringLiteral("  %1\n").arg(fixture.typedKey));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(ready.wait());
    QCOMPARE(fixture.store.entries.size(), 1);
    QCOMPARE(fixture.store.entries.begin()->reveal(), fixture.typedKey.toLatin1());
}

void TestSettingsPages::firstStartOffersTheSessionOnlyWhenTheStoreFails()
{
    ViewFixture fixture;
    FirstStartPage page(fixture.keys, fixture.endpoint);
    page.show();
    QSignalSpy ready(&page, &FirstStartPage::keyReady);
    auto *session = named<QPushButton>(page, QLatin1String("Keep for this session"));
    QVERIFY(!session->isVisible());
    fixture.store.refusal = FakeCredentialStore::locked();
    named<QLineEdit>(page, QLatin1String("API key"))->setText(fixture.typedKey);
    named<QPushButton>(page, QLatin1String("Save key"))->click();
    QTRY_VERIFY(session->isVisible());
    QVERIFY(statusOf(page).contains(QStringLiteral("Test Keyring is locked.")));
    QCOMPARE(ready.count(), 0);
    session->click();
    QCOMPARE(ready.count(), 1);
}

void TestSettingsPages::firstStartUsesTheEnvironment()
{
    ViewFixture without;
    QVERIFY(FirstStartPage(without.keys, without.endpoint)
                .findChild<QPushButton *>(QStringLiteral("environmentButton"))
                ->isHidden());

    ViewFixture fixture(Secret("sk-env-0123456789abcdef"));
    FirstStartPage page(fixture.keys, fixture.endpoint);
    QSignalSpy ready(&page, &FirstStartPage::keyReady);
    auto *button = named<QPushButton>(page, QLatin1String("Use the key from LLMROUTER_API_KEY"));
    QVERIFY(!button->isHidden());
    button->click();
    QCOMPARE(ready.count(), 1);
    QCOMPARE(fixture.store.writes, 0);
}

void TestSettingsPages::firstStartAsksForTheDemo()
{
    ViewFixture fixture;
    FirstStartPage page(fixture.keys, fixture.endpoint);
    QSignalSpy demo(&page, &FirstStartPage::demoRequested);
    named<QPushButton>(page, QLatin1String("Try the demo, without a key"))->click();
    QCOMPARE(demo.count(), 1);
}

void TestSettingsPages::firstStartFitsASmallWindow()
{
    ViewFixture fixture(Secret("sk-env-0123456789abcdef"));
    FirstStartPage page(fixture.keys, fixture.endpoint);
    page.resize(480, 360);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QCOMPARE(page.size(), QSize(480, 360));
    const auto buttons = page.findChildren<QPushButton *>();
    for (const QPushButton *button : buttons) {
        const QRect place(button->mapTo(&page, QPoint()), button->size());
        QVERIFY2(button->isHidden() || (place.left() >= 0 && place.right() < page.width()),
                 qPrintable(button->text()));
    }
}

void TestSettingsPages::dialogOpensAtAPage()
{
    ViewFixture fixture;
    SettingsDialog dialog({fixture.settings, fixture.endpoint, fixture.keys, fixture.router,
                           fixture.completions, fixture.catalog, fixture.conversations, fixture.backups,
                           fixture.usage});
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Settings"));
    auto *pages = named<QListWidget>(dialog, QLatin1String("Settings pages"));
    QCOMPARE(pages->item(0)->text(), QStringLiteral("Keys"));

    dialog.open(SettingsDialog::Page::Appearance);
    QVERIFY(dialog.isVisible());
    QVERIFY(!dialog.isModal());
    QVERIFY(named<QRadioButton>(dialog, QLatin1String("Dark"))->isVisible());
    QTest::keyClick(pages, Qt::Key_Up); // to the data
    QTest::keyClick(pages, Qt::Key_Up); // to the usage
    QTest::keyClick(pages, Qt::Key_Up);
    QVERIFY(named<QRadioButton>(dialog, QLatin1String("Enter sends"))->isVisible());
    dialog.open(SettingsDialog::Page::Keys);
    QVERIFY(named<QLineEdit>(dialog, QLatin1String("API key"))->isVisible());
    QTest::mouseClick(pages->viewport(), Qt::LeftButton, {},
                      pages->viewport()->rect().bottomLeft() - QPoint(-9, 9));
    QVERIFY(pages->item(0)->isSelected()); // beside the rows: the page stays marked
    QTest::keyClick(pages, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestSettingsPages::dialogStaysOpenWhenEnterSaves()
{
    ViewFixture fixture;
    SettingsDialog dialog({fixture.settings, fixture.endpoint, fixture.keys, fixture.router,
                           fixture.completions, fixture.catalog, fixture.conversations, fixture.backups,
                           fixture.usage});
    dialog.open(SettingsDialog::Page::Keys);
    auto *field = named<QLineEdit>(dialog, QLatin1String("API key"));
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, fixture.typedKey);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(fixture.store.entries.size(), 1);
    QVERIFY(dialog.isVisible());
}

QTEST_MAIN(TestSettingsPages)
#include "tst_settingspages.moc"
