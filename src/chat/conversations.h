// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatsession.h"
#include "conversationindex.h"
#include "folderlistmodel.h"

#include <QObject>

#include <map>
#include <memory>

namespace tabletalk {

class Settings;

//! All conversations of a data folder: their index, and one session for each that was opened, shared by all
//! windows. Window thread.
class Conversations : public QObject {
    Q_OBJECT
public:
    //! Both outlive it. Nothing is read before load().
    Conversations(const ChatServices &services, Settings &settings, QObject *parent = nullptr);
    ~Conversations() override;

    //! What every session works with.
    const ChatServices &services() const { return m_services; }
    const ConversationIndex &index() const { return m_index; }
    FolderListModel &folders() { return m_folders; }
    //! Reads the lists, also anew; loaded() comes once for each call, also after a failure.
    void load();
    bool isLoaded() const { return m_loaded; }

    //! The session of a conversation, made on first use; null if there is no such conversation.
    ChatSession *session(ConversationId id);
    //! A conversation that is listed, in the folder if that is one, once something is in it. An unused one
    //! is given out again.
    ChatSession *create(const QString &model, FolderId folder = {});
    //! A conversation that stays in memory and in no list until keep() is called for it.
    ChatSession *createTemporary(const QString &model);
    bool isTemporary(ConversationId id) const { return m_temporary.contains(id); }
    //! Makes a temporary conversation an ordinary one.
    void keep(ConversationId id);
    //! A new conversation that begins with this one's path up to a turn.
    QFuture<Result<ConversationId>> branch(ConversationId id, TurnId last);

    void rename(ConversationId id, const QString &title);
    void file(const QList<ConversationId> &ids, const FilingChange &change);
    //! Into the trash, and stops their answers; a temporary one is gone.
    void remove(const QList<ConversationId> &ids);
    void restore(const QList<ConversationId> &ids);
    //! Whether restore() of all of these undoes a remove(): not once they were deleted for good, or are back.
    bool canRestore(const QList<ConversationId> &ids) const;
    //! Deletes for good what is in the trash; gives the names of the backups that still hold it.
    QFuture<Result<QStringList>> erase(const QList<ConversationId> &ids);
    //! Which conversation `window` shows to somebody; none while nobody looks. An answer that ends in a
    //! conversation that nobody looks at makes it unread.
    void watch(const QObject *window, ConversationId id);

    //! The whole history is another one now: drops every session and reads the lists anew. The windows
    //! must leave what they show at startedOver().
    void startOver();
    //! Something is in memory alone, because the disk did not take it yet.
    bool isUnsaved() const { return m_isUnsaved; }
    //! Writes what waits for a timer, and ends running answers; for quitting.
    void flush();

signals:
    void loaded();
    void removed(tabletalk::ConversationId id);
    void startedOver();
    void temporaryChanged(tabletalk::ConversationId id);
    void answered(tabletalk::ConversationId conversation, tabletalk::TurnId answer);
    void storageFailed(const tabletalk::Error &error);
    //! Everything that could not be saved is saved now.
    void storageRecovered();

private:
    Conversation fresh(const QString &model) const;
    ChatSession *addSession(const Conversation &conversation, bool isNew);
    void list(const ChatSession &session);
    void takeAnswered(ConversationId conversation, TurnId answer);
    void takeLists(QList<Conversation> conversations);
    void report(const QFuture<Result<Done>> &written);
    void noteFailure(const Error &error);

    ChatServices m_services;
    Settings &m_settings;
    ConversationIndex m_index;
    FolderListModel m_folders;
    std::map<ConversationId, std::unique_ptr<ChatSession>> m_sessions;
    QSet<ConversationId> m_temporary;
    QHash<ConversationId, Conversation> m_removed; //!< as they were, to be back at once
    QHash<const QObject *, ConversationId> m_watched; //!< by window
    bool m_loaded = false;
    bool m_isUnsaved = false;
};

} // namespace tabletalk
