// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historythreads.h"

#include "historystore.h"
#include "logging.h"

#include <QDateTime>

namespace tabletalk {

HistoryThreads::HistoryThreads(const QString &folder)
    : m_folder(folder)
    , m_path(historyPath(folder))
{
}

HistoryThreads::~HistoryThreads()
{
    m_isEnding = true;
    // The writer hands reads on to the reader, so it ends first; its connection is closed last, which
    // makes SQLite empty the log into the file.
    m_writerThread.finish();
    m_readerThread.finish();
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
    } else if (*didSome) {
        tidySoon();
    }
}

bool HistoryThreads::tidySome(FileWriter &writer)
{
    SearchIndex &index = writer.index();
    WriteConnection &connection = writer.connection();
    bool didSome = false;
    if (index.isScrubbing()) {
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

Error HistoryThreads::refusedWrite(const Error &error)
{
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
        keep(update.promise, writeNow<Done>([&update](FileWriter &writer) {
                 writer.history().update(update.turn, Durability::Logged);
                 return Done{};
             }));
    });
    return promise->future();
}

} // namespace tabletalk
