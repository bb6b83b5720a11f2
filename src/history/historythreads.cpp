// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historythreads.h"

#include "historycopies.h"
#include "historystore.h"
#include "logging.h"
#include "privatefile.h"
#include "wholecheck.h"

#include <QDateTime>
#include <QFile>

namespace tabletalk {

HistoryThreads::HistoryThreads(const QString &folder)
    : m_folder(folder)
    , m_path(historyPath(folder))
{
}

HistoryThreads::~HistoryThreads()
{
    m_isEnding = true;
    m_checkThread.finish();
    m_writerThread.post([this] {
        if (const Result<Done> repeated = repeatUnsaved(); !repeated)
            qCWarning(lcHistory) << "closed with unsaved writes:" << repeated.error().detail;
    });
    // The writer hands reads on to the reader, so it ends first; its connection is closed last, which
    // makes SQLite empty the log into the file.
    m_writerThread.finish();
    m_readerThread.finish();
    m_backup.reset();
    for (const SharedPromise<Done> &promise : std::as_const(m_whenSaved))
        keep<Done>(promise, storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("was closed")));
    for (const SharedPromise<Backup> &promise : std::as_const(m_whenBackedUp))
        keep<Backup>(promise, storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("was closed")));
}

QFuture<Result<Done>> HistoryThreads::start()
{
    const SharedPromise<Done> promise = makePromise<Done>();
    m_writerThread.post([this, promise] {
        const Result<HistoryFile *> opened = openedFile();
        if (!opened)
            keep<Done>(promise, opened.error());
        else if (const std::optional<Error> &notice = (*opened)->notice)
            keep<Done>(promise, *notice);
        else
            keep<Done>(promise, Done{});
    });
    return promise->future();
}

Result<HistoryFile *> HistoryThreads::openedFile()
{
    if (m_file)
        return &*m_file;
    Result<HistoryFile> opened = openHistoryFile(m_folder);
    if (!opened)
        return opened.error();
    m_file = std::move(opened).value();
    m_ids.raiseTo(m_file->highestId);
    m_state = m_file->writer ? State::Open : State::OpenNewer;
    if (m_file->writer) {
        eraseWhatIsOverdue();
        tidySoon();
    }
    return &*m_file;
}

void HistoryThreads::eraseWhatIsOverdue()
{
    constexpr qint64 kKeepsMs = std::chrono::milliseconds(kTrashKeeps).count();
    const qint64 before = QDateTime::currentMSecsSinceEpoch() - kKeepsMs;
    const Result<Done> erased = guarded(m_path, [&] {
        LibraryWriter &library = m_file->writer->library();
        if (const QList<ConversationId> overdue = library.deletedBefore(before); !overdue.isEmpty())
            library.erase(overdue);
        library.eraseTurns(before);
        return Done{};
    });
    if (!erased) // the next start tries again
        qCWarning(lcHistory) << "the trash was not emptied:" << erased.error().detail;
}

void HistoryThreads::tidySoon()
{
    if (m_isTidying)
        return;
    m_isTidying = true;
    m_writerThread.post([this] { tidy(); });
}

void HistoryThreads::tidy()
{
    // A piece at a time, so that writes go between. What was erased is seen to before the file is closed;
    // what is not in the index yet can wait for the next start.
    m_isTidying = false;
    const Result<bool> didSome = guarded(m_path, [this] { return tidySome(*m_file->writer); });
    if (!didSome) {
        qCWarning(lcHistory) << "tidying the index failed:" << didSome.error().detail;
        endScrubbing(didSome.error());
        endBackup(didSome.error());
    } else if (*didSome) {
        tidySoon();
    }
}

bool HistoryThreads::tidySome(FileWriter &writer)
{
    SearchIndex &index = writer.index();
    WriteConnection &connection = writer.connection();
    bool didSome = false;
    if (m_backup && !m_isEnding) {
        didSome = true;
        if (!m_backup->copySome())
            endBackup(m_backup->finish());
    } else if (index.isScrubbing()) {
        connection.transact(Durability::Logged, [&] { didSome = index.scrubSome(); });
        if (!didSome) {
            connection.emptyLog();
            connection.transact(Durability::Logged, [&] { index.endScrubbing(); });
            endScrubbing(Done{});
            didSome = true;
        }
    } else if (!m_isEnding) {
        connection.transact(Durability::Logged, [&] { didSome = index.putSome(); });
    }
    return didSome;
}

