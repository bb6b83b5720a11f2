// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workerpool.h"

#include "elsewhere.h"
#include "filedescriptor.h"
#include "logging.h"
#include "sealedmemory.h"
#include "whenfinished.h"
#include "workerprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QPromise>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kMostBusyPerRole = 2;
constexpr std::chrono::minutes kSparePatience{1};

bool isSame(const QByteArray &one, const QByteArray &other)
{
    return one.constData() == other.constData() && one.size() == other.size();
}

bool beginsWith(const QList<QByteArray> &all, const QList<QByteArray> &first)
{
    return first.size() <= all.size() && std::equal(first.begin(), first.end(), all.begin(), isSame);
}

Error workerError(ErrorKind kind, const QString &text)
{
    return {.kind = kind, .source = ErrorSource::Program, .userText = text};
}

Error failure()
{
    return workerError(ErrorKind::WorkerFailed,
                       WorkerPool::tr("Tabletalk's helper process could not do this: it ended before it had "
                                      "answered, or asked for more memory than it is allowed."));
}

Error lateness()
{
    return workerError(ErrorKind::WorkerTooSlow,
                       WorkerPool::tr("Tabletalk's helper process took too long for this and was ended."));
}

} // namespace

struct WorkerPool::Shared {
    QByteArray bytes;
    std::shared_ptr<const FileDescriptor> file; //!< invalid: there is no memory for it
};

struct WorkerPool::Job {
    WorkerQuestion question;
    QPromise<Result<WorkerAnswer>> promise;
    QFutureWatcher<Result<WorkerAnswer>> watcher;
    std::unique_ptr<WorkerProcess> process;
    QTimer deadline;
};

WorkerPool::WorkerPool(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{
    m_spareTimer.setSingleShot(true);
    m_spareTimer.setInterval(kSparePatience);
    connect(&m_spareTimer, &QTimer::timeout, this, [this] {
        m_spare.reset();
        forgetUnused();
    });
}

WorkerPool::~WorkerPool()
{
    // Whoever waits is told, rather than left with a future that ends without a value.
    for (std::list<std::unique_ptr<Job>> *jobs : {&m_waiting, &m_busy}) {
        for (const std::unique_ptr<Job> &job : *jobs) {
            job->promise.addResult(failure());
            job->promise.finish();
        }
    }
}

QString WorkerPool::installedProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    const QString built = here.filePath(QStringLiteral("tabletalk-worker"));
    if (QFileInfo(built).isExecutable())
        return built;
    return QDir::cleanPath(here.filePath(QStringLiteral("../libexec/tabletalk/tabletalk-worker")));
}

const WorkerPool::Shared *WorkerPool::shared(const QByteArray &bytes)
{
    const auto found = std::find_if(m_shared.begin(), m_shared.end(),
                                    [&bytes](const Shared &other) { return isSame(other.bytes, bytes); });
    if (found != m_shared.end())
        return found->file ? &*found : nullptr;
    if (bytes.size() <= kCopiedAtOnce) {
        m_shared.push_back({bytes, std::make_shared<FileDescriptor>(sealedCopy(bytes))});
        return &m_shared.back();
    }
    m_shared.push_back({bytes, nullptr});
    using File = std::shared_ptr<const FileDescriptor>;
    whenFinished(elsewhere([bytes] { return File(std::make_shared<FileDescriptor>(sealedCopy(bytes))); }),
                 this, [this, bytes](const File &file) {
                     for (Shared &entry : m_shared) {
                         if (isSame(entry.bytes, bytes))
                             entry.file = file;
                     }
                     startWaiting();
                 });
    return nullptr;
}

void WorkerPool::forgetUnused()
{
    m_shared.remove_if([](const Shared &entry) { return entry.file && entry.bytes.isDetached(); });
}

QFuture<Result<WorkerAnswer>> WorkerPool::ask(const WorkerQuestion &question)
{
    forgetUnused();
    auto job = std::make_unique<Job>();
    job->question = question;
    job->promise.start();
    QFuture<Result<WorkerAnswer>> future = job->promise.future();
    Job *asked = job.get();
    connect(
        &job->watcher, &QFutureWatcherBase::canceled, this, [this, asked] { end(*asked, failure(), false); },
        Qt::QueuedConnection);
    job->watcher.setFuture(future);
    m_waiting.push_back(std::move(job));
    startWaiting();
    return future;
}

