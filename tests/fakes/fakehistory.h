// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"

#include <QPromise>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace tabletalk {

//! A history in memory that keeps a journal of what was asked, answers when told to, and fails on request.
class FakeHistory : public HistoryStore {
public:
    QStringList journal; //!< "insert user 2", "update 3 final", "request 1 pending", …
    std::optional<Error> failWith; //!< every write; those that isSavedLater() are applied by recover()
    bool holdWrites = false; //!< writes stay unanswered until answerWrites()

    void answerWrites()
    {
        holdWrites = false;
        for (const auto &answer : std::exchange(m_waiting, {}))
            answer();
    }

    //! The disk takes writes again, those that failed first.
    void recover()
    {
        failWith.reset();
        for (const auto &apply : std::exchange(m_unsaved, {}))
            apply();
        for (const auto &promise : std::exchange(m_whenSaved, {})) {
            promise->addResult(Done{});
            promise->finish();
        }
    }

    std::map<ConversationId, Conversation> kept;
    std::map<TurnId, Turn> turns;
    std::map<RequestId, RequestRecord> requests;
    QList<Folder> keptFolders; //!< in their order
    std::map<ConversationId, ScrollAnchor> places;
    std::map<ConversationId, QList<Attachment>> draftAttachments;
    Result<QSet<QByteArray>> attachmentsNamed = QSet<QByteArray>{}; //!< what attachmentsInUse() gives
    std::map<ConversationId, qint64> removed; //!< the trash: when each came into it
    QList<ConversationId> inMemory; //!< kept there by keepInMemory()
    QStringList copies; //!< what erase() says still holds the text

    ConversationId nextConversationId() override { return {++m_lastId}; }
    TurnId nextTurnId() override { return {++m_lastId}; }
    RequestId nextRequestId() override { return {++m_lastId}; }
    FolderId nextFolderId() override { return {++m_lastId}; }

    QFuture<Result<QList<Conversation>>> conversations(const ConversationFilter &filter) override
    {
        QList<Conversation> all;
        for (const auto &[id, conversation] : kept) {
            const Filing &filing = conversation.filing;
            if (!removed.contains(id) && !inMemory.contains(id) && filing.isArchived == filter.archived
                && (!filter.folder || filing.folder == *filter.folder)) {
                all.append(conversation);
            }
        }
        return ready<QList<Conversation>>(all);
    }

    QFuture<Result<OpenedConversation>> open(ConversationId id) override
    {
        const auto place = places.find(id);
        return ready<OpenedConversation>(
            OpenedConversation{kept.at(id), pathSummaries(id),
                               place == places.end() ? ScrollAnchor{} : place->second, draftAttachments[id]});
    }

    QFuture<Result<QList<Turn>>> turnsOfPath(ConversationId id) override
    {
        return ready<QList<Turn>>(pathOf(id));
    }

    Result<Turn> turn(TurnId id) override
    {
        if (const auto found = turns.find(id); found != turns.end())
            return found->second;
        return Error{.kind = ErrorKind::StorageFailed, .userText = QStringLiteral("no such turn")};
    }

    QFuture<Result<QList<TurnSummary>>> versions(TurnId node) override
    {
        const Turn &turn = turns.at(node);
        return ready<QList<TurnSummary>>(siblings(turn.conversation, turn.parent));
    }

    QFuture<Result<ConversationTree>> tree(ConversationId id) override
    {
        ConversationTree tree;
        tree.conversation = kept.at(id);
        for (const auto &[turnId, turn] : turns) {
            if (turn.conversation == id)
                tree.turns.append(turn);
        }
        for (const auto &[key, child] : m_selected) {
            if (key.first == id)
                tree.selected.insert(key.second, child);
        }
        for (const auto &[requestId, record] : requests) {
            if (const auto turn = turns.find(record.turn);
                turn != turns.end() && turn->second.conversation == id)
                tree.requests.append(record);
        }
        return ready<ConversationTree>(tree);
    }

    QFuture<Result<Done>> save(const Conversation &conversation) override
    {
        return write(QStringLiteral("save"), [=, this] {
            const auto [entry, isNew] = kept.try_emplace(conversation.id, conversation);
            const Filing filing = entry->second.filing;
            entry->second = conversation;
            if (!isNew)
                entry->second.filing = filing;
        });
    }

    QFuture<Result<Done>> insert(const Turn &turn) override
    {
        return write(QStringLiteral("insert %1").arg(turn.role == TurnRole::User ? u"user" : u"answer"),
                     [=, this] {
                         turns.insert_or_assign(turn.id, turn);
                         m_selected[{turn.conversation, turn.parent}] = turn.id;
                     });
    }

