// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"
#include "searchindex.h"
#include "writeconnection.h"

#include <SQLiteCpp/Statement.h>

namespace tabletalk {

//! The statements that change how conversations are kept: filing, folders, trash. Each function is one
//! transaction. Used by one thread at a time; throws std::exception.
class LibraryWriter {
public:
    //! Both outlive it.
    LibraryWriter(WriteConnection &connection, SearchIndex &index);

    void save(const Folder &folder);
    void order(const QList<FolderId> &order);
    void removeFolder(FolderId id);
    void file(const QList<ConversationId> &ids, const FilingChange &change);
    void savePlace(ConversationId id, const ScrollAnchor &place);
    void saveDraftAttachments(ConversationId id, const QList<Attachment> &attachments);

    void setDeleted(const QList<ConversationId> &ids, std::optional<qint64> deletedMs);
    QList<ConversationId> deletedBefore(qint64 deletedMs);
    //! Their requests stay. What was in the index is gone once it is scrubbed, which this begins.
    void erase(const QList<ConversationId> &ids);
    //! The same with turns that were deleted by themselves, before that time.
    void eraseTurns(qint64 deletedBefore);

private:
    WriteConnection &m_connection;
    SearchIndex &m_index;
    SQLite::Statement m_saveFolder;
    SQLite::Statement m_placeFolder;
    SQLite::Statement m_removeFolder;
    SQLite::Statement m_file;
    SQLite::Statement m_savePlace;
    SQLite::Statement m_removeDraftAttachments;
    SQLite::Statement m_insertDraftAttachment;
    SQLite::Statement m_setDeleted;
    SQLite::Statement m_deletedBefore;
    SQLite::Statement m_untieTurns;
    SQLite::Statement m_erase;
    SQLite::Statement m_turnsDeletedBefore;
    SQLite::Statement m_untieTurn;
    SQLite::Statement m_eraseTurn;
};

} // namespace tabletalk
