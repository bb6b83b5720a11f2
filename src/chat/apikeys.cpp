// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikeys.h"

#include "logging.h"

#include <QCryptographicHash>
#include <QFutureWatcher>
#include <QPromise>
#include <QRandomGenerator>
#include <QTimer>

#include <array>
#include <memory>

namespace tabletalk {

namespace {

template <class T>
QFuture<Result<T>> ready(const Result<T> &result)
{
    return QtFuture::makeReadyFuture(result);
}

Error overtaken()
{
    return {.kind = ErrorKind::Cancelled,
            .source = ErrorSource::Program,
            .userText = ApiKeys::tr("Another key was chosen meanwhile."),
            .nextSteps = {NextStep::Retry}};
}

QByteArray randomBytes()
{
    std::array<quint32, 8> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), numbers.size());
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof(numbers));
}

} // namespace

ApiKeys::ApiKeys(CredentialStore &store, Settings &settings, std::optional<EnvironmentKey> environment,
                 std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(settings)
    , m_environment(std::move(environment))
    , m_patience(patience)
    , m_salt(randomBytes())
{
    if (m_environment)
        m_fingerprints.insert(fingerprint(m_environment->key.reveal()));
}

bool ApiKeys::isOwnKey(QStringView word) const
{
    return !m_fingerprints.isEmpty() && m_fingerprints.contains(fingerprint(word.toLatin1()));
}

QByteArray ApiKeys::fingerprint(const QByteArray &key) const
{
    return QCryptographicHash::hash(m_salt + key, QCryptographicHash::Sha256);
}

ApiKeyStatus ApiKeys::status(const Endpoint &endpoint) const
{
    return statusOf(endpoint.origin());
}

bool ApiKeys::hasEnvironmentKey(const Endpoint &endpoint) const
{
    return m_environment && m_environment->origin == endpoint.origin();
}

QFuture<Result<KeyInUse>> ApiKeys::keyFor(const Endpoint &endpoint)
{
    const QString origin = endpoint.origin();
    if (const auto key = m_origins.value(origin).sessionKey)
        return ready<KeyInUse>(KeyInUse{*key, QStringLiteral("session"), KeySource::Session});

    const auto entry = m_index.find(origin);
    if (!entry) {
        return ready(environmentOr(
            origin, {.kind = ErrorKind::NoKey,
                     .source = ErrorSource::Program,
                     .userText = tr("There is no key for %1 yet. Enter one in the settings, under Keys.")
                                     .arg(endpoint.baseUrl().host()),
                     .nextSteps = {NextStep::OpenKeys}}));
    }
    return ask<Secret, KeyInUse>(
        origin, readOnce(entry->id), environmentOr(origin, unansweredError()),
        [this, entry](const Result<Secret> &answer) { return takeRead(*entry, answer); });
}

QFuture<Result<Done>> ApiKeys::save(const Endpoint &endpoint, const Secret &key)
{
    // Always under a new name: if the store fails half-way, the key that was there before still is.
    const StoredKey entry{
        .id = QUuid::createUuid(), .name = endpoint.baseUrl().host(), .origin = endpoint.origin()};
    const int choice = ++m_origins[entry.origin].choices;
    m_fingerprints.insert(fingerprint(key.reveal()));
    const auto take = [this, entry, choice, hint = key.hint()](const Result<Done> &answer) -> Result<Done> {
        OriginState &state = m_origins[entry.origin];
        if (state.choices != choice) {
            if (answer)
                m_store.remove(entry.id);
            return overtaken();
        }
        if (answer)
            takeWritten(entry, hint);
        else
            state.storeError = answer.error();
        return answer;
    };
    return ask<Done, Done>(entry.origin, m_store.write(entry.id, key), unansweredError(), take);
}

void ApiKeys::keepForSession(const Endpoint &endpoint, const Secret &key)
{
    changeStatus(endpoint.origin(), [&] {
        OriginState &state = m_origins[endpoint.origin()];
        ++state.choices;
        state.sessionKey = key;
        m_fingerprints.insert(fingerprint(key.reveal()));
    });
}

QFuture<Result<Done>> ApiKeys::remove(const Endpoint &endpoint)
{
    const QString origin = endpoint.origin();
    const auto entry = m_index.find(origin);
    changeStatus(origin, [&] {
        OriginState &state = m_origins[origin];
        ++state.choices;
        state.sessionKey.reset();
        if (!entry)
            state.storeError.reset();
    });
    if (!entry)
        return ready<Done>(Done{});

    // A key saved meanwhile has another id, so a late answer cannot take it away.
    const auto take = [this, entry](const Result<Done> &answer) {
        OriginState &state = m_origins[entry->origin];
        if (answer) {
            m_index.remove(entry->id);
            state.storedHint.clear();
            state.storeError.reset();
        } else {
            state.storeError = answer.error();
        }
        return answer;
    };
    return ask<Done, Done>(origin, m_store.remove(entry->id), unansweredError(), take);
}

//! Waits for the store with patience, then gives the caller `ifSilent` and goes on waiting. `take` sees
//! the answer in any case and makes the future's value of it.
template <class Answer, class Value>
QFuture<Result<Value>> ApiKeys::ask(const QString &origin, const QFuture<Result<Answer>> &call,
                                    const Result<Value> &ifSilent,
                                    std::function<Result<Value>(const Result<Answer> &)> take)
{
    const auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    QFuture<Result<Value>> future = promise->future();
    const auto settle = [promise](const Result<Value> &value) {
        promise->addResult(value);
        promise->finish();
    };

    auto *watcher = new QFutureWatcher<Result<Answer>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, origin, future, settle, take, watcher] {
        const bool late = future.isFinished();
        // A store that gives up without an answer must not leave anybody waiting.
        const Result<Answer> answer =
            watcher->future().resultCount() > 0
                ? watcher->result()
                : Result<Answer>(Error{.kind = ErrorKind::StoreFailed,
                                       .source = ErrorSource::CredentialStore,
                                       .userText = tr("%1 gave no answer.").arg(m_store.displayName()),
                                       .nextSteps = {NextStep::Retry, NextStep::UseSessionKey}});
        if (!answer)
            qCInfo(lcKeyring) << "The credential store answered with error kind" << int(answer.error().kind);
        std::optional<Result<Value>> value;
        changeStatus(origin, [&] {
            if (late)
                --m_origins[origin].unanswered;
            value = take(answer);
        });
        if (!late)
            settle(*value);
        watcher->deleteLater();
    });
    QTimer::singleShot(m_patience, watcher, [this, origin, future, settle, ifSilent] {
        if (future.isFinished())
            return;
        changeStatus(origin, [&] { ++m_origins[origin].unanswered; });
        settle(ifSilent);
    });
    watcher->setFuture(call);
    return future;
}

