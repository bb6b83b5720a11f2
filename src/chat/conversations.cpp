// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversations.h"

#include "settings.h"
#include "whenfinished.h"

#include <QDateTime>

namespace tabletalk {

Conversations::Conversations(const ChatServices &services, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_settings(settings)
{
}

Conversations::~Conversations() = default;

void Conversations::load()
{
    whenFinished(m_services.history.conversations({}), this,
                 [this](const Result<QList<Conversation>> &found) {
                     if (found) {
                         m_list.reset(found.value());
                         // What was begun before the list arrived is newer than the disk.
                         for (const auto &[id, session] : m_sessions) {
                             if (!session->isEmpty())
                                 m_list.put(session->conversation());
                         }
                     } else {
                         emit storageFailed(found.error());
                     }
                     m_loaded = true;
                     emit loaded();
                 });
}

ChatSession *Conversations::session(ConversationId id)
{
    if (const auto found = m_sessions.find(id); found != m_sessions.end())
        return found->second.get();
    const int row = m_list.rowOf(id);
    return row < 0 ? nullptr : addSession(m_list.at(row), false);
}

ChatSession *Conversations::create(const QString &model)
{
    for (const auto &[id, session] : m_sessions) {
        if (session->isEmpty() && session->conversation().draft.isEmpty() && !session->isBusy()
            && session->conversation().title.isEmpty() && !m_removed.contains(id)) {
            session->setModel(model);
            return session.get();
        }
    }
    Conversation fresh;
    fresh.id = m_services.history.nextConversationId();
    fresh.model = model;
    fresh.instructions = m_settings.value(settings::defaultInstructions);
    fresh.createdMs = QDateTime::currentMSecsSinceEpoch();
    fresh.changedMs = fresh.createdMs;
    return addSession(fresh, true);
}

ChatSession *Conversations::addSession(const Conversation &conversation, bool isNew)
{
    const ConversationId id = conversation.id;
    auto made = std::make_unique<ChatSession>(conversation, isNew, m_services);
    ChatSession *session = made.get();
    m_sessions.emplace(id, std::move(made));

    connect(session, &ChatSession::conversationChanged, this, [this, session, id] {
        if (session->isOnDisk() && !m_removed.contains(id))
            m_list.put(session->conversation());
    });
    connect(session, &ChatSession::stateChanged, this,
            [this, session, id] { m_list.setBusy(id, session->isBusy()); });
    connect(session, &ChatSession::answered, this, [this, id](TurnId answer) { emit answered(id, answer); });
    connect(session, &ChatSession::storageFailed, this, &Conversations::storageFailed);
    return session;
}

void Conversations::rename(ConversationId id, const QString &title)
{
    if (ChatSession *named = session(id))
        named->setTitle(title);
}

void Conversations::remove(ConversationId id)
{
    ChatSession *removedSession = session(id);
    if (!removedSession)
        return;
    removedSession->stop();
    removedSession->flush();
    m_removed.insert_or_assign(id, removedSession->conversation());
    m_list.remove(id);
    whenFinished(m_services.history.remove({id}), this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
    emit removed(id);
}

void Conversations::restore(ConversationId id)
{
    const auto found = m_removed.find(id);
    if (found == m_removed.end())
        return;
    m_list.put(found->second);
    m_removed.erase(found);
    whenFinished(m_services.history.restore({id}), this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
    emit restored(id);
}

void Conversations::flush()
{
    for (const auto &[id, session] : m_sessions) {
        if (!m_removed.contains(id))
            session->flush();
    }
}

} // namespace tabletalk
