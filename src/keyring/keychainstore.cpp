// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychainstore.h"

#include "logging.h"

#include <QLibrary>
#include <QPromise>

#include <qt6keychain/keychain.h>

#include <functional>
#include <optional>

namespace tabletalk {

namespace {

const auto kService = QStringLiteral("tabletalk");

//! QtKeychain goes to KWallet there, whoever offers the Secret Service beside it.
bool isForKWallet()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP") == u"KDE"
           && (qEnvironmentVariable("KDE_SESSION_VERSION") == u"5"
               || qEnvironmentVariable("KDE_SESSION_VERSION") == u"4");
}

template <class Job>
Job *makeJob(const QString &entry)
{
    // A job has no parent and is never deleted by us: it deletes itself when it has finished, and deleting
    // one that the store is still busy with crashes in libsecret's late answer.
    auto *job = new Job(kService);
    job->setKey(entry);
    return job;
}

QString textOf(const Secret &secret)
{
    return QString::fromUtf8(secret.reveal());
}

bool survivesAsText(const Secret &secret)
{
    // libsecret stops at a NUL without a word.
    return !secret.reveal().contains('\0') && textOf(secret).toUtf8() == secret.reveal();
}

// A daemon that was restarted does not know the session libsecret keeps for the life of the process, and
// every call fails from then on. libsecret is loaded by QtKeychain at run time, so it is asked the same way.
bool forgetSession()
{
    QLibrary libsecret(QStringLiteral("secret-1"), 0);
    const auto disconnect = reinterpret_cast<void (*)()>(libsecret.resolve("secret_service_disconnect"));
    if (disconnect)
        disconnect();
    return disconnect != nullptr;
}

template <class T>
std::pair<std::function<void(Result<T>)>, QFuture<Result<T>>> makeAnswer()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto answer = [promise](Result<T> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    return {answer, promise->future()};
}

} // namespace

//! One read, write or removal on its way; shared by the steps that are still to come.
struct KeychainStore::Call {
    SecretServiceProbe::Question question = SecretServiceProbe::Question::EntryLocked;
    QString entry;
    QString whatFailed; //!< the first sentence of an error
    std::function<QKeychain::Job *()> makeJob;
    std::function<void(QKeychain::Job &)> succeed;
    std::function<void(Error)> fail;
    bool retried = false;
};

KeychainStore::KeychainStore(QObject *parent)
    : QObject(parent)
{
}

QString KeychainStore::displayName() const
{
    return m_owner.isEmpty() ? tr("the system's credential store") : m_owner;
}

QFuture<Result<Secret>> KeychainStore::read(const QUuid &id)
{
    auto [answer, future] = makeAnswer<Secret>();
    auto call = std::make_shared<Call>();
    call->entry = id.toString(QUuid::WithoutBraces);
    call->whatFailed = tr("The key could not be read.");
    call->makeJob = [entry = call->entry] { return makeJob<QKeychain::ReadPasswordJob>(entry); };
    call->succeed = [answer = answer](QKeychain::Job &job) {
        // The job's own bytes, not a copy: the job goes at the end of this turn of the event loop, and a
        // Secret that lives longer wipes them.
        answer(Secret(static_cast<QKeychain::ReadPasswordJob &>(job).binaryData()));
    };
    call->fail = answer;
    begin(call);
    return future;
}

QFuture<Result<Done>> KeychainStore::write(const QUuid &id, const Secret &secret)
{
    auto [answer, future] = makeAnswer<Done>();
    auto call = std::make_shared<Call>();
    call->question = SecretServiceProbe::Question::StorageLocked;
    call->entry = id.toString(QUuid::WithoutBraces);
    call->whatFailed = tr("The key could not be saved.");
    call->makeJob = [entry = call->entry, secret] {
        auto *job = makeJob<QKeychain::WritePasswordJob>(entry);
        QString text = textOf(secret);
        job->setTextData(text);
        text.fill(u'\0');
        return job;
    };
    call->succeed = [answer = answer](QKeychain::Job &) { answer(Done()); };
    call->fail = answer;
    if (survivesAsText(secret))
        begin(call);
    else
        fail(call, ErrorKind::InvalidKey,
             tr("It holds characters that no key has. Copy it again and paste it anew."));
    return future;
}

