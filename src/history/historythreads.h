// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "backuprun.h"
#include "database.h"
#include "filereader.h"
#include "historyfile.h"
#include "idsource.h"
#include "jobthread.h"
#include "storageerror.h"
#include "unsavedwrites.h"

#include <QFuture>
#include <QHash>
#include <QPromise>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tabletalk {

//! A promise that a copyable job can hold.
template <class T>
using SharedPromise = std::shared_ptr<QPromise<Result<T>>>;

template <class T>
SharedPromise<T> makePromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <class T>
void keep(const SharedPromise<T> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

//! What ends at once.
template <class T>
QFuture<Result<T>> ready(Result<T> result)
{
    const SharedPromise<T> promise = makePromise<T>();
    keep(promise, std::move(result));
    return promise->future();
}

//! Where the store's work is done: the writer and the reader thread, and the history file that the former
//! opens at its first job. The public functions are called from the window thread.
class HistoryThreads {
public:
    explicit HistoryThreads(const QString &folder);
    //! Finishes every job, then closes the file.
    ~HistoryThreads();

    //! Opens the file; what it has to say about it.
    QFuture<Result<Done>> start();

    //! Runs `work` on the writer thread. When the disk does not take it, its future says so, and it is kept
    //! and tried again: with the next write, after a while, and at the end.
    QFuture<Result<Done>> store(UnsavedWrites::Work work, const std::optional<WriteKey> &key = {});
    //! Ends when nothing is kept any more that the disk did not take.
    QFuture<Result<Done>> whenSaved();
    //! Runs `work(FileWriter &)`, which gives a T or a Result of one, on the writer thread, once; what was
    //! kept comes before it.
    template <class T, class Work>
    QFuture<Result<T>> write(Work work);
    //! The same for work that gives nothing.
    template <class Work>
    QFuture<Result<Done>> write(Work work);
    //! An update that may be left out when a newer one of the same turn comes before it was begun; both end
    //! together then.
    QFuture<Result<Done>> writeWhenIdle(const Turn &turn);

    //! Runs `work(FileReader &)`, which gives a Result<T>, on the reader thread, after every write before it.
    template <class T, class Work>
    QFuture<Result<T>> read(Work work);
    //! Runs `change(FileWriter &)` as a write, then `work(FileReader &, what it gave)` as a read.
    template <class T, class Change, class Work>
    QFuture<Result<T>> writeThenRead(Change change, Work work);
    //! The same as read(), but does not wait for writes that are under way.
    template <class T, class Work>
    QFuture<Result<T>> readSoon(Work work);
    //! Runs `change(FileWriter &)` as a write, and `work(FileWriter &)`, which gives a T, once nothing is
    //! left in the file of what it took out.
    template <class T, class Change, class Work>
    QFuture<Result<T>> writeThenScrub(Change change, Work work);
    //! Makes a copy, between other jobs.
    QFuture<Result<Backup>> backUp();
    QFuture<Result<Done>> restoreBackup(const QString &name);
    //! Looks at the whole file, on a thread of its own, where that is due.
    QFuture<Result<Done>> checkWhole();

    //! Runs `work(FileReader &)` here and now, on the file as it is at this moment.
    template <class Work>
    auto readInWindow(Work work) -> std::invoke_result_t<Work, FileReader &>;

    IdSource &ids() { return m_ids; }
    const QString &folder() const { return m_folder; }

private:
    // On the writer thread
    Result<HistoryFile *> openedFile();
    void eraseWhatIsOverdue();
    void tidySoon();
    void tidy();
    //! One piece of it; false when there was nothing to do.
    bool tidySome(FileWriter &writer);
    void endScrubbing(const Result<Done> &scrubbed);
    void backUpIfDue();
    void beginBackup();
    void endBackup(const Result<Backup> &made);
    Result<Done> restoreNow(const QString &name);
    template <class T, class Work>
    Result<T> writeNow(Work work);
    Result<Done> storeNow(const UnsavedWrites::Work &work, const std::optional<WriteKey> &key);
    //! Tries what is kept; the error when some of it still fails.
    Result<Done> repeatUnsaved();
    void repeatLater();
    template <class T, class Work>
    Result<T> attempt(Work work);

    //! `own` is the calling thread's reader, made at its first use.
    template <class Work>
    auto readNow(std::unique_ptr<FileReader> &own, std::chrono::milliseconds patience, Work work)
        -> std::invoke_result_t<Work, FileReader &>;
    Error refusedWrite(const Error &error) const;
    //! Makes the next start look at the whole file, if that is what the error says.
    void noteDamage(const Error &error) const;

    enum class State { Closed, Open, OpenNewer };

    //! An update that the writer thread has not begun.
    struct WaitingUpdate {
        Turn turn;
        SharedPromise<Done> promise;
    };

    IdSource m_ids;
    const QString m_folder;
    const QString m_path;
    std::atomic<State> m_state = State::Closed;

    std::optional<HistoryFile> m_file; // the writer thread's
    bool m_isTidying = false; // the writer thread's
    std::vector<std::function<void(const Result<Done> &)>> m_whenScrubbed; // the writer thread's
    UnsavedWrites m_unsaved; // the writer thread's
    bool m_isRepeatDue = false; // the writer thread's
    QList<SharedPromise<Done>> m_whenSaved; // the writer thread's
    std::unique_ptr<BackupRun> m_backup; // the writer thread's; must not outlive the file
    QList<SharedPromise<Backup>> m_whenBackedUp; // the writer thread's
    std::chrono::steady_clock::time_point m_lookedForBackup; // the writer thread's
    std::atomic<bool> m_isEnding = false;
    std::atomic<bool> m_isCheckOver = false; //!< a check under way is to end: the log must be emptied
    std::unique_ptr<FileReader> m_reader; // the reader thread's
    std::unique_ptr<FileReader> m_windowReader; // the window thread's

    std::mutex m_updatesMutex;
    QHash<TurnId, WaitingUpdate> m_updates; // guarded by it

    JobThread m_checkThread;
    JobThread m_readerThread;
    JobThread m_writerThread;
};

template <class T, class Work>
Result<T> HistoryThreads::attempt(Work work)
{
    const Result<HistoryFile *> opened = openedFile();
    if (!opened)
        return opened.error();
    FileWriter *writer = (*opened)->writer.get();
    if (!writer)
        return storageError(ErrorKind::StorageTooNew, m_path, {});
    return guarded(m_path, [&]() -> Result<T> { return work(*writer); });
}

template <class T, class Work>
Result<T> HistoryThreads::writeNow(Work work)
{
    if (const Result<Done> repeated = repeatUnsaved(); !repeated)
        return refusedWrite(repeated.error());
    Result<T> result = attempt<T>(work);
    if (!result)
        return refusedWrite(result.error());
    backUpIfDue();
    return result;
}

template <class T, class Work>
QFuture<Result<T>> HistoryThreads::write(Work work)
{
    const SharedPromise<T> promise = makePromise<T>();
    m_writerThread.post([this, promise, work = std::move(work)] { keep(promise, writeNow<T>(work)); });
    return promise->future();
}

template <class Work>
QFuture<Result<Done>> HistoryThreads::write(Work work)
{
    return write<Done>([work = std::move(work)](FileWriter &writer) {
        work(writer);
        return Done{};
    });
}

template <class T, class Work>
QFuture<Result<T>> HistoryThreads::read(Work work)
{
    const SharedPromise<T> promise = makePromise<T>();
    m_writerThread.post([this, promise, work = std::move(work)] {
        if (const Result<HistoryFile *> opened = openedFile(); !opened) {
            keep<T>(promise, opened.error());
        } else {
            m_readerThread.post(
                [this, promise, work] { keep<T>(promise, readNow(m_reader, kPatience, work)); });
        }
    });
    return promise->future();
}

template <class T, class Change, class Work>
QFuture<Result<T>> HistoryThreads::writeThenRead(Change change, Work work)
{
    using Changed = std::invoke_result_t<Change, FileWriter &>;
    const SharedPromise<T> promise = makePromise<T>();
    m_writerThread.post([this, promise, change = std::move(change), work = std::move(work)] {
        const Result<Changed> changed = writeNow<Changed>(change);
        if (!changed) {
            keep<T>(promise, changed.error());
            return;
        }
        m_readerThread.post([this, promise, work, given = *changed] {
            const auto readIt = [&](FileReader &reader) { return work(reader, given); };
            keep<T>(promise, readNow(m_reader, kPatience, readIt));
        });
    });
    return promise->future();
}

template <class T, class Work>
QFuture<Result<T>> HistoryThreads::readSoon(Work work)
{
    if (m_state == State::Closed)
        return read<T>(std::move(work));
    const SharedPromise<T> promise = makePromise<T>();
    m_readerThread.post(
        [this, promise, work = std::move(work)] { keep<T>(promise, readNow(m_reader, kPatience, work)); });
    return promise->future();
}

template <class T, class Change, class Work>
QFuture<Result<T>> HistoryThreads::writeThenScrub(Change change, Work work)
{
    const SharedPromise<T> promise = makePromise<T>();
    m_writerThread.post([this, promise, change = std::move(change), work = std::move(work)] {
        const auto changeIt = [&](FileWriter &writer) {
            change(writer);
            return Done{};
        };
        if (const Result<Done> changed = writeNow<Done>(changeIt); !changed) {
            keep<T>(promise, changed.error());
            return;
        }
        m_isCheckOver = true;
        m_whenScrubbed.push_back([this, promise, work](const Result<Done> &scrubbed) {
            keep<T>(promise, scrubbed ? writeNow<T>(work) : Result<T>(scrubbed.error()));
        });
        tidySoon();
    });
    return promise->future();
}

template <class Work>
auto HistoryThreads::readInWindow(Work work) -> std::invoke_result_t<Work, FileReader &>
{
    //! A frame or so: the window must not stand still because another process holds the file.
    constexpr std::chrono::milliseconds kWindowPatience{20};
    if (m_state == State::Closed)
        return storageError(ErrorKind::StorageFailed, m_path, QStringLiteral("not open"));
    return readNow(m_windowReader, kWindowPatience, std::move(work));
}

template <class Work>
auto HistoryThreads::readNow(std::unique_ptr<FileReader> &own, std::chrono::milliseconds patience, Work work)
    -> std::invoke_result_t<Work, FileReader &>
{
    if (!own) {
        const Result<Done> made = guarded(m_path, [&] {
            own = std::make_unique<FileReader>(m_path, patience);
            return Done{};
        });
        if (!made && m_state == State::OpenNewer) // a column we select is gone there
            return storageError(ErrorKind::StorageTooNew, m_path, made.error().detail);
        if (!made)
            return made.error();
    }
    auto result = guarded(m_path, [&] { return work(*own); });
    if (!result)
        noteDamage(result.error());
    return result;
}

} // namespace tabletalk
