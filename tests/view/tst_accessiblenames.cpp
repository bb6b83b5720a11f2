// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/editbox.h"
#include "composer/parameterspanel.h"
#include "fakesearch.h"
#include "models/modelpicker.h"
#include "search/searchdialog.h"
#include "settings/firststartpage.h"
#include "settings/settingsdialog.h"
#include "sidebar/conversationsidebar.h"
#include "sidebar/trashdialog.h"
#include "viewfixture.h"

#include <QAccessible>
#include <QLineEdit>
#include <QTest>

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
                           fixture.completions, fixture.catalog, fixture.conversations, fixture.backups});
    for (const auto page :
         {SettingsDialog::Page::Keys, SettingsDialog::Page::Router, SettingsDialog::Page::Chat,
          SettingsDialog::Page::Data, SettingsDialog::Page::Appearance}) {
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

QTEST_MAIN(TestAccessibleNames)
#include "tst_accessiblenames.moc"