QFuture<Result<Done>> KeychainStore::remove(const QUuid &id)
{
    auto [answer, future] = makeAnswer<Done>();
    auto call = std::make_shared<Call>();
    call->entry = id.toString(QUuid::WithoutBraces);
    call->whatFailed = tr("The key could not be removed.");
    call->makeJob = [entry = call->entry] { return makeJob<QKeychain::DeletePasswordJob>(entry); };
    call->succeed = [answer = answer](QKeychain::Job &) { answer(Done()); };
    call->fail = [answer = answer](const Error &error) {
        if (error.kind == ErrorKind::KeyNotFound)
            answer(Done());
        else
            answer(error);
    };
    begin(call);
    return future;
}

void KeychainStore::begin(const CallPointer &call)
{
    probe(call, [this, call](const StoreReport &report) {
        if (report.state == StoreReport::State::Locked && !m_lockIsKnown) {
            m_lockIsKnown = true;
            fail(call, ErrorKind::StoreLocked,
                 tr("It is kept by %1, which is locked. Unlock it, or try again and answer when it asks.")
                     .arg(displayName()));
            return;
        }
        // Whatever else was reported: KWallet and libsecret's own file do not speak through the bus we asked.
        runJob(call);
    });
}

void KeychainStore::runJob(const CallPointer &call)
{
    auto *job = call->makeJob();
    connect(job, &QKeychain::Job::finished, this,
            [this, call](QKeychain::Job *done) { jobFinished(call, done); });
    job->start();
}

void KeychainStore::jobFinished(const CallPointer &call, QKeychain::Job *job)
{
    const auto error = job->error();
    if (error == QKeychain::NoError) {
        m_lockIsKnown = false;
        call->succeed(*job);
        return;
    }
    probe(call, [this, call, error, detail = job->errorString()](const StoreReport &report) {
        const bool answers = report.state >= StoreReport::State::Absent;
        if (error == QKeychain::OtherError && answers && !call->retried && forgetSession()) {
            call->retried = true;
            runJob(call);
            return;
        }
        explain(call, error, detail, report);
    });
}

void KeychainStore::explain(const CallPointer &call, int keychainError, const QString &detail,
                            const StoreReport &report)
{
    if (report.state == StoreReport::State::Locked) {
        m_lockIsKnown = true;
        fail(call, ErrorKind::StoreDenied,
             tr("%1 is still locked: its question was cancelled or could not be shown.").arg(displayName()),
             detail);
        return;
    }
    switch (keychainError) {
    case QKeychain::EntryNotFound:
        fail(call, ErrorKind::KeyNotFound, tr("There is no such key in %1 any more.").arg(displayName()),
             detail);
        return;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        fail(call, ErrorKind::StoreDenied, tr("Access to %1 was refused.").arg(displayName()), detail);
        return;
    default:
        break;
    }
    const bool nobodyAnswers =
        report.state == StoreReport::State::NoBus || report.state == StoreReport::State::NoService;
    if (nobodyAnswers || keychainError == QKeychain::NoBackendAvailable) {
        fail(call, ErrorKind::StoreMissing,
             tr("No credential store is running on this computer. Install and start GNOME Keyring (the "
                "package "
                "gnome-keyring) or KWallet."),
             detail);
        return;
    }
    fail(call, ErrorKind::StoreFailed, tr("Something went wrong in %1.").arg(displayName()), detail);
}

void KeychainStore::fail(const CallPointer &call, ErrorKind kind, const QString &reason,
                         const QString &detail)
{
    qCInfo(lcKeyring) << "call failed with kind" << int(kind) << detail;
    Error error{.kind = kind,
                .source = ErrorSource::CredentialStore,
                .userText = call->whatFailed + u' ' + reason,
                .detail = detail,
                .nextSteps = {NextStep::Retry, NextStep::UseSessionKey}};
    if (kind == ErrorKind::InvalidKey || kind == ErrorKind::KeyNotFound)
        error.nextSteps = {NextStep::OpenKeys, NextStep::UseSessionKey};
    call->fail(std::move(error));
}

template <class Handler>
void KeychainStore::probe(const CallPointer &call, Handler onReport)
{
    auto *probe = new SecretServiceProbe(call->question, kService, call->entry, this);
    connect(probe, &SecretServiceProbe::reported, this,
            [this, probe, onReport = std::move(onReport)](const StoreReport &report) {
                probe->deleteLater();
                if (!report.owner.isEmpty() && !isForKWallet())
                    m_owner = report.owner;
                onReport(report);
            });
    probe->start();
}

} // namespace tabletalk
