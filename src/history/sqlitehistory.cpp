// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlitehistory.h"

#include "attachmentuse.h"
#include "historycopies.h"
#include "historythreads.h"
#include "temporaryconversations.h"

#include <QCoreApplication>
#include <QDateTime>

#include <tuple>

namespace tabletalk {

namespace {

Error missing()
{
    Error error;
    error.kind = ErrorKind::StorageFailed;
    error.source = ErrorSource::Storage;
    error.userText = QCoreApplication::translate(
        "tabletalk::History",
        "This is no longer in the history. Open another conversation or begin a new one.");
    error.detail = QStringLiteral("no such row");
    return error;
}

//! "Nothing there" is an error at the public functions.
template <class T>
Result<T> orMissing(std::optional<T> found)
{
    if (found)
        return *std::move(found);
    return missing();
}

QFuture<Result<Done>> done()
{
    return ready<Done>(Done{});
}

//! What changes something and gives nothing, as a write that is kept when the disk does not take it.
template <class Change>
UnsavedWrites::Work kept(Change change)
{
    return [change = std::move(change)](FileWriter &writer) -> Result<Done> {
        change(writer);
        return Done{};
    };
}

//! Runs what changes which turns of a conversation are shown; the path that is shown then.
template <class Change>
QFuture<Result<QList<TurnSummary>>> changePath(HistoryThreads &threads, Change change)
{
    return threads.writeThenRead<QList<TurnSummary>>(
        std::move(change), [](FileReader &reader, ConversationId id) -> Result<QList<TurnSummary>> {
            if (std::optional<OpenedConversation> opened = reader.history().open(id))
                return opened->path;
            return missing();
        });
}

} // namespace

SqliteHistory::SqliteHistory(const QString &folder)
    : m_temporary(std::make_unique<TemporaryConversations>())
    , m_threads(std::make_unique<HistoryThreads>(folder))
{
}

SqliteHistory::~SqliteHistory() = default;

QFuture<Result<Done>> SqliteHistory::start()
{
    return m_threads->start();
}

QFuture<Result<Done>> SqliteHistory::checkWhole()
{
    return m_threads->checkWhole();
}

ConversationId SqliteHistory::nextConversationId()
{
    return {m_threads->ids().next()};
}

TurnId SqliteHistory::nextTurnId()
{
    return {m_threads->ids().next()};
}

RequestId SqliteHistory::nextRequestId()
{
    return {m_threads->ids().next()};
}

FolderId SqliteHistory::nextFolderId()
{
    return {m_threads->ids().next()};
}

QFuture<Result<QList<Conversation>>> SqliteHistory::conversations(const ConversationFilter &filter)
{
    return m_threads->read<QList<Conversation>>([filter](FileReader &reader) -> Result<QList<Conversation>> {
        return reader.history().conversations(filter);
    });
}

QFuture<Result<OpenedConversation>> SqliteHistory::open(ConversationId id)
{
    if (const auto held = m_temporary->open(id))
        return ready<OpenedConversation>(*held);
    return m_threads->read<OpenedConversation>(
        [id](FileReader &reader) { return orMissing(reader.history().open(id)); });
}

QFuture<Result<QList<Turn>>> SqliteHistory::turnsOfPath(ConversationId id)
{
    if (const auto held = m_temporary->turnsOfPath(id))
        return ready<QList<Turn>>(*held);
    return m_threads->read<QList<Turn>>(
        [id](FileReader &reader) { return orMissing(reader.history().turnsOfPath(id)); });
}

Result<Turn> SqliteHistory::turn(TurnId id)
{
    if (const auto held = m_temporary->turn(id))
        return *held;
    return m_threads->readInWindow([id](FileReader &reader) { return orMissing(reader.history().turn(id)); });
}

QFuture<Result<QList<TurnSummary>>> SqliteHistory::versions(TurnId node)
{
    if (const auto held = m_temporary->versions(node))
        return ready<QList<TurnSummary>>(*held);
    return m_threads->read<QList<TurnSummary>>(
        [node](FileReader &reader) { return orMissing(reader.history().versions(node)); });
}

QFuture<Result<ConversationTree>> SqliteHistory::tree(ConversationId id)
{
    if (const auto held = m_temporary->tree(id))
        return ready<ConversationTree>(*held);
    return m_threads->read<ConversationTree>(
        [id](FileReader &reader) { return orMissing(reader.history().tree(id)); });
}

QFuture<Result<Done>> SqliteHistory::save(const Conversation &conversation)
{
    if (m_temporary->take(conversation))
        return done();
    return m_threads->store(kept([conversation](FileWriter &writer) { writer.history().save(conversation); }),
                            WriteKey{WriteKey::Kind::Conversation, conversation.id.value});
}

QFuture<Result<Done>> SqliteHistory::insert(const Turn &turn)
{
    if (m_temporary->takeNew(turn))
        return done();
    return m_threads->store(kept([turn](FileWriter &writer) { writer.history().insert(turn); }));
}

QFuture<Result<Done>> SqliteHistory::update(const Turn &turn, bool final)
{
    if (m_temporary->takeUpdate(turn))
        return done();
    if (!final)
        return m_threads->writeWhenIdle(turn);
    return m_threads->store(
        kept([turn](FileWriter &writer) { writer.history().update(turn, Durability::Synced); }),
        WriteKey{WriteKey::Kind::Turn, turn.id.value});
}

QFuture<Result<Done>> SqliteHistory::save(const RequestRecord &record)
{
    if (m_temporary->take(record))
        return done();
    return m_threads->store(kept([record](FileWriter &writer) { writer.history().save(record); }),
                            WriteKey{WriteKey::Kind::Request, record.id.value});
}

QFuture<Result<QList<TurnSummary>>> SqliteHistory::select(TurnId node)
{
    if (m_temporary->select(node))
        return ready<QList<TurnSummary>>(orMissing(m_temporary->pathAround(node)));
    return changePath(*m_threads, [node](FileWriter &writer) { return writer.history().select(node); });
}

QFuture<Result<QList<TurnSummary>>> SqliteHistory::removeTurn(TurnId turn)
{
    if (const auto path = m_temporary->removeTurn(turn))
        return ready<QList<TurnSummary>>(*path);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return changePath(*m_threads,
                      [turn, now](FileWriter &writer) { return writer.history().removeTurn(turn, now); });
}

QFuture<Result<QList<TurnSummary>>> SqliteHistory::restoreTurn(TurnId turn)
{
    if (const auto path = m_temporary->restoreTurn(turn))
        return ready<QList<TurnSummary>>(*path);
    return changePath(*m_threads, [turn](FileWriter &writer) { return writer.history().restoreTurn(turn); });
}

QFuture<Result<Done>> SqliteHistory::insert(const ConversationTree &tree)
{
    return m_threads->write([tree](FileWriter &writer) { writer.history().insert(tree); });
}

QFuture<Result<Done>> SqliteHistory::savePlace(ConversationId id, const ScrollAnchor &place)
{
    if (m_temporary->holds(id))
        return done();
    return m_threads->store(kept([id, place](FileWriter &writer) { writer.library().savePlace(id, place); }),
                            WriteKey{WriteKey::Kind::Place, id.value});
}

QFuture<Result<Done>> SqliteHistory::saveDraftAttachments(ConversationId id,
                                                          const QList<Attachment> &attachments)
{
    if (m_temporary->holds(id))
        return done();
    return m_threads->store(kept([id, attachments](FileWriter &writer) {
                                writer.library().saveDraftAttachments(id, attachments);
                            }),
                            WriteKey{WriteKey::Kind::DraftAttachments, id.value});
}

QFuture<Result<QSet<QByteArray>>> SqliteHistory::attachmentsInUse()
{
    return m_threads->read<QSet<QByteArray>>(
        [folder = m_threads->folder()](FileReader &) { return attachmentsNamedIn(folder); });
}

void SqliteHistory::keepInMemory(ConversationId id)
{
    m_temporary->begin(id);
}

QFuture<Result<Done>> SqliteHistory::keepOnDisk(ConversationId id)
{
    const std::optional<ConversationTree> tree = m_temporary->tree(id);
    if (!tree)
        return done();
    // Later writes follow this one into the file; until it is there, the memory answers.
    m_temporary->leave(id);
    return m_threads->store(kept([this, tree = *tree](FileWriter &writer) {
        writer.history().insert(tree);
        m_temporary->end(tree.conversation.id);
    }));
}

QFuture<Result<Done>> SqliteHistory::whenSaved()
{
    return m_threads->whenSaved();
}

QFuture<Result<QList<Folder>>> SqliteHistory::folders()
{
    return m_threads->read<QList<Folder>>(
        [](FileReader &reader) -> Result<QList<Folder>> { return reader.history().folders(); });
}

QFuture<Result<Done>> SqliteHistory::save(const Folder &folder)
{
    return m_threads->store(kept([folder](FileWriter &writer) { writer.library().save(folder); }));
}

QFuture<Result<Done>> SqliteHistory::orderFolders(const QList<FolderId> &order)
{
    return m_threads->store(kept([order](FileWriter &writer) { writer.library().order(order); }));
}

QFuture<Result<Done>> SqliteHistory::removeFolder(FolderId id)
{
    return m_threads->store(kept([id](FileWriter &writer) { writer.library().removeFolder(id); }));
}

QFuture<Result<Done>> SqliteHistory::file(const QList<ConversationId> &ids, const FilingChange &change)
{
    return m_threads->store(kept([ids, change](FileWriter &writer) { writer.library().file(ids, change); }));
}

QFuture<Result<Done>> SqliteHistory::remove(const QList<ConversationId> &ids)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return m_threads->store(kept([ids, now](FileWriter &writer) { writer.library().setDeleted(ids, now); }));
}