    QFuture<Result<Done>> update(const Turn &turn, bool final) override
    {
        return write(final ? QStringLiteral("update final") : QStringLiteral("update"),
                     [=, this] { turns.insert_or_assign(turn.id, turn); });
    }

    QFuture<Result<Done>> save(const RequestRecord &record) override
    {
        return write(QStringLiteral("request %1")
                         .arg(record.outcome == RequestOutcome::Pending ? u"pending" : u"ended"),
                     [=, this] { requests[record.id] = record; });
    }

    QFuture<Result<QList<TurnSummary>>> select(TurnId node) override
    {
        journal.append(QStringLiteral("select"));
        if (failWith)
            return ready<QList<TurnSummary>>(*failWith);
        const ConversationId conversation = turns.at(node).conversation;
        for (TurnId child = node; child.isValid(); child = turns.at(child).parent)
            m_selected[{conversation, turns.at(child).parent}] = child;
        return ready<QList<TurnSummary>>(pathSummaries(conversation));
    }

    QFuture<Result<QList<TurnSummary>>> removeTurn(TurnId turn) override
    {
        journal.append(QStringLiteral("remove turn"));
        if (failWith)
            return ready<QList<TurnSummary>>(*failWith);
        const Turn top = turns.at(turn);
        const QList<TurnSummary> beside = siblings(top.conversation, top.parent);
        const auto self = std::find_if(beside.begin(), beside.end(),
                                       [turn](const TurnSummary &one) { return one.id == turn; });
        if (self != beside.begin())
            m_selected[{top.conversation, top.parent}] = std::prev(self)->id;
        else if (beside.size() > 1)
            m_selected[{top.conversation, top.parent}] = std::next(self)->id;
        else
            m_selected.erase({top.conversation, top.parent});
        std::map<TurnId, Turn> &removedHere = m_removedTurns[turn];
        for (auto it = turns.find(turn); it != turns.end();) {
            const auto node = it++;
            if (node->first == turn || removedHere.contains(node->second.parent))
                removedHere.insert(turns.extract(node));
        }
        return ready<QList<TurnSummary>>(pathSummaries(top.conversation));
    }
    QFuture<Result<QList<TurnSummary>>> restoreTurn(TurnId turn) override
    {
        journal.append(QStringLiteral("restore turn"));
        if (failWith)
            return ready<QList<TurnSummary>>(*failWith);
        turns.merge(m_removedTurns.at(turn));
        m_removedTurns.erase(turn);
        const Turn &top = turns.at(turn);
        m_selected[{top.conversation, top.parent}] = turn;
        return ready<QList<TurnSummary>>(pathSummaries(top.conversation));
    }

    QFuture<Result<Done>> insert(const ConversationTree &tree) override
    {
        return write(QStringLiteral("insert tree"), [=, this] {
            kept[tree.conversation.id] = tree.conversation;
            for (const Turn &turn : tree.turns)
                turns.insert_or_assign(turn.id, turn);
            for (auto it = tree.selected.cbegin(); it != tree.selected.cend(); ++it)
                m_selected[{tree.conversation.id, it.key()}] = it.value();
            for (const RequestRecord &record : tree.requests)
                requests[record.id] = record;
        });
    }

    QFuture<Result<Done>> savePlace(ConversationId id, const ScrollAnchor &place) override
    {
        return write(QStringLiteral("place"), [=, this] { places[id] = place; });
    }

    QFuture<Result<Done>> saveDraftAttachments(ConversationId id,
                                               const QList<Attachment> &attachments) override
    {
        return write(QStringLiteral("draft attachments"), [=, this] { draftAttachments[id] = attachments; });
    }
    QFuture<Result<QSet<QByteArray>>> attachmentsInUse() override
    {
        return ready<QSet<QByteArray>>(attachmentsNamed);
    }

    void keepInMemory(ConversationId id) override { inMemory.append(id); }
    QFuture<Result<Done>> keepOnDisk(ConversationId id) override
    {
        return write(QStringLiteral("keep"), [=, this] { inMemory.removeAll(id); });
    }

    QFuture<Result<Done>> whenSaved() override
    {
        if (m_unsaved.isEmpty())
            return ready<Done>(Done{});
        m_whenSaved.append(std::make_shared<QPromise<Result<Done>>>());
        m_whenSaved.last()->start();
        return m_whenSaved.last()->future();
    }

