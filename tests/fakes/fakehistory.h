// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"

#include <QPromise>

#include <functional>
#include <map>

namespace tabletalk {

//! A history in memory that keeps a journal of what was asked, answers when told to, and fails on request.
class FakeHistory : public HistoryStore {
public:
    QStringList journal; //!< "insert user 2", "update 3 final", "request 1 pending", …
    std::optional<Error> failWith; //!< every write
    bool holdWrites = false; //!< writes stay unanswered until answerWrites()

    void answerWrites()
    {
        holdWrites = false;
        for (const auto &answer : std::exchange(m_waiting, {}))
            answer();
    }

    std::map<ConversationId, Conversation> kept;
    std::map<TurnId, Turn> turns;
    std::map<RequestId, RequestRecord> requests;

    ConversationId nextConversationId() override { return {++m_lastId}; }
    TurnId nextTurnId() override { return {++m_lastId}; }
    RequestId nextRequestId() override { return {++m_lastId}; }

    QFuture<Result<QList<Conversation>>> conversations() override
    {
        QList<Conversation> all;
        for (const auto &[id, conversation] : kept)
            all.append(conversation);
        return ready<QList<Conversation>>(all);
    }

    QFuture<Result<OpenedConversation>> open(ConversationId id) override
    {
        OpenedConversation opened{kept.at(id), {}};
        for (const Turn &turn : pathOf(id))
            opened.path.append(summaryOf(turn));
        return ready<OpenedConversation>(opened);
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

    QFuture<Result<Done>> save(const Conversation &conversation) override
    {
        return write(QStringLiteral("save"), [=, this] { kept[conversation.id] = conversation; });
    }

    QFuture<Result<Done>> insert(const Turn &turn) override
    {
        return write(QStringLiteral("insert %1").arg(turn.role == TurnRole::User ? u"user" : u"answer"),
                     [=, this] {
                         turns.insert_or_assign(turn.id, turn);
                         m_selected[turn.parent] = turn.id;
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

    QFuture<Result<Done>> remove(ConversationId) override
    {
        return write(QStringLiteral("remove"), [] {});
    }
    QFuture<Result<Done>> restore(ConversationId) override
    {
        return write(QStringLiteral("restore"), [] {});
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
        if (failWith)
            return ready<Done>(*failWith);
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
        while (m_selected.contains(at)) {
            at = m_selected.at(at);
            if (turns.at(at).conversation == id)
                path.append(turns.at(at));
        }
        return path;
    }

    qint64 m_lastId = 0;
    std::map<TurnId, TurnId> m_selected; // one conversation per test is enough
    QList<std::function<void()>> m_waiting;
};

} // namespace tabletalk
