// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlitehistory.h"

#include "database.h"
#include "historyfile.h"
#include "historyreader.h"
#include "idsource.h"
#include "jobthread.h"
#include "logging.h"
#include "storageerror.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QPromise>

#include <atomic>
#include <chrono>
#include <mutex>
#include <utility>

namespace tabletalk {

namespace {

//! A frame or so: the window must not stand still because another process holds the file.
constexpr std::chrono::milliseconds kWindowPatience{20};

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

//! "Nothing there" is an error at the public functions.
template <class T>
Result<T> orMissing(std::optional<T> found)
{
    if (found)
        return *std::move(found);
    Error error;
    error.kind = ErrorKind::StorageFailed;
    error.source = ErrorSource::Storage;
    error.userText = QCoreApplication::translate(
        "tabletalk::History",
        "This is no longer in the history. Open another conversation or begin a new one.");
    error.detail = QStringLiteral("no such row");
    return error;
}

} // namespace

class SqliteHistory::Private {
public:
    explicit Private(const QString &dataFolder)
        : folder(dataFolder)
    {
    }
    ~Private()
    {
        // The writer hands reads on to the reader, so it ends first; its connection is closed last, which
        // makes SQLite empty the log into the file.
        writerThread.finish();
        readerThread.finish();
    }

    QFuture<Result<Done>> start();
    template <class Work>
    QFuture<Result<Done>> write(Work work);
    QFuture<Result<Done>> writeWhenIdle(const Turn &turn);
    template <class T, class Work>
    QFuture<Result<T>> read(Work work);
    Result<Turn> readInWindow(TurnId id);

    IdSource ids;

private:
    // On the writer thread
    Result<HistoryFile *> openedFile();
    template <class Work>
    Result<Done> writeNow(Work work);

    //! `own` is the calling thread's reader, made at its first use.
    template <class Work>
    auto readNow(std::unique_ptr<HistoryReader> &own, std::chrono::milliseconds patience, Work work)
        -> std::invoke_result_t<Work, HistoryReader &>;

    enum class State { Closed, Open, OpenNewer };

    //! An update that the writer thread has not begun.
    struct WaitingUpdate {
        Turn turn;
        SharedPromise<Done> promise;
    };

    const QString folder;
    const QString path = historyPath(folder);
    std::atomic<State> state = State::Closed;

    std::optional<HistoryFile> file; // the writer thread's
    std::unique_ptr<HistoryReader> reader; // the reader thread's
    std::unique_ptr<HistoryReader> windowReader; // the window thread's

    std::mutex updatesMutex;
    QHash<TurnId, WaitingUpdate> updates; // guarded by it