    QFuture<Result<QList<Folder>>> folders() override { return ready<QList<Folder>>(keptFolders); }
    QFuture<Result<Done>> save(const Folder &folder) override
    {
        return write(QStringLiteral("folder"), [=, this] {
            for (Folder &keptFolder : keptFolders) {
                if (keptFolder.id == folder.id) {
                    keptFolder = folder;
                    return;
                }
            }
            keptFolders.append(folder);
        });
    }
    QFuture<Result<Done>> orderFolders(const QList<FolderId> &order) override
    {
        return write(QStringLiteral("order folders"), [=, this] {
            const auto place = [&order](const Folder &folder) {
                const qsizetype at = order.indexOf(folder.id);
                return at < 0 ? order.size() : at;
            };
            std::stable_sort(keptFolders.begin(), keptFolders.end(),
                             [&](const Folder &a, const Folder &b) { return place(a) < place(b); });
        });
    }
    QFuture<Result<Done>> removeFolder(FolderId id) override
    {
        return write(QStringLiteral("remove folder"), [=, this] {
            keptFolders.removeIf([id](const Folder &folder) { return folder.id == id; });
            for (auto &[conversationId, conversation] : kept) {
                if (conversation.filing.folder == id)
                    conversation.filing.folder = {};
            }
        });
    }
    QFuture<Result<Done>> file(const QList<ConversationId> &ids, const FilingChange &change) override
    {
        return write(QStringLiteral("file"), [=, this] {
            for (const ConversationId id : ids) {
                Filing &filing = kept.at(id).filing;
                filing.folder = change.folder.value_or(filing.folder);
                filing.isPinned = change.isPinned.value_or(filing.isPinned);
                filing.isArchived = change.isArchived.value_or(filing.isArchived);
                filing.isUnread = change.isUnread.value_or(filing.isUnread);
            }
        });
    }

    QFuture<Result<Done>> remove(const QList<ConversationId> &ids) override
    {
        return write(QStringLiteral("remove"), [=, this] {
            for (const ConversationId id : ids)
                removed.emplace(id, 0);
        });
    }
    QFuture<Result<Done>> restore(const QList<ConversationId> &ids) override
    {
        return write(QStringLiteral("restore"), [=, this] {
            for (const ConversationId id : ids)
                removed.erase(id);
        });
    }
    QFuture<Result<QList<TrashedConversation>>> trash() override
    {
        QList<TrashedConversation> all;
        for (const auto &[id, deletedMs] : removed) {
            if (const auto found = kept.find(id); found != kept.end())
                all.append({found->second, deletedMs, int(kTrashKeeps.count())});
        }
        return ready<QList<TrashedConversation>>(all);
    }
    QFuture<Result<QStringList>> erase(const QList<ConversationId> &ids) override
    {
        journal.append(QStringLiteral("erase"));
        if (failWith)
            return ready<QStringList>(*failWith);
        for (const ConversationId id : ids) {
            kept.erase(id);
            removed.erase(id);
            std::erase_if(turns, [id](const auto &entry) { return entry.second.conversation == id; });
        }
        return ready<QStringList>(copies);
    }

private:
    template <class T>
    static QFuture<Result<T>> ready(Result<T> result)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return promise.future();
    }

    QFuture<Result<Done>> write(const QString &entry, const std::function<void()> &apply)
    {
        journal.append(entry);
        if (failWith) {
            if (isSavedLater(*failWith))
                m_unsaved.append(apply);
            return ready<Done>(*failWith);
        }
        apply();
        if (!holdWrites)
            return ready<Done>(Done{});
        auto promise = std::make_shared<QPromise<Result<Done>>>();
        promise->start();
        m_waiting.append([promise] {
            promise->addResult(Done{});
            promise->finish();
        });
        return promise->future();
    }

    QList<Turn> pathOf(ConversationId id) const
    {
        QList<Turn> path;
        TurnId at;
        while (m_selected.contains({id, at})) {
            at = m_selected.at({id, at});
            path.append(turns.at(at));
        }
        return path;
    }

    QList<TurnSummary> pathSummaries(ConversationId id) const
    {
        QList<TurnSummary> path;
        for (const Turn &turn : pathOf(id)) {
            for (const TurnSummary &summary : siblings(id, turn.parent)) {
                if (summary.id == turn.id)
                    path.append(summary);
            }
        }
        return path;
    }

    QList<TurnSummary> siblings(ConversationId conversation, TurnId parent) const
    {
        QList<TurnSummary> all;
        for (const auto &[id, turn] : turns) {
            if (turn.conversation == conversation && turn.parent == parent)
                all.append(summaryOf(turn));
        }
        for (int i = 0; i < all.size(); ++i) {
            all[i].versionIndex = i;
            all[i].versionCount = int(all.size());
        }
        return all;
    }

    qint64 m_lastId = 0;
    std::map<std::pair<ConversationId, TurnId>, TurnId> m_selected; //!< by conversation and parent
    std::map<TurnId, std::map<TurnId, Turn>> m_removedTurns; //!< by the one that was: it and all below it
    QList<std::function<void()>> m_waiting;
    QList<std::function<void()>> m_unsaved;
    QList<std::shared_ptr<QPromise<Result<Done>>>> m_whenSaved;
};

} // namespace tabletalk