QFuture<Result<Done>> SqliteHistory::restore(const QList<ConversationId> &ids)
{
    return m_threads->store(
        kept([ids](FileWriter &writer) { writer.library().setDeleted(ids, std::nullopt); }));
}

QFuture<Result<QList<TrashedConversation>>> SqliteHistory::trash()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return m_threads->read<QList<TrashedConversation>>(
        [now](FileReader &reader) -> Result<QList<TrashedConversation>> {
            return reader.history().trash(now);
        });
}

QFuture<Result<QStringList>> SqliteHistory::erase(const QList<ConversationId> &ids)
{
    for (const ConversationId id : ids)
        m_temporary->end(id);
    auto attached = std::make_shared<QSet<QByteArray>>();
    return m_threads->writeThenScrub<QStringList>(
        [ids, attached](FileWriter &writer) {
            *attached = attachmentsNamedBy(writer.connection().database(), ids);
            writer.library().erase(ids);
        },
        [ids, attached, folder = m_threads->folder()](FileWriter &) {
            removeUnnamed(folder, *attached);
            return copiesHolding(folder, ids);
        });
}

QFuture<Result<SearchResult>> SqliteHistory::search(const SearchQuery &query)
{
    const int number = ++m_search;
    return m_threads->readSoon<SearchResult>([this, query,
                                              number](FileReader &reader) -> Result<SearchResult> {
        const auto isCancelled = [this, number] { return m_search != number; };
        if (!isCancelled()) {
            if (std::optional<SearchResult> found = reader.search().search(query, isCancelled))
                return *std::move(found);
        }
        return Error{.kind = ErrorKind::Cancelled,
                     .source = ErrorSource::Program,
                     .userText = QCoreApplication::translate("tabletalk::History", "The search was ended.")};
    });
}