    JobThread readerThread;
    JobThread writerThread;
};

Result<HistoryFile *> SqliteHistory::Private::openedFile()
{
    if (file)
        return &*file;
    Result<HistoryFile> opened = openHistoryFile(folder);
    if (!opened)
        return opened.error();
    file = std::move(opened).value();
    ids.raiseTo(file->highestId);
    state = file->writer ? State::Open : State::OpenNewer;
    return &*file;
}

QFuture<Result<Done>> SqliteHistory::Private::start()
{
    const SharedPromise<Done> promise = makePromise<Done>();
    writerThread.post([this, promise] {
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

template <class Work>
Result<Done> SqliteHistory::Private::writeNow(Work work)
{
    const auto attempt = [&]() -> Result<Done> {
        const Result<HistoryFile *> opened = openedFile();
        if (!opened)
            return opened.error();
        HistoryWriter *writer = (*opened)->writer.get();
        if (!writer)
            return storageError(ErrorKind::StorageTooNew, path, {});
        return guarded(path, [&] {
            work(*writer);
            return Done{};
        });
    };
    Result<Done> result = attempt();
    if (result)
        return result;
    Error error = result.error();
    qCWarning(lcHistory) << "a write failed:" << int(error.kind) << error.detail;
    error.nextSteps.append(NextStep::SendUnsaved);
    return error;
}

template <class Work>
QFuture<Result<Done>> SqliteHistory::Private::write(Work work)
{
    const SharedPromise<Done> promise = makePromise<Done>();
    writerThread.post([this, promise, work = std::move(work)] { keep(promise, writeNow(work)); });
    return promise->future();
}

QFuture<Result<Done>> SqliteHistory::Private::writeWhenIdle(const Turn &turn)
{
    const std::lock_guard lock(updatesMutex);
    if (const auto waiting = updates.find(turn.id); waiting != updates.end()) {
        // In the older one's place, so that a read asked for in between sees at least what it would have.
        waiting->turn = turn;
        return waiting->promise->future();
    }
    const SharedPromise<Done> promise = makePromise<Done>();
    updates.insert(turn.id, {turn, promise});
    writerThread.post([this, id = turn.id] {
        const WaitingUpdate update = [this, id] {
            const std::lock_guard jobLock(updatesMutex);
            return updates.take(id);
        }();
        const auto work = [&update](HistoryWriter &writer) {
            writer.update(update.turn, Durability::Logged);
        };
        keep(update.promise, writeNow(work));
    });
    return promise->future();
}

template <class T, class Work>
QFuture<Result<T>> SqliteHistory::Private::read(Work work)
{
    const SharedPromise<T> promise = makePromise<T>();
    writerThread.post([this, promise, work = std::move(work)] {
        if (const Result<HistoryFile *> opened = openedFile(); !opened)
            keep<T>(promise, opened.error());
        else
            readerThread.post([this, promise, work] { keep<T>(promise, readNow(reader, kPatience, work)); });
    });
    return promise->future();
}

template <class Work>
auto SqliteHistory::Private::readNow(std::unique_ptr<HistoryReader> &own, std::chrono::milliseconds patience,
                                     Work work) -> std::invoke_result_t<Work, HistoryReader &>
{
    if (!own) {
        const Result<Done> made = guarded(path, [&] {
            own = std::make_unique<HistoryReader>(path, patience);
            return Done{};
        });
        if (!made && state == State::OpenNewer) // a column we select is gone there
            return storageError(ErrorKind::StorageTooNew, path, made.error().detail);
        if (!made)
            return made.error();
    }
    return guarded(path, [&] { return work(*own); });
}

Result<Turn> SqliteHistory::Private::readInWindow(TurnId id)
{
    if (state == State::Closed)
        return storageError(ErrorKind::StorageFailed, path, QStringLiteral("not open"));
    return readNow(windowReader, kWindowPatience,
                   [id](HistoryReader &from) { return orMissing(from.turn(id)); });
}

SqliteHistory::SqliteHistory(const QString &folder)
    : d(std::make_unique<Private>(folder))
{
}

SqliteHistory::~SqliteHistory() = default;

QFuture<Result<Done>> SqliteHistory::start()
{
    return d->start();
}

ConversationId SqliteHistory::nextConversationId()
{
    return {d->ids.next()};
}

TurnId SqliteHistory::nextTurnId()
{
    return {d->ids.next()};
}

RequestId SqliteHistory::nextRequestId()
{
    return {d->ids.next()};
}

QFuture<Result<QList<Conversation>>> SqliteHistory::conversations()
{
    return d->read<QList<Conversation>>(
        [](HistoryReader &reader) -> Result<QList<Conversation>> { return reader.conversations(); });
}

QFuture<Result<OpenedConversation>> SqliteHistory::open(ConversationId id)
{
    return d->read<OpenedConversation>([id](HistoryReader &reader) { return orMissing(reader.open(id)); });
}

QFuture<Result<QList<Turn>>> SqliteHistory::turnsOfPath(ConversationId id)
{
    return d->read<QList<Turn>>([id](HistoryReader &reader) { return orMissing(reader.turnsOfPath(id)); });
}

Result<Turn> SqliteHistory::turn(TurnId id)
{
    return d->readInWindow(id);
}

QFuture<Result<Done>> SqliteHistory::save(const Conversation &conversation)
{
    return d->write([conversation](HistoryWriter &writer) { writer.save(conversation); });
}

QFuture<Result<Done>> SqliteHistory::insert(const Turn &turn)
{
    return d->write([turn](HistoryWriter &writer) { writer.insert(turn); });
}

QFuture<Result<Done>> SqliteHistory::update(const Turn &turn, bool final)
{
    if (!final)
        return d->writeWhenIdle(turn);
    return d->write([turn](HistoryWriter &writer) { writer.update(turn, Durability::Synced); });
}

QFuture<Result<Done>> SqliteHistory::save(const RequestRecord &record)
{
    return d->write([record](HistoryWriter &writer) { writer.save(record); });
}

QFuture<Result<Done>> SqliteHistory::remove(ConversationId id)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return d->write([id, now](HistoryWriter &writer) { writer.setDeleted(id, now); });
}

QFuture<Result<Done>> SqliteHistory::restore(ConversationId id)
{
    return d->write([id](HistoryWriter &writer) { writer.setDeleted(id, std::nullopt); });
}

} // namespace tabletalk
