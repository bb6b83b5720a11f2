// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/editbox.h"
#include "composer/parameterspanel.h"
#include "errordetails.h"
#include "fakeattachments.h"
#include "fakesearch.h"
#include "faketransfer.h"
#include "mainwindow.h"
#include "models/modelpicker.h"
#include "search/searchdialog.h"
#include "settings/firststartpage.h"
#include "settings/settingsdialog.h"
#include "sidebar/conversationsidebar.h"
#include "sidebar/trashdialog.h"
#include "viewfixture.h"
#include "viewservices.h"

#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace tabletalk;

//! Walks every form: whatever takes the keyboard must have a name to be spoken.
class TestAccessibleNames : public QObject {
    Q_OBJECT
private slots:
    void findsWhatHasNoName();
    void settingsDialog();
    void firstStartPage();
    void modelPicker();
    void parametersPanel();
    void editBox();
    void searchDialog();
    void sideBarAndTrash();
    void theWindowAndAllThatItsCommandsOpen();

private:
    static QStringList nameless(const QWidget &form);
};

QStringList TestAccessibleNames::nameless(const QWidget &form)
{
    QStringList found;
    const auto children = form.findChildren<QWidget *>();
    for (QWidget *child : children) {
        // What Qt makes for its own use speaks through the widget around it.
        if (child->focusPolicy() == Qt::NoFocus || child->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        // Layout's helpers: a page whose focus goes to a child, a combo box's list.
        if (child->focusProxy() || child->inherits("QComboBoxPrivateContainer")
            || child->inherits("QComboBoxListView"))
            continue;
        // A label is named by what it says; a notice that is not shown says nothing yet.
        if (qobject_cast<const QLabel *>(child) && !child->isVisibleTo(&form))
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(child);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            found.append(QStringLiteral("%1 %2").arg(QLatin1String(child->metaObject()->className()),
                                                     child->objectName()));
    }
    return found;
}

void TestAccessibleNames::findsWhatHasNoName()
{
    QWidget form;
    new QLineEdit(&form);
    QCOMPARE(nameless(form).size(), 1);
}

void TestAccessibleNames::settingsDialog()
{
    ViewFixture fixture;
    SettingsDialog dialog({fixture.settings, fixture.endpoint, fixture.keys, fixture.router,
                           fixture.completions, fixture.catalog, fixture.conversations, fixture.backups,
                           fixture.usage});
    for (const auto page :
         {SettingsDialog::Page::Keys, SettingsDialog::Page::Router, SettingsDialog::Page::Chat,
          SettingsDialog::Page::Usage, SettingsDialog::Page::Data, SettingsDialog::Page::Appearance}) {
        dialog.open(page);
        QCOMPARE(nameless(dialog), QStringList());
    }
}

void TestAccessibleNames::firstStartPage()
{
    ViewFixture fixture;
    FirstStartPage page(fixture.keys, fixture.endpoint);
    page.show();
    QCOMPARE(nameless(page), QStringList());
}

void TestAccessibleNames::modelPicker()
{
    ViewFixture fixture;
    QWidget window;
    auto *picker = new ModelPicker(fixture.catalog, &window);
    window.show();
    picker->openPopup();
    QCOMPARE(nameless(window), QStringList());
}

void TestAccessibleNames::parametersPanel()
{
    ParametersPanel panel;
    panel.show();
    QCOMPARE(nameless(panel), QStringList());
}

void TestAccessibleNames::editBox()
{
    EditBox box;
    box.begin(QStringLiteral("text"), true);
    QCOMPARE(nameless(box), QStringList());
}

void TestAccessibleNames::searchDialog()
{
    ViewFixture fixture;
    FakeSearch search;
    SearchDialog dialog(search, fixture.conversations.index(), fixture.catalog);
    dialog.begin();
    QCOMPARE(nameless(dialog), QStringList());
}

void TestAccessibleNames::sideBarAndTrash()
{
    ViewFixture fixture;
    ConversationSidebar sidebar(fixture.conversations, fixture.settings);
    sidebar.show();
    QCOMPARE(nameless(sidebar), QStringList());
    TrashDialog trash(fixture.conversations, fixture.history, fixture.backups);
    trash.show();
    QCOMPARE(nameless(trash), QStringList());
}

void TestAccessibleNames::theWindowAndAllThatItsCommandsOpen()
{
    ViewFixture fixture;
    FakeSearch search;
    FakeTransfer transfer;
    FakeAttachments attachments;
    MainWindow window({fixture.conversations, fixture.history, search, fixture.backups, fixture.usage,
                       transfer, fixture.keys, fixture.endpoint, fixture.catalog, fixture.router,
                       fixture.completions, fixture.settings, true, &attachments});
    window.openLast();
    window.show();
    const auto *menuButton = window.findChild<QToolButton *>(QStringLiteral("menuButton"));
    QVERIFY(menuButton);
    int opened = 0;
    for (QAction *action : menuButton->menu()->actions()) {
        // Those end the test, or ask for a file by a dialog of the desktop's.
        if (action->isSeparator() || action->text() == QLatin1String("Quit") || action->text().contains(u'…'))
            continue;
        QVERIFY2(!action->text().isEmpty(), "a command without a name");
        action->trigger();
        for (const QWidget *top : QApplication::topLevelWidgets()) {
            if (top->isVisible()) {
                QVERIFY2(nameless(*top).isEmpty(),
                         qPrintable(action->text() + QStringLiteral(": ") + nameless(*top).join(u' ')));
                if (qobject_cast<const QDialog *>(top)) {
                    ++opened;
                    QVERIFY2(!top->windowTitle().isEmpty(), qPrintable(action->text()));
                }
            }
        }
        for (QDialog *dialog : window.findChildren<QDialog *>())
            dialog->close();
    }
    QVERIFY(opened >= 3); // settings, shortcuts, trash
    showErrorDetails({.userText = QStringLiteral("It failed."), .detail = QStringLiteral("500")}, &window);
    QCOMPARE(nameless(window), QStringList());
}

QTEST_MAIN(TestAccessibleNames)
#include "tst_accessiblenames.moc"
