// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modellistmodel.h"
#include "models/modeldelegate.h"
#include "models/modelpicker.h"
#include "viewfixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestModelPicker : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void showsTheCurrentModel();
    void choosesByKeyboard();
    void movesPastSectionTitles();
    void closesWithoutChoosing();
    void offersWhatWasTyped();
    void marksFavouritesByKey();
    void marksFavouritesByMouse();
    void choosesByMouse();
    void saysWhyTheListIsEmpty();
    void triesAgain();
    void staysWithinASmallWindow();

private:
    QWidget *popup() const { return m_picker->findChild<QWidget *>(QStringLiteral("ModelPopup")); }
    QLineEdit *search() const { return named<QLineEdit>(*m_picker, QLatin1String("Search models")); }
    QListView *list() const { return named<QListView>(*m_picker, QLatin1String("Models")); }
    QString status() const { return named<QLabel>(*m_picker, QLatin1String("Status"))->text(); }
    QModelIndex rowOf(const QString &id) const
    {
        return list()->model()->match(list()->model()->index(0, 0), ModelListModel::IdRole, id).value(0);
    }
    void openLoaded();

    std::unique_ptr<ViewFixture> m_fixture;
    std::unique_ptr<QMainWindow> m_window;
    ModelPicker *m_picker = nullptr;
};

void TestModelPicker::init()
{
    m_fixture = std::make_unique<ViewFixture>();
    m_window = std::make_unique<QMainWindow>();
    m_picker = new ModelPicker(m_fixture->catalog, m_window.get());
    m_window->setMenuWidget(m_picker);
    m_window->resize(700, 600);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestModelPicker::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void TestModelPicker::openLoaded()
{
    m_fixture->catalog.refresh();
    QTRY_VERIFY(!m_fixture->catalog.isLoading());
    m_picker->openPopup();
    QVERIFY(popup()->isVisible());
}

void TestModelPicker::showsTheCurrentModel()
{
    QCOMPARE(m_picker->accessibleName(), QStringLiteral("Model"));
    QCOMPARE(m_picker->objectName(), QStringLiteral("modelPicker"));
    QCOMPARE(m_picker->text(), QStringLiteral("Choose a model"));
    m_picker->setCurrentModel(QStringLiteral("openai/gpt-4o"));
    QCOMPARE(m_picker->text(), QStringLiteral("openai/gpt-4o"));
    m_fixture->catalog.refresh();
    QTRY_COMPARE(m_picker->text(), QStringLiteral("GPT-4o"));
    QCOMPARE(m_picker->accessibleDescription(), QStringLiteral("GPT-4o"));
}

void TestModelPicker::choosesByKeyboard()
{
    openLoaded();
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QTest::keyClicks(search(), QStringLiteral("gpt mini"));
    QCOMPARE(list()->model()->rowCount(), 1);
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), QStringLiteral("openai/gpt-4o-mini"));
    QCOMPARE(m_picker->currentModel(), QStringLiteral("openai/gpt-4o-mini"));
    QVERIFY(!popup()->isVisible());
    QVERIFY(m_fixture->catalog.recents().isEmpty()); // that is for whoever talks to it

    m_picker->openPopup();
    QVERIFY(search()->text().isEmpty());
    QCOMPARE(list()->currentIndex().data(ModelListModel::IdRole).toString(), m_picker->currentModel());
}

void TestModelPicker::movesPastSectionTitles()
{
    openLoaded();
    QStringList visited;
    for (int i = 0; i < 4; ++i) {
        visited.append(list()->currentIndex().data().toString());
        QTest::keyClick(search(), Qt::Key_Down);
    }
    QCOMPARE(visited.join(u'|'), QStringLiteral("Claude Sonnet 4|Mistral Large|GPT-4o|GPT-4o mini"));
    QTest::keyClick(search(), Qt::Key_Up);
    QTest::keyClick(search(), Qt::Key_Up);
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Mistral Large"));
    QVERIFY(search()->hasFocus());
}

void TestModelPicker::closesWithoutChoosing()
{
    openLoaded();
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QTest::keyClick(search(), Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(chosen.count(), 0);
}

void TestModelPicker::offersWhatWasTyped()
{
    openLoaded();
    QTest::keyClicks(search(), QStringLiteral("foo/bar"));
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Use “foo/bar”"));
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(m_picker->currentModel(), QStringLiteral("foo/bar"));
}

void TestModelPicker::marksFavouritesByKey()
{
    openLoaded();
    QTest::keyClicks(search(), QStringLiteral("sonnet"));
    QTest::keyClick(search(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_fixture->catalog.favourites(), QStringList{QStringLiteral("anthropic/claude-sonnet-4")});
    QVERIFY(popup()->isVisible());
    QTest::keyClick(search(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(m_fixture->catalog.favourites().isEmpty());
}

void TestModelPicker::marksFavouritesByMouse()
{
    openLoaded();
    const QString id = QStringLiteral("mistralai/mistral-large");
    const QRect row = list()->visualRect(rowOf(id));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, ModelDelegate::starRect(row).center());
    QCOMPARE(m_fixture->catalog.favourites(), QStringList{id});
    QVERIFY(popup()->isVisible());
    QCOMPARE(m_picker->currentModel(), QString());
}

void TestModelPicker::choosesByMouse()
{
    openLoaded();
    const QString id = QStringLiteral("mistralai/mistral-large");
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(rowOf(id)).center());
    QCOMPARE(m_picker->currentModel(), id);
    QVERIFY(!popup()->isVisible());
}

void TestModelPicker::saysWhyTheListIsEmpty()
{
    m_fixture->router.isSilent = true;
    m_picker->openPopup();
    QCOMPARE(status(), QStringLiteral("Loading the list of models…"));
    m_fixture->router.answerModels(0, FakeRouterInfo::someModels());
    QTRY_COMPARE(status(), QString());
    QVERIFY(list()->isVisible());
    QTest::keyClicks(search(), QStringLiteral("no such"));
    QCOMPARE(status(), QStringLiteral("No model matches."));
    QVERIFY(!list()->isVisible());
}

void TestModelPicker::triesAgain()
{
    m_fixture->router.modelsAnswer =
        Error{.kind = ErrorKind::Offline, .userText = QStringLiteral("There is no network.")};
    m_picker->openPopup();
    QTRY_COMPARE(status(), QStringLiteral("The list could not be loaded: There is no network."));
    auto *again = named<QPushButton>(*m_picker, QLatin1String("Try again"));
    QVERIFY(again->isVisible());

    // A model can be typed all the same.
    QTest::keyClicks(search(), QStringLiteral("foo/bar"));
    QCOMPARE(list()->model()->rowCount(), 1);
    search()->clear();

    m_fixture->router.modelsAnswer = FakeRouterInfo::someModels();
    again->click();
    QTRY_COMPARE(status(), QString());
    QVERIFY(!again->isVisible());
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Claude Sonnet 4"));
}

void TestModelPicker::staysWithinASmallWindow()
{
    m_window->resize(300, 240);
    QTRY_COMPARE(m_window->size(), QSize(300, 240));
    openLoaded();
    QVERIFY(m_window->geometry().contains(popup()->geometry()));
    QVERIFY(list()->height() > 40);
}

QTEST_MAIN(TestModelPicker)
#include "tst_modelpicker.moc"