void HistoryThreads::endScrubbing(const Result<Done> &scrubbed)
{
    for (const auto &use : std::exchange(m_whenScrubbed, {}))
        use(scrubbed);
}

QFuture<Result<Backup>> HistoryThreads::backUp()
{
    const SharedPromise<Backup> promise = makePromise<Backup>();
    m_writerThread.post([this, promise] {
        const Result<HistoryFile *> opened = openedFile();
        if (!opened || !(*opened)->writer) {
            keep<Backup>(promise,
                         opened ? storageError(ErrorKind::StorageTooNew, m_path, {}) : opened.error());
            return;
        }
        m_whenBackedUp.append(promise);
        beginBackup();
    });
    return promise->future();
}

void HistoryThreads::backUpIfDue()
{
    constexpr std::chrono::minutes kBetween{30};
    const auto now = std::chrono::steady_clock::now();
    if (m_lookedForBackup != std::chrono::steady_clock::time_point() && now - m_lookedForBackup < kBetween)
        return;
    m_lookedForBackup = now;
    if (isDailyCopyDue(copiesIn(m_folder), QDateTime::currentMSecsSinceEpoch()))
        beginBackup();
}

void HistoryThreads::beginBackup()
{
    if (!m_backup) {
        Result<std::unique_ptr<BackupRun>> begun = guarded(m_path, [this] {
            return BackupRun::begin(m_file->writer->connection().database(), m_folder, copynames::kDaily);
        });
        if (!begun) {
            endBackup(begun.error());
            return;
        }
        m_backup = std::move(begun).value();
    }
    tidySoon();
}

void HistoryThreads::endBackup(const Result<Backup> &made)
{
    m_backup.reset();
    if (made) {
        if (const Result<Done> removed = removeCopies(m_folder, superfluousCopies(copiesIn(m_folder)));
            !removed)
            qCWarning(lcHistory) << "an old copy was not removed:" << removed.error().detail;
    } else {
        qCWarning(lcHistory) << "no copy of the history was made:" << made.error().detail;
    }
    for (const SharedPromise<Backup> &promise : std::exchange(m_whenBackedUp, {}))
        keep(promise, made);
}

QFuture<Result<Done>> HistoryThreads::checkWhole()
{
    const SharedPromise<Done> promise = makePromise<Done>();
    m_isCheckOver = false;
    m_checkThread.post([this, promise] {
        const bool isDue = m_state == State::Open && isWholeCheckDue(m_folder);
        const auto isOver = [this] { return m_isEnding || m_isCheckOver; };
        const Result<Done> checked = isDue ? checkWholeFile(m_folder, isOver) : Result<Done>(Done{});
        if (!checked)
            noteDamage(checked.error());
        keep<Done>(promise, checked);
    });
    return promise->future();
}

QFuture<Result<Done>> HistoryThreads::restoreBackup(const QString &name)
{
    const SharedPromise<Done> promise = makePromise<Done>();
    m_isCheckOver = true;
    m_writerThread.post(
        [this, promise, name] { keep(promise, guarded(m_path, [&] { return restoreNow(name); })); });
    return promise->future();
}

Result<Done> HistoryThreads::restoreNow(const QString &name)
{
    const QString path = copyPath(m_folder, name);
    if (path.isEmpty())
        return storageError(ErrorKind::StorageFailed, name, QStringLiteral("no such copy"));
    const std::unique_ptr<SQLite::Database> copy = openDatabase(path, Access::ReadOnly);
    switch (fileVersion(*copy)) {
    case FileVersion::Newer:
        return storageError(ErrorKind::StorageTooNew, path, {});
    case FileVersion::Foreign:
    case FileVersion::Empty:
        return storageError(ErrorKind::StorageDamaged, path, QStringLiteral("no history"));
    case FileVersion::Older:
    case FileVersion::Current:
        break;
    }
    if (copy->execAndGet("PRAGMA quick_check(1)").getString() != "ok")
        return storageError(ErrorKind::StorageDamaged, path, QStringLiteral("the copy is damaged"));

    const Result<HistoryFile *> opened = openedFile();
    if (!opened)
        return opened.error();
    if (!(*opened)->writer)
        return storageError(ErrorKind::StorageTooNew, m_path, {});
    if (m_backup) // it would hold some of both
        endBackup(storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("another copy is restored")));
    WriteConnection &connection = (*opened)->writer->connection();
    if (Result<Backup> kept = copyNow(connection.database(), m_folder, copynames::kBeforeRestore); !kept)
        return kept.error();
    {
        // Into the open file in one transaction, so that every reader sees either the one or the other.
        constexpr int kAllPages = -1;
        SQLite::Backup restoring(connection.database(), *copy);
        restoring.executeStep(kAllPages);
    }
    m_file.reset();
    const Result<HistoryFile *> reopened = openedFile();
    return reopened ? Result<Done>(Done{}) : Result<Done>(reopened.error());
}

