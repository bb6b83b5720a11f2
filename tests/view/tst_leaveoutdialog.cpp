// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "leaveoutdialog.h"
#include "viewfixture.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

using namespace tabletalk;

class TestLeaveOutDialog : public QObject {
    Q_OBJECT
private slots:
    void showsWhatStaysBehind();
    void takesAnotherChoice();
    void showsALongConversationInPart();
};

namespace {

QList<Turn> path(int exchanges)
{
    QList<Turn> turns;
    for (int i = 0; i < exchanges; ++i) {
        Turn question = makeUserTurn({}, {}, {}, QStringLiteral("Question %1").arg(i + 1), 0);
        Turn answer;
        answer.role = TurnRole::Answer;
        answer.steps = {{TextStep{QStringLiteral("word ").repeated(300)}}};
        turns << question << answer;
    }
    return turns << makeUserTurn({}, {}, {}, QStringLiteral("Last"), 0);
}

bool isCrossedOut(const LeaveOutDialog &dialog, int row)
{
    const auto *tree = named<QTreeWidget>(dialog, QLatin1String("Turns of the conversation"));
    return tree->topLevelItem(row)->font(0).strikeOut();
}

} // namespace

void TestLeaveOutDialog::showsWhatStaysBehind()
{
    const ContextFit fit({}, path(3), {}, 1000);
    const int suggested = fit.suggestedOmission();
    QVERIFY(suggested > 0 && suggested < 6);
    const LeaveOutDialog dialog(fit);
    QCOMPARE(dialog.leftOutTurns(), suggested);
    QVERIFY(!dialog.isForAll());
    for (int row = 0; row < 7; ++row)
        QCOMPARE(isCrossedOut(dialog, row), row < suggested);
    const auto *status = dialog.findChild<QLabel *>(QStringLiteral("statusLabel"));
    QVERIFY2(status->text().contains(QStringLiteral("1,000")), qPrintable(status->text()));
}

void TestLeaveOutDialog::takesAnotherChoice()
{
    LeaveOutDialog dialog(ContextFit({}, path(3), {}, std::nullopt));
    auto *count = named<QSpinBox>(dialog, QLatin1String("Questions left out"));
    QCOMPARE(count->maximum(), 3);
    count->setValue(1);
    QCOMPARE(dialog.leftOutTurns(), 2);
    QVERIFY(!isCrossedOut(dialog, 2));
    count->setValue(3);
    QCOMPARE(dialog.leftOutTurns(), 6);
    QVERIFY(isCrossedOut(dialog, 5));
    QVERIFY(!isCrossedOut(dialog, 6)); // the question itself is always sent
    auto *box = dialog.findChild<QDialogButtonBox *>();
    QTest::mouseClick(box->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestLeaveOutDialog::showsALongConversationInPart()
{
    const LeaveOutDialog dialog(ContextFit({}, path(3000), {}, 1000));
    const auto *tree = named<QTreeWidget>(dialog, QLatin1String("Turns of the conversation"));
    QVERIFY(tree->topLevelItemCount() < 1100);
    QVERIFY(dialog.leftOutTurns() > 5000);
}

QTEST_MAIN(TestLeaveOutDialog)
#include "tst_leaveoutdialog.moc"
