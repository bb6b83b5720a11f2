// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "librarywriter.h"

#include "query.h"
#include "rowrules.h"
#include "steprow.h"

namespace tabletalk {

namespace {

constexpr const char *kSaveFolder = "INSERT INTO folder (id, name, position)"
                                    " VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM folder))"
                                    " ON CONFLICT (id) DO UPDATE SET name = excluded.name";
// Folders that are not placed keep their order behind those that are.
constexpr const char *kPlaceFolder = "UPDATE folder SET position = CASE WHEN id = ?1 THEN ?2 ELSE position + "
                                     "?3 END WHERE id = ?1 OR ?1 IS NULL";
constexpr const char *kRemoveFolder = "DELETE FROM folder WHERE id = ?";
constexpr const char *kFile = "UPDATE conversation SET folder = CASE WHEN ?1 THEN ?2 ELSE folder END,"
                              "     pinned = coalesce(?3, pinned), archived = coalesce(?4, archived),"
                              "     unread = coalesce(?5, unread)"
                              " WHERE id = ?6";
constexpr const char *kSavePlace =
    "UPDATE conversation SET place_turn = ?, place_item = ?, place_offset = ? WHERE id = ?";
constexpr const char *kRemoveDraftAttachments = "DELETE FROM draft_attachment WHERE conversation = ?";
constexpr const char *kInsertDraftAttachment =
    "INSERT INTO draft_attachment (conversation, position, text, name, details) VALUES (?, ?, ?, ?, ?)";
constexpr const char *kSetDeleted = "UPDATE conversation SET deleted_ms = ? WHERE id = ?";
constexpr const char *kDeletedBefore = "SELECT id FROM conversation WHERE deleted_ms < ?";
// Else the deletion of a turn would go down to its children one call inside the other, which SQLite ends
// at a thousand.
constexpr const char *kUntieTurns = "UPDATE turn SET parent = NULL WHERE conversation = ?";
constexpr const char *kErase = "DELETE FROM conversation WHERE id = ?";
constexpr const char *kTurnsDeletedBefore =
    "SELECT id FROM turn WHERE deleted_with IS NOT NULL AND deleted_ms < ?";
constexpr const char *kUntieTurn = "UPDATE turn SET parent = NULL WHERE id = ?";
constexpr const char *kEraseTurn = "DELETE FROM turn WHERE id = ?";

} // namespace

LibraryWriter::LibraryWriter(WriteConnection &connection, SearchIndex &index)
    : m_connection(connection)
    , m_index(index)
    , m_saveFolder(connection.database(), kSaveFolder)
    , m_placeFolder(connection.database(), kPlaceFolder)
    , m_removeFolder(connection.database(), kRemoveFolder)
    , m_file(connection.database(), kFile)
    , m_savePlace(connection.database(), kSavePlace)
    , m_removeDraftAttachments(connection.database(), kRemoveDraftAttachments)
    , m_insertDraftAttachment(connection.database(), kInsertDraftAttachment)
    , m_setDeleted(connection.database(), kSetDeleted)
    , m_deletedBefore(connection.database(), kDeletedBefore)
    , m_untieTurns(connection.database(), kUntieTurns)
    , m_erase(connection.database(), kErase)
    , m_turnsDeletedBefore(connection.database(), kTurnsDeletedBefore)
    , m_untieTurn(connection.database(), kUntieTurn)
    , m_eraseTurn(connection.database(), kEraseTurn)
{
}

void LibraryWriter::save(const Folder &folder)
{
    requireValid(folder.id);
    m_connection.transact(Durability::Logged, [&] { Query(m_saveFolder, folder.id, folder.name).run(); });
}

void LibraryWriter::order(const QList<FolderId> &order)
{
    m_connection.transact(Durability::Logged, [&] {
        Query(m_placeFolder, FolderId{}, 0, order.size()).run();
        for (qsizetype place = 0; place < order.size(); ++place)
            Query(m_placeFolder, order.at(place), place, 0).run();
    });
}

void LibraryWriter::removeFolder(FolderId id)
{
    m_connection.transact(Durability::Logged, [&] { Query(m_removeFolder, id).run(); });
}

void LibraryWriter::file(const QList<ConversationId> &ids, const FilingChange &change)
{
    m_connection.transact(Durability::Logged, [&] {
        for (const ConversationId id : ids) {
            const int changed = Query(m_file, change.folder.has_value(), change.folder, change.isPinned,
                                      change.isArchived, change.isUnread, id)
                                    .run();
            requireOne(changed, "a conversation that is not stored");
        }
    });
}

void LibraryWriter::savePlace(ConversationId id, const ScrollAnchor &place)
{
    m_connection.transact(Durability::Logged, [&] {
        Query(m_savePlace, place.atEnd ? TurnId{} : place.turn, place.item, place.offset, id).run();
    });
}

void LibraryWriter::saveDraftAttachments(ConversationId id, const QList<Attachment> &attachments)
{
    m_connection.transact(Durability::Logged, [&] {
        Query(m_removeDraftAttachments, id).run();
        int position = 0;
        for (const Attachment &attachment : attachments) {
            const StepRow row = toRow({AttachmentStep{attachment}});
            Query(m_insertDraftAttachment, id, position++, row.text, row.name, row.details).run();
        }
    });
}

void LibraryWriter::setDeleted(const QList<ConversationId> &ids, std::optional<qint64> deletedMs)
{
    m_connection.transact(Durability::Logged, [&] {
        for (const ConversationId id : ids)
            Query(m_setDeleted, deletedMs, id).run();
    });
}

QList<ConversationId> LibraryWriter::deletedBefore(qint64 deletedMs)
{
    QList<ConversationId> ids;
    Query query(m_deletedBefore, deletedMs);
    while (query.next())
        query.read(ids.emplaceBack());
    return ids;
}

void LibraryWriter::erase(const QList<ConversationId> &ids)
{
    m_connection.transact(Durability::Synced, [&] {
        for (const ConversationId id : ids) {
            m_index.removeAll(id);
            Query(m_untieTurns, id).run();
            Query(m_erase, id).run();
        }
        m_index.beginScrubbing();
    });
}

void LibraryWriter::eraseTurns(qint64 deletedBefore)
{
    QList<TurnId> turns;
    {
        Query query(m_turnsDeletedBefore, deletedBefore);
        while (query.next())
            query.read(turns.emplaceBack());
    }
    if (turns.isEmpty())
        return;
    m_connection.transact(Durability::Synced, [&] {
        for (const TurnId turn : turns) {
            m_index.remove(turn);
            Query(m_untieTurn, turn).run();
        }
        for (const TurnId turn : turns)
            Query(m_eraseTurn, turn).run();
        m_index.beginScrubbing();
    });
}

} // namespace tabletalk