template <class Change>
void ApiKeys::changeStatus(const QString &origin, Change &&change)
{
    const ApiKeyStatus before = statusOf(origin);
    change();
    if (statusOf(origin) != before)
        emit statusChanged();
}

QFuture<Result<Secret>> ApiKeys::readOnce(const QUuid &id)
{
    const auto asked = m_reads.constFind(id);
    if (asked != m_reads.constEnd())
        return *asked;
    const QFuture<Result<Secret>> read = m_store.read(id);
    m_reads.insert(id, read);
    return read;
}

Result<KeyInUse> ApiKeys::takeRead(const StoredKey &entry, const Result<Secret> &answer)
{
    if (m_reads.value(entry.id).isFinished())
        m_reads.remove(entry.id);
    OriginState &state = m_origins[entry.origin];
    if (m_index.find(entry.origin) != entry)
        return overtaken();
    if (!answer) {
        state.storeError = answer.error();
        return environmentOr(entry.origin, answer.error());
    }
    state.storedHint = answer->hint();
    m_fingerprints.insert(fingerprint(answer->reveal()));
    state.storeError.reset();
    return KeyInUse{*answer, entry.id.toString(QUuid::WithoutBraces), KeySource::Store};
}

void ApiKeys::takeWritten(const StoredKey &entry, const QString &hint)
{
    const auto replaced = m_index.find(entry.origin);
    m_index.put(entry);
    if (replaced) {
        m_index.remove(replaced->id);
        m_store.remove(replaced->id);
    }
    OriginState &state = m_origins[entry.origin];
    state.sessionKey.reset();
    state.storedHint = hint;
    state.storeError.reset();
}

Result<KeyInUse> ApiKeys::environmentOr(const QString &origin, const Error &error) const
{
    if (m_environment && m_environment->origin == origin)
        return KeyInUse{m_environment->key, QStringLiteral("environment"), KeySource::Environment};
    return error;
}

ApiKeyStatus ApiKeys::statusOf(const QString &origin) const
{
    const OriginState state = m_origins.value(origin);
    ApiKeyStatus status{.storeName = m_store.displayName(),
                        .awaitingStore = state.unanswered > 0,
                        .storeError = state.storeError};
    const bool stored = m_index.find(origin).has_value();
    const bool storeIsOut = state.storeError || status.awaitingStore;
    if (state.sessionKey) {
        status.source = KeySource::Session;
        status.hint = state.sessionKey->hint();
    } else if (m_environment && m_environment->origin == origin && (!stored || storeIsOut)) {
        status.source = KeySource::Environment;
        status.hint = m_environment->key.hint();
    } else if (stored) {
        status.source = KeySource::Store;
        status.hint = state.storedHint;
    }
    return status;
}

Error ApiKeys::unansweredError() const
{
    return {.kind = ErrorKind::StoreUnanswered,
            .source = ErrorSource::CredentialStore,
            .userText =
                tr("%1 has not answered yet; it may be waiting for you to unlock it. "
                   "Its answer is taken when it comes. Meanwhile you can keep a key for this session.")
                    .arg(m_store.displayName()),
            .nextSteps = {NextStep::UseSessionKey, NextStep::Retry}};
}

} // namespace tabletalk