QFuture<Result<Done>> HistoryThreads::store(UnsavedWrites::Work work, const std::optional<WriteKey> &key)
{
    const SharedPromise<Done> promise = makePromise<Done>();
    m_writerThread.post([this, promise, work = std::move(work), key] { keep(promise, storeNow(work, key)); });
    return promise->future();
}

Result<Done> HistoryThreads::storeNow(const UnsavedWrites::Work &work, const std::optional<WriteKey> &key)
{
    const Result<Done> result = writeNow<Done>(work);
    if (result && key)
        m_unsaved.remove(*key);
    if (!result && UnsavedWrites::mayPass(result.error())) {
        m_unsaved.add(key, work);
        repeatLater();
    }
    return result;
}

Result<Done> HistoryThreads::repeatUnsaved()
{
    if (m_unsaved.isEmpty())
        return Done{};
    Result<Done> repeated =
        m_unsaved.repeat([this](const UnsavedWrites::Work &work) { return attempt<Done>(work); });
    if (m_unsaved.isEmpty()) {
        for (const SharedPromise<Done> &promise : std::exchange(m_whenSaved, {}))
            keep<Done>(promise, Done{});
    }
    return repeated;
}

void HistoryThreads::repeatLater()
{
    if (std::exchange(m_isRepeatDue, true))
        return;
    m_writerThread.postAfter(m_unsaved.nextPause(), [this] {
        m_isRepeatDue = false;
        if (!repeatUnsaved())
            repeatLater();
    });
}

QFuture<Result<Done>> HistoryThreads::whenSaved()
{
    const SharedPromise<Done> promise = makePromise<Done>();
    m_writerThread.post([this, promise] {
        if (m_unsaved.isEmpty())
            keep<Done>(promise, Done{});
        else
            m_whenSaved.append(promise);
    });
    return promise->future();
}

void HistoryThreads::noteDamage(const Error &error) const
{
    if (error.kind == ErrorKind::StorageDamaged && !QFile::exists(suspicionPath(m_folder)))
        static_cast<void>(makePrivateFile(suspicionPath(m_folder)));
}

Error HistoryThreads::refusedWrite(const Error &error) const
{
    noteDamage(error);
    qCWarning(lcHistory) << "a write failed:" << int(error.kind) << error.detail;
    Error refused = error;
    refused.nextSteps.append(NextStep::SendUnsaved);
    return refused;
}

QFuture<Result<Done>> HistoryThreads::writeWhenIdle(const Turn &turn)
{
    const std::lock_guard lock(m_updatesMutex);
    if (const auto waiting = m_updates.find(turn.id); waiting != m_updates.end()) {
        // In the older one's place, so that a read asked for in between sees at least what it would have.
        waiting->turn = turn;
        return waiting->promise->future();
    }
    const SharedPromise<Done> promise = makePromise<Done>();
    m_updates.insert(turn.id, {turn, promise});
    m_writerThread.post([this, id = turn.id] {
        const WaitingUpdate update = [this, id] {
            const std::lock_guard jobLock(m_updatesMutex);
            return m_updates.take(id);
        }();
        keep(update.promise, storeNow(
                                 [turn = update.turn](FileWriter &writer) {
                                     writer.history().update(turn, Durability::Logged);
                                     return Done{};
                                 },
                                 WriteKey{WriteKey::Kind::Turn, id.value}));
    });
    return promise->future();
}

} // namespace tabletalk