void WorkerPool::startWaiting()
{
    for (auto waiting = m_waiting.begin(); waiting != m_waiting.end();) {
        const auto isSameRole = [&role = (*waiting)->question.role](const std::unique_ptr<Job> &busy) {
            return busy->question.role == role;
        };
        if (std::count_if(m_busy.begin(), m_busy.end(), isSameRole) >= kMostBusyPerRole) {
            ++waiting;
            continue;
        }
        bool isReady = true;
        for (const QByteArray &bytes : (*waiting)->question.kept)
            isReady = shared(bytes) && isReady;
        if (!isReady) {
            ++waiting;
            continue;
        }
        std::unique_ptr<Job> job = std::move(*waiting);
        waiting = m_waiting.erase(waiting);
        begin(std::move(job));
    }
}

void WorkerPool::begin(std::unique_ptr<Job> job)
{
    const QString role = job->question.role;
    const QList<QByteArray> &kept = job->question.kept;
    if (m_spare && m_spare->role() == role && beginsWith(kept, m_spare->kept())) {
        job->process = std::move(m_spare);
        m_spareTimer.stop();
    } else {
        job->process = std::make_unique<WorkerProcess>(m_program, role);
    }
    Job *begun = job.get();
    m_busy.push_back(std::move(job));

    WorkerProcess *process = begun->process.get();
    connect(process, &WorkerProcess::answered, this,
            [this, begun](const WorkerAnswer &answer) { end(*begun, answer, true); });
    // Queued: what tells of an end must not be destroyed while it tells.
    const auto fail = [this, begun] { end(*begun, failure(), false); };
    connect(process, &WorkerProcess::ended, this, fail, Qt::QueuedConnection);
    connect(&begun->deadline, &QTimer::timeout, this, [this, begun] { end(*begun, lateness(), false); });
    begun->deadline.setSingleShot(true);
    begun->deadline.start(begun->question.deadline);
    bool isAsked = true;
    for (qsizetype i = process->kept().size(); isAsked && i < kept.size(); ++i)
        isAsked = process->keep(kept[i], *shared(kept[i])->file);
    if (!isAsked || !process->ask(begun->question.message, begun->question.bulk))
        QMetaObject::invokeMethod(process, fail, Qt::QueuedConnection);
}

void WorkerPool::end(Job &job, const Result<WorkerAnswer> &result, bool isHealthy)
{
    const auto isJob = [&job](const std::unique_ptr<Job> &other) { return other.get() == &job; };
    for (std::list<std::unique_ptr<Job>> *jobs : {&m_waiting, &m_busy}) {
        const auto found = std::find_if(jobs->begin(), jobs->end(), isJob);
        if (found == jobs->end())
            continue;
        std::unique_ptr<Job> ended = std::move(*found);
        jobs->erase(found);
        if (!result)
            qCInfo(lcWorker) << "a worker of the role" << ended->question.role << "gave no answer";
        const bool isKept = isHealthy && ended->question.mayReuse;
        if (ended->process) {
            disconnect(ended->process.get(), nullptr, this, nullptr);
            if (isKept)
                m_spare = std::move(ended->process);
            else
                ended->process.release()->deleteLater();
            warm(ended->question.role);
        }
        ended->watcher.disconnect(this);
        ended->promise.addResult(result);
        ended->promise.finish();
        // Its timer or watcher may be what called.
        QMetaObject::invokeMethod(
            this, [dead = std::shared_ptr<Job>(std::move(ended))] {}, Qt::QueuedConnection);
        break;
    }
    startWaiting();
}

void WorkerPool::warm(const QString &role)
{
    if (!m_spare || m_spare->role() != role)
        m_spare = std::make_unique<WorkerProcess>(m_program, role);
    WorkerProcess *spare = m_spare.get();
    connect(
        spare, &WorkerProcess::ended, this,
        [this, spare] {
            if (m_spare.get() == spare)
                m_spare.reset();
        },
        Qt::QueuedConnection);
    m_spareTimer.start();
}

} // namespace tabletalk
