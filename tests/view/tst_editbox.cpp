// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/composer.h"
#include "composer/editbox.h"
#include "composer/messageedit.h"
#include "fakeattachments.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;

class TestEditBox : public QObject {
    Q_OBJECT
private slots:
    void savesByKey_data();
    void savesByKey();
    void anAnswerIsNeverRerun();
    void nothingIsSavedWithoutWords();
    void changesWhatIsAttached();
    void upInTheEmptyComposerAsksForTheLastMessage();
};

void TestEditBox::savesByKey_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("rerun");
    QTest::newRow("Ctrl+S") << Qt::Key_S << false;
    QTest::newRow("Ctrl+Enter") << Qt::Key_Return << true;
}

void TestEditBox::savesByKey()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const bool, rerun);
    EditBox box;
    QSignalSpy saved(&box, &EditBox::saveRequested);
    box.begin(QStringLiteral("text"), true);
    QVERIFY(QTest::qWaitForWindowActive(&box));
    auto *edit = box.findChild<MessageEdit *>();
    QTest::keyClicks(edit, QStringLiteral(" more"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClicks(edit, QStringLiteral("line"));
    QCOMPARE(saved.count(), 0);
    QTest::keyClick(edit, key, Qt::ControlModifier);
    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved[0][0].toString(), QStringLiteral("text more\nline"));
    QCOMPARE(saved[0][1].toBool(), rerun);
}

void TestEditBox::anAnswerIsNeverRerun()
{
    EditBox box;
    QSignalSpy saved(&box, &EditBox::saveRequested);
    box.begin(QStringLiteral("text"), false);
    QVERIFY(box.findChild<QPushButton *>(QStringLiteral("saveAndRerunButton"))->isHidden());
    QTest::keyClick(box.findChild<MessageEdit *>(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(saved[0][1].toBool(), false);
    QCOMPARE(box.findChild<MessageEdit *>()->accessibleName(), QStringLiteral("Edit the answer"));
}

void TestEditBox::nothingIsSavedWithoutWords()
{
    EditBox box;
    QSignalSpy saved(&box, &EditBox::saveRequested);
    box.begin(QStringLiteral("text"), true);
    box.findChild<MessageEdit *>()->setPlainText(QStringLiteral(" \n"));
    QTest::keyClick(box.findChild<MessageEdit *>(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(saved.count(), 0);
}

void TestEditBox::changesWhatIsAttached()
{
    FakeAttachments service;
    EditBox box(&service);
    const Attachment notes = FakeAttachments::document(QStringLiteral("notes.txt"));
    box.begin(QStringLiteral("text"), true, {notes});
    QVERIFY(QTest::qWaitForWindowActive(&box));
    QCOMPARE(box.attachments(), QList<Attachment>{notes});
    // A long paste goes along; nothing can be saved before it is read.
    auto *edit = box.findChild<MessageEdit *>();
    QGuiApplication::clipboard()->setText(QStringLiteral("And so on. ").repeated(1000));
    edit->paste();
    QCOMPARE(box.text(), QStringLiteral("text"));
    auto *save = box.findChild<QPushButton *>(QStringLiteral("saveButton"));
    QVERIFY(!save->isEnabled());
    service.finish(0, FakeAttachments::document(QStringLiteral("Pasted text")));
    QTRY_VERIFY(save->isEnabled());
    QCOMPARE(box.attachments().size(), 2);
    // What is attached may be all there is.
    edit->clear();
    QVERIFY(save->isEnabled());
    // Into an answer it goes as it is.
    box.begin({}, false);
    edit->paste();
    QVERIFY(box.text().size() > 3000);
    QVERIFY(box.attachments().isEmpty());
}

void TestEditBox::upInTheEmptyComposerAsksForTheLastMessage()
{
    Composer composer;
    composer.show();
    QSignalSpy asked(&composer, &Composer::editLastRequested);
    auto *edit = composer.findChild<MessageEdit *>();
    composer.setText(QStringLiteral("words"));
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(asked.count(), 0);
    composer.setText({});
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(asked.count(), 1);
}

QTEST_MAIN(TestEditBox)
#include "tst_editbox.moc"
