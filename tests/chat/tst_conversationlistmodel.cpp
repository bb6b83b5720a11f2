// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationlistmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QTest>

using namespace tabletalk;

class TestConversationListModel : public QObject {
    Q_OBJECT
private slots:
    void sortsByChange();
    void movesARowThatChanged();
    void groupsByDate();
};

namespace {

Conversation made(qint64 id, qint64 changedMs)
{
    Conversation conversation;
    conversation.id = {id};
    conversation.title = QString::number(id);
    conversation.changedMs = changedMs;
    return conversation;
}

QList<qint64> idsOf(const ConversationListModel &model)
{
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.at(row).id.value);
    return ids;
}

} // namespace

void TestConversationListModel::sortsByChange()
{
    ConversationListModel model;
    QAbstractItemModelTester tester(&model);
    model.reset({made(1, 10), made(2, 30), made(3, 20)});
    QCOMPARE(idsOf(model), QList<qint64>({2, 3, 1}));
    model.put(made(4, 25));
    QCOMPARE(idsOf(model), QList<qint64>({2, 4, 3, 1}));
    model.remove({2});
    QCOMPARE(idsOf(model), QList<qint64>({4, 3, 1}));
}

void TestConversationListModel::movesARowThatChanged()
{
    ConversationListModel model;
    QAbstractItemModelTester tester(&model);
    model.reset({made(1, 10), made(2, 20), made(3, 30)});
    model.put(made(1, 40));
    QCOMPARE(idsOf(model), QList<qint64>({1, 3, 2}));
    model.put(made(1, 5));
    QCOMPARE(idsOf(model), QList<qint64>({3, 2, 1}));
    Conversation renamed = made(2, 20);
    renamed.title = QStringLiteral("new");
    model.put(renamed);
    QCOMPARE(idsOf(model), QList<qint64>({3, 2, 1}));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("new"));
}

void TestConversationListModel::groupsByDate()
{
    ConversationListModel model;
    const QDate today(2026, 5, 20);
    model.setToday(today);
    const auto at = [&today](int daysAgo) {
        return QDateTime(today.addDays(-daysAgo), QTime(12, 0)).toMSecsSinceEpoch();
    };
    model.reset(
        {made(1, at(0)), made(2, at(1)), made(3, at(5)), made(4, at(6)), made(5, at(20)), made(6, at(80))});
    QStringList sections;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(ConversationListModel::StartsSectionRole).toBool())
            sections.append(model.index(row).data(ConversationListModel::SectionRole).toString());
    }
    QCOMPARE(sections, QStringList({QStringLiteral("Today"), QStringLiteral("Yesterday"),
                                    QStringLiteral("Previous 7 days"), QStringLiteral("Previous 30 days"),
                                    QStringLiteral("March 2026")}));
    model.setToday(today.addDays(1));
    QCOMPARE(model.index(0).data(ConversationListModel::SectionRole).toString(), QStringLiteral("Yesterday"));
}

QTEST_GUILESS_MAIN(TestConversationListModel)
#include "tst_conversationlistmodel.moc"
