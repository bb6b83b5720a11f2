// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historybackups.h"
#include "historysearch.h"
#include "historystore.h"
#include "usagehistory.h"

#include <QString>

#include <atomic>
#include <memory>

namespace tabletalk {

class HistoryThreads;
class TemporaryConversations;

//! The history file of a data folder: `<folder>/history.sqlite`, mode 0600 from its first byte. The schema
//! is described in schema.md.
//!
//! Making one touches nothing. The writer thread opens the file at the first call and runs every write in a
//! transaction of its own; a read waits on that thread for its turn and then runs on the reader thread, so
//! it sees every write asked for before it. An update() that has not begun when a newer, not final one of
//! the same turn arrives is replaced by it; both futures then end together.
//!
//! While the file cannot be opened each call tries again and ends with the reason. Futures end on a thread
//! of ours: continue with .then(context, …). The destructor finishes every write that was asked for, then
//! closes the file; it waits for the disk.
class SqliteHistory final : public HistoryStore,
                            public HistorySearch,
                            public HistoryBackups,
                            public UsageHistory {
public:
    explicit SqliteHistory(const QString &folder);
    ~SqliteHistory() override;

    //! Opens the file, if no other call did, and says what the person should be told about it. An error
    //! means: StorageDamaged, the file was set aside and a fresh one is in use; StorageTooNew, it can be
    //! read and every write fails; any other, it is not open now. Call once, when the window is shown.
    QFuture<Result<Done>> start();
    //! Looks for damage in the whole of a large file, once a week, beside all other work. An error says what
    //! was found, and the next start recovers what can be read.
    QFuture<Result<Done>> checkWhole();

    ConversationId nextConversationId() override;
    TurnId nextTurnId() override;
    RequestId nextRequestId() override;
    FolderId nextFolderId() override;

    QFuture<Result<QList<Conversation>>> conversations(const ConversationFilter &filter) override;
    QFuture<Result<OpenedConversation>> open(ConversationId id) override;
    QFuture<Result<QList<Turn>>> turnsOfPath(ConversationId id) override;
    //! Sees what is in the file at this moment, not what is still being written.
    Result<Turn> turn(TurnId id) override;
    QFuture<Result<QList<TurnSummary>>> versions(TurnId node) override;
    QFuture<Result<ConversationTree>> tree(ConversationId id) override;

    QFuture<Result<Done>> save(const Conversation &conversation) override;
    //! The conversation, and the parent if there is one, must have been saved before.
    QFuture<Result<Done>> insert(const Turn &turn) override;
    QFuture<Result<Done>> update(const Turn &turn, bool final) override;
    QFuture<Result<Done>> save(const RequestRecord &record) override;
    QFuture<Result<QList<TurnSummary>>> select(TurnId node) override;
    QFuture<Result<QList<TurnSummary>>> removeTurn(TurnId turn) override;
    QFuture<Result<QList<TurnSummary>>> restoreTurn(TurnId turn) override;
    QFuture<Result<Done>> insert(const ConversationTree &tree) override;
    QFuture<Result<Done>> savePlace(ConversationId id, const ScrollAnchor &place) override;
    QFuture<Result<Done>> saveDraftAttachments(ConversationId id,
                                               const QList<Attachment> &attachments) override;
    QFuture<Result<QSet<QByteArray>>> attachmentsInUse() override;

    void keepInMemory(ConversationId id) override;
    QFuture<Result<Done>> keepOnDisk(ConversationId id) override;

    QFuture<Result<Done>> whenSaved() override;

    QFuture<Result<QList<Folder>>> folders() override;
    QFuture<Result<Done>> save(const Folder &folder) override;
    QFuture<Result<Done>> orderFolders(const QList<FolderId> &order) override;
    QFuture<Result<Done>> removeFolder(FolderId id) override;
    QFuture<Result<Done>> file(const QList<ConversationId> &ids, const FilingChange &change) override;

    QFuture<Result<Done>> remove(const QList<ConversationId> &ids) override;
    QFuture<Result<Done>> restore(const QList<ConversationId> &ids) override;
    QFuture<Result<QList<TrashedConversation>>> trash() override;
    QFuture<Result<QStringList>> erase(const QList<ConversationId> &ids) override;

    QFuture<Result<SearchResult>> search(const SearchQuery &query) override;
    void cancelSearch() override;

    QFuture<Result<QList<Backup>>> backups() override;
    QFuture<Result<Backup>> backUp() override;
    QFuture<Result<Done>> restoreBackup(const QString &name) override;
    QFuture<Result<Done>> deleteBackups(const QStringList &names) override;
    QFuture<Result<DataSizes>> sizes() override;

    QFuture<Result<QList<UsageSum>>> usage(QDate first, QDate last) override;
    QFuture<Result<UsageSum>> usageOf(ConversationId conversation) override;

private:
    // The threads use the others, so they end first.
    std::atomic<int> m_search = 0; //!< the number of the latest
    const std::unique_ptr<TemporaryConversations> m_temporary;
    const std::unique_ptr<HistoryThreads> m_threads;
};

} // namespace tabletalk
