// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatsession.h"
#include "conversationlistmodel.h"

#include <QObject>

#include <map>
#include <memory>

namespace tabletalk {

class Settings;

//! All conversations of a data folder: the list, and one session for each that was opened. Window thread.
class Conversations : public QObject {
    Q_OBJECT
public:
    //! Both outlive it. Nothing is read before load().
    Conversations(const ChatServices &services, Settings &settings, QObject *parent = nullptr);
    ~Conversations() override;

    ConversationListModel &list() { return m_list; }
    //! Reads the list; loaded() comes once, also after a failure.
    void load();
    bool isLoaded() const { return m_loaded; }

    //! The session of a listed conversation, made on first use; null if there is no such conversation.
    ChatSession *session(ConversationId id);
    //! A conversation that is listed once something is in it. An unused one is given out again.
    ChatSession *create(const QString &model);

    void rename(ConversationId id, const QString &title);
    //! Takes it off the list and stops its answer; undone by restore() with the same id.
    void remove(ConversationId id);
    void restore(ConversationId id);

    //! Writes what waits for a timer, and ends running answers; for quitting.
    void flush();

signals:
    void loaded();
    void removed(tabletalk::ConversationId id);
    void restored(tabletalk::ConversationId id);
    void answered(tabletalk::ConversationId conversation, tabletalk::TurnId answer);
    void storageFailed(const tabletalk::Error &error);

private:
    ChatSession *addSession(const Conversation &conversation, bool isNew);

    ChatServices m_services;
    Settings &m_settings;
    ConversationListModel m_list;
    std::map<ConversationId, std::unique_ptr<ChatSession>> m_sessions;
    std::map<ConversationId, Conversation> m_removed;
    bool m_loaded = false;
};

} // namespace tabletalk
