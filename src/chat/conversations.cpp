// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversations.h"

#include "branch.h"
#include "settings.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QPromise>

#include <algorithm>

namespace tabletalk {

Conversations::Conversations(const ChatServices &services, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_settings(settings)
    , m_folders(services.history)
{
    connect(&m_folders, &FolderListModel::storageFailed, this, &Conversations::noteFailure);
    connect(&m_folders, &FolderListModel::dropped, this, &Conversations::file);
    connect(&m_folders, &FolderListModel::removed, this, [this](FolderId folder) {
        // The history takes them out by itself.
        for (const ConversationIndex::Entry &entry : QHash(m_index.all())) {
            if (entry->filing.folder == folder) {
                Conversation conversation = *entry;
                conversation.filing.folder = {};
                m_index.put(conversation);
            }
        }
    });
}

Conversations::~Conversations() = default;

void Conversations::load()
{
    m_folders.load();
    const auto fail = [this](const Error &error) {
        emit storageFailed(error);
        m_loaded = true;
        emit loaded();
    };
    whenFinished(m_services.history.conversations({}), this,
                 [this, fail](const Result<QList<Conversation>> &current) {
                     if (!current) {
                         fail(current.error());
                         return;
                     }
                     whenFinished(m_services.history.conversations({.archived = true}), this,
                                  [this, fail, all = *current](const Result<QList<Conversation>> &archived) {
                                      if (archived)
                                          takeLists(all + *archived);
                                      else
                                          fail(archived.error());
                                  });
                 });
}

void Conversations::takeLists(QList<Conversation> conversations)
{
    // What was deleted while the lists were read is hidden here already.
    conversations.removeIf([this](const Conversation &one) { return m_removed.contains(one.id); });
    m_index.reset(conversations);
    // What was begun before the lists arrived is newer than the disk.
    for (const auto &[id, session] : m_sessions) {
        if (!session->isEmpty())
            list(*session);
    }
    m_loaded = true;
    emit loaded();
}

ChatSession *Conversations::session(ConversationId id)
{
    if (const auto found = m_sessions.find(id); found != m_sessions.end())
        return m_removed.contains(id) ? nullptr : found->second.get();
    const Conversation *conversation = m_index.find(id);
    return conversation ? addSession(*conversation, false) : nullptr;
}

Conversation Conversations::fresh(const QString &model) const
{
    Conversation fresh;
    fresh.id = m_services.history.nextConversationId();
    fresh.model = model;
    fresh.instructions = m_settings.value(settings::defaultInstructions);
    fresh.createdMs = QDateTime::currentMSecsSinceEpoch();
    fresh.changedMs = fresh.createdMs;
    return fresh;
}

ChatSession *Conversations::create(const QString &model, FolderId folder)
{
    for (const auto &[id, session] : m_sessions) {
        const Conversation &conversation = session->conversation();
        if (session->isEmpty() && conversation.draft.isEmpty() && session->draftAttachments().isEmpty()
            && !session->isBusy() && conversation.title.isEmpty() && conversation.filing.folder == folder
            && !m_removed.contains(id) && !m_temporary.contains(id)) {
            session->setModel(model);
            return session.get();
        }
    }
    Conversation made = fresh(model);
    made.filing.folder = folder;
    return addSession(made, true);
}

ChatSession *Conversations::createTemporary(const QString &model)
{
    const Conversation made = fresh(model);
    m_temporary.insert(made.id);
    m_services.history.keepInMemory(made.id);
    return addSession(made, true);
}

void Conversations::keep(ConversationId id)
{
    if (!m_temporary.remove(id))
        return;
    if (m_services.attachments) {
        whenFinished(
            m_services.history.tree(id), this,
            [this, drafted = m_sessions.at(id)->draftAttachments()
                             + m_sessions.at(id)->queuedAttachments()](const Result<ConversationTree> &tree) {
                if (tree)
                    report(m_services.attachments->keepOnDisk(attachmentsOf(tree->turns) + drafted));
            });
    }
    report(m_services.history.keepOnDisk(id));
    list(*m_sessions.at(id));
    emit temporaryChanged(id);
}

QFuture<Result<ConversationId>> Conversations::branch(ConversationId id, TurnId last)
{
    auto promise = std::make_shared<QPromise<Result<ConversationId>>>();
    promise->start();
    const auto finish = [promise](const Result<ConversationId> &result) {
        promise->addResult(result);
        promise->finish();
    };
    const Conversation from = session(id)->conversation();
    whenFinished(m_services.history.turnsOfPath(id), this,
                 [this, from, last, finish](const Result<QList<Turn>> &path) {
                     if (!path) {
                         finish(path.error());
                         return;
                     }
                     const ConversationTree tree =
                         branchedFrom(from, *path, last, tr("%1 (branch)"),
                                      QDateTime::currentMSecsSinceEpoch(), m_services.history);
                     const ConversationId made = tree.conversation.id;
                     // A branch of what is to stay in memory stays there, too.
                     if (m_temporary.contains(from.id)) {
                         m_temporary.insert(made);
                         m_services.history.keepInMemory(made);
                     }
                     whenFinished(m_services.history.insert(tree), this,
                                  [this, made, conversation = tree.conversation,
                                   finish](const Result<Done> &inserted) {
                                      if (!inserted) {
                                          m_temporary.remove(made);
                                          finish(inserted.error());
                                          return;
                                      }
                                      list(*addSession(conversation, false));
                                      finish(made);
                                  });
                 });
    return promise->future();
}

ChatSession *Conversations::addSession(const Conversation &conversation, bool isNew)
{
    const ConversationId id = conversation.id;
    auto made = std::make_unique<ChatSession>(conversation, isNew, m_services);
    ChatSession *session = made.get();
    m_sessions.emplace(id, std::move(made));

    connect(session, &ChatSession::conversationChanged, this, [this, session] { list(*session); });
    connect(session, &ChatSession::stateChanged, this,
            [this, session, id] { m_index.setBusy(id, session->isBusy()); });
    connect(session, &ChatSession::answered, this, [this, id](TurnId answer) { takeAnswered(id, answer); });
    connect(session, &ChatSession::storageFailed, this, &Conversations::noteFailure);
    return session;
}

void Conversations::list(const ChatSession &session)
{
    Conversation conversation = session.conversation();
    if (!session.isOnDisk() || m_removed.contains(conversation.id) || m_temporary.contains(conversation.id))
        return;
    // How it is filed is decided here; the session has what was true when it was read.
    if (const Conversation *known = m_index.find(conversation.id))
        conversation.filing = known->filing;
    m_index.put(conversation);
}

void Conversations::takeAnswered(ConversationId conversation, TurnId answer)
{
    if (!m_watched.values().contains(conversation) && m_index.find(conversation))
        file({conversation}, {.isUnread = true});
    emit answered(conversation, answer);
}

void Conversations::watch(const QObject *window, ConversationId id)
{
    if (!m_watched.contains(window))
        connect(window, &QObject::destroyed, this, [this, window] { m_watched.remove(window); });
    m_watched.insert(window, id);
    if (const Conversation *seen = m_index.find(id); seen && seen->filing.isUnread)
        file({id}, {.isUnread = false});
}

void Conversations::rename(ConversationId id, const QString &title)
{
    if (ChatSession *named = session(id))
        named->setTitle(title);
}

void Conversations::file(const QList<ConversationId> &ids, const FilingChange &change)
{
    for (const ConversationId id : ids) {
        const Conversation *known = m_index.find(id);
        if (!known)
            continue;
        Conversation filed = *known;
        filed.filing.folder = change.folder.value_or(filed.filing.folder);
        filed.filing.isPinned = change.isPinned.value_or(filed.filing.isPinned);
        filed.filing.isArchived = change.isArchived.value_or(filed.filing.isArchived);
        filed.filing.isUnread = change.isUnread.value_or(filed.filing.isUnread);
        m_index.put(filed);
    }
    report(m_services.history.file(ids, change));
}

void Conversations::remove(const QList<ConversationId> &ids)
{
    QList<ConversationId> stored;
    for (const ConversationId id : ids) {
        if (const auto open = m_sessions.find(id); open != m_sessions.end()) {
            open->second->stop();
            open->second->flush();
            if (const Conversation *known = m_index.find(id); !known && !m_temporary.contains(id))
                continue;
            m_removed.insert(id, open->second->conversation());
        }
        if (const Conversation *known = m_index.find(id))
            m_removed.insert(id, *known);
        if (!m_temporary.contains(id))
            stored.append(id);
        m_index.remove(id);
        emit removed(id);
    }
    if (!stored.isEmpty())
        report(m_services.history.remove(stored));
}

void Conversations::restore(const QList<ConversationId> &ids)
{
    bool areAllKnown = true;
    for (const ConversationId id : ids) {
        const auto found = m_removed.find(id);
        if (found == m_removed.end()) {
            areAllKnown = false;
            continue;
        }
        const Conversation back = *found;
        m_removed.erase(found);
        if (!m_temporary.contains(id))
            m_index.put(back);
    }
    QList<ConversationId> stored = ids;
    stored.removeIf([this](ConversationId id) { return m_temporary.contains(id); });
    if (stored.isEmpty())
        return;
    whenFinished(m_services.history.restore(stored), this, [this, areAllKnown](const Result<Done> &result) {
        if (!result)
            noteFailure(result.error());
        else if (!areAllKnown)
            load();
    });
}

bool Conversations::canRestore(const QList<ConversationId> &ids) const
{
    return std::ranges::all_of(ids, [this](ConversationId id) { return m_removed.contains(id); });
}

QFuture<Result<QStringList>> Conversations::erase(const QList<ConversationId> &ids)
{
    for (const ConversationId id : ids) {
        m_removed.remove(id);
        m_sessions.erase(id);
        m_temporary.remove(id);
    }
    return m_services.history.erase(ids);
}

void Conversations::startOver()
{
    const auto old = std::exchange(m_sessions, {}); // shown until the windows have left them
    m_removed.clear();
    m_temporary.clear();
    m_index.reset({});
    emit startedOver();
    load();
}

void Conversations::flush()
{
    for (const auto &[id, session] : m_sessions) {
        if (!m_removed.contains(id))
            session->flush();
    }
}

void Conversations::report(const QFuture<Result<Done>> &written)
{
    whenFinished(written, this, [this](const Result<Done> &result) {
        if (!result)
            noteFailure(result.error());
    });
}

void Conversations::noteFailure(const Error &error)
{
    emit storageFailed(error);
    if (!isSavedLater(error) || std::exchange(m_isUnsaved, true))
        return;
    whenFinished(m_services.history.whenSaved(), this, [this](const Result<Done> &saved) {
        m_isUnsaved = false;
        if (saved)
            emit storageRecovered();
    });
}

} // namespace tabletalk