void SqliteHistory::cancelSearch()
{
    ++m_search;
}

QFuture<Result<QList<Backup>>> SqliteHistory::backups()
{
    return m_threads->readSoon<QList<Backup>>(
        [folder = m_threads->folder()](FileReader &) -> Result<QList<Backup>> { return copiesIn(folder); });
}

QFuture<Result<Backup>> SqliteHistory::backUp()
{
    return m_threads->backUp();
}

QFuture<Result<Done>> SqliteHistory::restoreBackup(const QString &name)
{
    return m_threads->restoreBackup(name);
}

QFuture<Result<Done>> SqliteHistory::deleteBackups(const QStringList &names)
{
    return m_threads->write<Done>([names, folder = m_threads->folder()](FileWriter &) {
        // Erased conversations may have left attachments that only these copies still needed.
        const QSet<QByteArray> attached = attachmentsNamedInCopies(folder, names);
        Result<Done> removed = removeCopies(folder, names);
        removeUnnamed(folder, attached);
        return removed;
    });
}

QFuture<Result<DataSizes>> SqliteHistory::sizes()
{
    return m_threads->readSoon<DataSizes>(
        [folder = m_threads->folder()](FileReader &reader) -> Result<DataSizes> {
            DataSizes sizes = sizesOf(folder);
            std::tie(sizes.conversations, sizes.turns) = reader.history().counts();
            return sizes;
        });
}

QFuture<Result<QList<UsageSum>>> SqliteHistory::usage(QDate first, QDate last)
{
    return m_threads->read<QList<UsageSum>>([first, last](FileReader &reader) -> Result<QList<UsageSum>> {
        return reader.usage().usage(first, last);
    });
}

QFuture<Result<UsageSum>> SqliteHistory::usageOf(ConversationId conversation)
{
    return m_threads->read<UsageSum>([conversation](FileReader &reader) -> Result<UsageSum> {
        return reader.usage().usageOf(conversation);
    });
}

} // namespace tabletalk
