// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationdrag.h"
#include "conversationindex.h"
#include "conversationlistmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QMimeData>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace tabletalk;

class TestConversationListModel : public QObject {
    Q_OBJECT
private slots:
    void sortsByChange();
    void movesARowThatChanged();
    void groupsByDate();
    void pinsOnTop();
    void sortsByTitleAsPeopleDo();
    void showsWhatPassesTheFilter();
    void saysItsStateToAssistiveTools();
    void keepsOrderThroughRandomChanges();
    void dragsItsRows();
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

QStringList sectionsOf(const ConversationListModel &model)
{
    QStringList sections;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(ConversationListModel::StartsSectionRole).toBool())
            sections.append(model.index(row).data(ConversationListModel::SectionRole).toString());
    }
    return sections;
}

} // namespace

void TestConversationListModel::sortsByChange()
{
    ConversationIndex index;
    ConversationListModel model(index);
    QAbstractItemModelTester tester(&model);
    index.reset({made(1, 10), made(2, 30), made(3, 20)});
    QCOMPARE(idsOf(model), QList<qint64>({2, 3, 1}));
    index.put(made(4, 25));
    QCOMPARE(idsOf(model), QList<qint64>({2, 4, 3, 1}));
    index.remove({2});
    QCOMPARE(idsOf(model), QList<qint64>({4, 3, 1}));
}

void TestConversationListModel::movesARowThatChanged()
{
    ConversationIndex index;
    ConversationListModel model(index);
    QAbstractItemModelTester tester(&model);
    index.reset({made(1, 10), made(2, 20), made(3, 30)});
    index.put(made(1, 40));
    QCOMPARE(idsOf(model), QList<qint64>({1, 3, 2}));
    index.put(made(1, 5));
    QCOMPARE(idsOf(model), QList<qint64>({3, 2, 1}));
    Conversation renamed = made(2, 20);
    renamed.title = QStringLiteral("new");
    index.put(renamed);
    QCOMPARE(idsOf(model), QList<qint64>({3, 2, 1}));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("new"));
}

void TestConversationListModel::groupsByDate()
{
    ConversationIndex index;
    ConversationListModel model(index);
    const QDate today(2026, 5, 20);
    model.setToday(today);
    const auto at = [&today](int daysAgo) {
        return QDateTime(today.addDays(-daysAgo), QTime(12, 0)).toMSecsSinceEpoch();
    };
    index.reset(
        {made(1, at(0)), made(2, at(1)), made(3, at(5)), made(4, at(6)), made(5, at(20)), made(6, at(80))});
    QCOMPARE(
        sectionsOf(model),
        QStringList({QStringLiteral("Today"), QStringLiteral("Yesterday"), QStringLiteral("Previous 7 days"),
                     QStringLiteral("Previous 30 days"), QStringLiteral("March 2026")}));
    model.setToday(today.addDays(1));
    QCOMPARE(model.index(0).data(ConversationListModel::SectionRole).toString(), QStringLiteral("Yesterday"));
}

void TestConversationListModel::pinsOnTop()
{
    ConversationIndex index;
    ConversationListModel model(index);
    QAbstractItemModelTester tester(&model);
    model.setToday(QDateTime::fromMSecsSinceEpoch(0).date());
    index.reset({made(1, 10), made(2, 30), made(3, 20)});
    Conversation pinned = made(1, 10);
    pinned.filing.isPinned = true;
    index.put(pinned);
    QCOMPARE(idsOf(model), QList<qint64>({1, 2, 3}));
    QCOMPARE(sectionsOf(model), QStringList({QStringLiteral("Pinned"), QStringLiteral("Today")}));
    model.setSort(ConversationSort::ByTitle);
    QCOMPARE(sectionsOf(model), QStringList({QStringLiteral("Pinned")}));
}

void TestConversationListModel::sortsByTitleAsPeopleDo()
{
    ConversationIndex index;
    ConversationListModel model(index);
    model.setSort(ConversationSort::ByTitle);
    QList<Conversation> all;
    for (const QString &title : {QStringLiteral("beta"), QStringLiteral("Table 10"), QStringLiteral("Alpha"),
                                 QStringLiteral("table 9")}) {
        all.append(made(all.size() + 1, 0));
        all.last().title = title;
    }
    index.reset(all);
    QCOMPARE(model.at(0).title, QStringLiteral("Alpha"));
    QCOMPARE(model.at(1).title, QStringLiteral("beta"));
}

void TestConversationListModel::showsWhatPassesTheFilter()
{
    ConversationIndex index;
    ConversationListModel model(index);
    QAbstractItemModelTester tester(&model);
    index.reset({made(1, 10), made(2, 20), made(3, 30)});
    model.setFilter({.folder = FolderId{7}});
    QCOMPARE(model.rowCount(), 0);
    Conversation filed = made(2, 20);
    filed.filing.folder = {7};
    index.put(filed);
    QCOMPARE(idsOf(model), QList<qint64>({2}));
    filed.filing.isArchived = true;
    index.put(filed);
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({.archived = true});
    QCOMPARE(idsOf(model), QList<qint64>({2}));
    model.setFilter({});
    QCOMPARE(idsOf(model), QList<qint64>({3, 1}));
}

void TestConversationListModel::saysItsStateToAssistiveTools()
{
    ConversationIndex index;
    ConversationListModel model(index);
    Conversation unread = made(1, 10);
    unread.filing.isUnread = true;
    index.put(unread);
    index.setBusy({1}, true);
    const QModelIndex row = model.index(0);
    QCOMPARE(row.data(Qt::AccessibleDescriptionRole).toString(),
             QStringLiteral("an answer is arriving, unread"));
    QVERIFY(row.data(ConversationListModel::BusyRole).toBool());
    index.setBusy({1}, false);
    QVERIFY(!row.data(ConversationListModel::BusyRole).toBool());
}

void TestConversationListModel::keepsOrderThroughRandomChanges()
{
    QRandomGenerator random(20261125);
    ConversationIndex index;
    ConversationListModel model(index);
    QAbstractItemModelTester tester(&model);
    for (int round = 0; round < 2000; ++round) {
        const qint64 id = random.bounded(1, 40);
        Conversation changed = made(id, random.bounded(1, 1000));
        changed.filing.isPinned = random.bounded(4) == 0;
        changed.filing.isArchived = random.bounded(4) == 0;
        if (random.bounded(4) == 0)
            index.remove({id});
        else
            index.put(changed);

        QList<Conversation> expected;
        for (const ConversationIndex::Entry &one : index.all()) {
            if (!one->filing.isArchived)
                expected.append(*one);
        }
        std::ranges::sort(expected, [](const Conversation &a, const Conversation &b) {
            return std::tuple(b.filing.isPinned, b.changedMs, b.id)
                   < std::tuple(a.filing.isPinned, a.changedMs, a.id);
        });
        QCOMPARE(model.rowCount(), int(expected.size()));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.at(row), expected.at(row));
    }
}

void TestConversationListModel::dragsItsRows()
{
    ConversationIndex index;
    ConversationListModel model(index);
    index.reset({made(1, 10), made(2, 20), made(3, 30)});
    const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0), model.index(2)}));
    QCOMPARE(conversationsIn(*data), QList<ConversationId>({{3}, {1}}));
    QMimeData foreign;
    foreign.setData(conversationDragType(), QByteArray("no ids at all"));
    QCOMPARE(conversationsIn(foreign), QList<ConversationId>());
}

QTEST_GUILESS_MAIN(TestConversationListModel)
#include "tst_conversationlistmodel.moc"
