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

ApiKeyStatus ApiKeys::status(const Endpoint &endpoint, const QString &keyId) const
{
    return statusOf(endpoint.origin(), keyId);
}

bool ApiKeys::hasEnvironmentKey(const Endpoint &endpoint) const
{
    return hasEnvironmentKey(endpoint.origin());
}

bool ApiKeys::hasEnvironmentKey(const QString &origin) const
{
    return m_environment && m_environment->origin == origin;
}

QList<KnownKey> ApiKeys::keys(const Endpoint &endpoint) const
{
    const QString origin = endpoint.origin();
    const OriginState state = m_origins.value(origin);
    const Chosen active = chooseActive(origin);
    QList<KnownKey> all;
    const QList<StoredKey> stored = m_index.entries(origin);
    for (const StoredKey &entry : stored) {
        all.append({.id = keyIdOf(entry),
                    .name = entry.name,
                    .source = KeySource::Store,
                    .hint = m_hints.value(entry.id),
                    .isActive = active.stored && active.stored->id == entry.id});
    }
    if (state.sessionKey) {
        all.append({.id = kSessionKeyId,
                    .source = KeySource::Session,
                    .hint = state.sessionKey->hint(),
                    .isActive = active.source == KeySource::Session});
    }
    if (hasEnvironmentKey(origin)) {
        all.append({.id = kEnvironmentKeyId,
                    .source = KeySource::Environment,
                    .hint = m_environment->key.hint(),
                    .isActive = active.source == KeySource::Environment});
    }
    return all;
}

ApiKeys::Chosen ApiKeys::chooseActive(const QString &origin) const
{
    const OriginState state = m_origins.value(origin);
    if (state.sessionKey && state.isSessionActive)
        return {.source = KeySource::Session};
    if (m_index.activeId(origin) == kEnvironmentKeyId && hasEnvironmentKey(origin))
        return {.source = KeySource::Environment};
    if (const auto entry = m_index.active(origin))
        return {.source = KeySource::Store, .stored = entry};
    return {.source = hasEnvironmentKey(origin) ? KeySource::Environment : KeySource::None};
}

ApiKeys::Chosen ApiKeys::choose(const QString &origin, const QString &id) const
{
    const Chosen gone{.isGone = true};
    if (id.isEmpty())
        return chooseActive(origin);
    if (id == kSessionKeyId)
        return m_origins.value(origin).sessionKey ? Chosen{.source = KeySource::Session} : gone;
    if (id == kEnvironmentKeyId)
        return hasEnvironmentKey(origin) ? Chosen{.source = KeySource::Environment} : gone;
    const auto entry = m_index.find(id);
    if (!entry)
        return gone;
    // It was chosen for another endpoint, and says nothing about this one.
    return entry->origin == origin ? Chosen{.source = KeySource::Store, .stored = entry}
                                   : chooseActive(origin);
}

QFuture<Result<KeyInUse>> ApiKeys::keyFor(const Endpoint &endpoint, const QString &keyId)
{
    const Chosen chosen = choose(endpoint.origin(), keyId);
    return read(endpoint, chosen, keyId.isEmpty());
}

QFuture<Result<KeyInUse>> ApiKeys::reveal(const Endpoint &endpoint, const QString &id)
{
    return read(endpoint, choose(endpoint.origin(), id), false);
}

QFuture<Result<KeyInUse>> ApiKeys::read(const Endpoint &endpoint, const Chosen &chosen, bool mayStepIn)
{
    const QString origin = endpoint.origin();
    if (chosen.isGone) {
        return ready<KeyInUse>(
            Error{.kind = ErrorKind::KeyNotFound,
                  .source = ErrorSource::Program,
                  .userText = tr("The key that was chosen for this conversation is not there any more. "
                                 "Choose another one, so that none is charged that you do not expect."),
                  .nextSteps = {NextStep::OpenKeys}});
    }
    switch (chosen.source) {
    case KeySource::Session:
        return ready<KeyInUse>(
            KeyInUse{*m_origins.value(origin).sessionKey, kSessionKeyId, KeySource::Session});
    case KeySource::Environment:
        return ready(environmentOr(origin, {}));
    case KeySource::Store: {
        const StoredKey entry = *chosen.stored;
        return ask<Secret, KeyInUse>(origin, readOnce(entry.id),
                                     mayStepIn ? environmentOr(origin, unansweredError()) : unansweredError(),
                                     [this, entry, mayStepIn](const Result<Secret> &answer) {
                                         return takeRead(entry, answer, mayStepIn);
                                     });
    }
    case KeySource::None:
        break;
    }
    return ready<KeyInUse>(
        Error{.kind = ErrorKind::NoKey,
              .source = ErrorSource::Program,
              .userText = tr("There is no key for %1 yet. Enter one in the settings, under Keys.")
                              .arg(endpoint.baseUrl().host()),
              .nextSteps = {NextStep::OpenKeys}});
}

QFuture<Result<Done>> ApiKeys::save(const Endpoint &endpoint, const Secret &key, const KeyPlace &place)
{
    const QString origin = endpoint.origin();
    if (m_origins[origin].unansweredSaves > 0)
        return ready<Done>(unansweredError());
    // Always under a new name: if the store fails half-way, the key that was there before still is.
    StoredKey entry{.id = QUuid::createUuid(), .name = place.name.simplified(), .origin = origin};
    if (entry.name.isEmpty() && place.replaces.isEmpty())
        entry.name = endpoint.baseUrl().host();
    const int choice = ++m_origins[origin].choices;
    m_fingerprints.insert(fingerprint(key.reveal()));
    const auto take = [this, entry, choice, place,
                       hint = key.hint()](const Result<Done> &answer) -> Result<Done> {
        OriginState &state = m_origins[entry.origin];
        if (choice < state.lastRevocation) {
            if (answer)
                m_store.remove(entry.id);
            return overtaken();
        }
        if (answer)
            takeWritten(entry, hint, place, state.choices == choice);
        else
            state.storeError = answer.error();
        return answer;
    };
    return ask<Done, Done>(origin, m_store.write(entry.id, key), unansweredError(), take,
                           &OriginState::unansweredSaves);
}

void ApiKeys::keepForSession(const Endpoint &endpoint, const Secret &key)
{
    OriginState &state = m_origins[endpoint.origin()];
    state.lastRevocation = ++state.choices;
    state.sessionKey = key;
    state.isSessionActive = true;
    m_fingerprints.insert(fingerprint(key.reveal()));
    emit statusChanged();
}

void ApiKeys::activate(const Endpoint &endpoint, const QString &id)
{
    const QString origin = endpoint.origin();
    const Chosen chosen = choose(origin, id);
    if (chosen.source == KeySource::None || (chosen.stored && chosen.stored->origin != origin))
        return;
    OriginState &state = m_origins[origin];
    ++state.choices;
    state.isSessionActive = chosen.source == KeySource::Session;
    if (!state.isSessionActive)
        m_index.setActive(origin, chosen.stored ? keyIdOf(*chosen.stored) : id);
    emit statusChanged();
}

void ApiKeys::rename(const QString &id, const QString &name)
{
    auto entry = m_index.find(id);
    const QString wanted = name.simplified();
    if (!entry || wanted.isEmpty() || entry->name == wanted)
        return;
    entry->name = m_index.freeName(entry->origin, wanted, entry->id);
    m_index.put(*entry);
    emit statusChanged();
}

QFuture<Result<Done>> ApiKeys::remove(const Endpoint &endpoint, const QString &id)
{
    const QString origin = endpoint.origin();
    const Chosen chosen = choose(origin, id);
    changeStatus(origin, [&] {
        OriginState &state = m_origins[origin];
        state.lastRevocation = ++state.choices;
        if (chosen.source == KeySource::Session)
            state.sessionKey.reset();
        if (!chosen.stored)
            state.storeError.reset();
    });
    if (!chosen.stored)
        return ready<Done>(Done{});

    const auto take = [this, entry = *chosen.stored](const Result<Done> &answer) {
        OriginState &state = m_origins[entry.origin];
        if (answer) {
            m_index.remove(entry.id);
            m_hints.remove(entry.id);
            state.storeError.reset();
        } else {
            state.storeError = answer.error();
        }
        return answer;
    };
    return ask<Done, Done>(origin, m_store.remove(chosen.stored->id), unansweredError(), take);
}

//! Waits for the store with patience, then gives the caller `ifSilent` and goes on waiting. `take` sees
//! the answer in any case and makes the future's value of it.
template <class Answer, class Value>
QFuture<Result<Value>>
ApiKeys::ask(const QString &origin, const QFuture<Result<Answer>> &call, const Result<Value> &ifSilent,
             std::function<Result<Value>(const Result<Answer> &)> take, int OriginState::*alsoCounts)
{
    const auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    QFuture<Result<Value>> future = promise->future();
    const auto settle = [promise](const Result<Value> &value) {
        promise->addResult(value);
        promise->finish();
    };

    auto *watcher = new QFutureWatcher<Result<Answer>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, origin, future, settle, take, watcher, alsoCounts] {
                const bool late = future.isFinished();
                // A store that gives up without an answer must not leave anybody waiting.
                const Result<Answer> answer =
                    watcher->future().resultCount() > 0
                        ? watcher->result()
                        : Result<Answer>(
                            Error{.kind = ErrorKind::StoreFailed,
                                  .source = ErrorSource::CredentialStore,
                                  .userText = tr("%1 gave no answer.").arg(m_store.displayName()),
                                  .nextSteps = {NextStep::Retry, NextStep::UseSessionKey}});
                if (!answer)
                    qCInfo(lcKeyring)
                        << "The credential store answered with error kind" << int(answer.error().kind);
                std::optional<Result<Value>> value;
                changeStatus(origin, [&] {
                    if (late) {
                        --m_origins[origin].unanswered;
                        if (alsoCounts)
                            --(m_origins[origin].*alsoCounts);
                    }
                    value = take(answer);
                });
                if (!late)
                    settle(*value);
                watcher->deleteLater();
            });
    QTimer::singleShot(m_patience, watcher, [this, origin, future, settle, ifSilent, alsoCounts] {
        if (future.isFinished())
            return;
        changeStatus(origin, [&] {
            ++m_origins[origin].unanswered;
            if (alsoCounts)
                ++(m_origins[origin].*alsoCounts);
        });
        settle(ifSilent);
    });
    watcher->setFuture(call);
    return future;
}

template <class Change>
void ApiKeys::changeStatus(const QString &origin, Change &&change)
{
    const ApiKeyStatus before = statusOf(origin, {});
    const qsizetype keysBefore = m_index.entries(origin).size();
    const qsizetype seenBefore = m_hints.size();
    change();
    if (statusOf(origin, {}) != before || m_index.entries(origin).size() != keysBefore
        || m_hints.size() != seenBefore)
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

Result<KeyInUse> ApiKeys::takeRead(const StoredKey &entry, const Result<Secret> &answer, bool mayStepIn)
{
    if (m_reads.value(entry.id).isFinished())
        m_reads.remove(entry.id);
    OriginState &state = m_origins[entry.origin];
    const auto now = m_index.find(keyIdOf(entry));
    if (!now || now->id != entry.id)
        return overtaken();
    if (!answer) {
        state.storeError = answer.error();
        return mayStepIn ? environmentOr(entry.origin, answer.error()) : Result<KeyInUse>(answer.error());
    }
    m_hints.insert(entry.id, answer->hint());
    m_fingerprints.insert(fingerprint(answer->reveal()));
    state.storeError.reset();
    return KeyInUse{*answer, keyIdOf(entry), KeySource::Store};
}

void ApiKeys::takeWritten(const StoredKey &entry, const QString &hint, const KeyPlace &place, bool isNewest)
{
    StoredKey kept = entry;
    const auto replaced = place.replaces.isEmpty() ? std::nullopt : m_index.find(place.replaces);
    if (replaced) {
        kept.formerIds = replaced->formerIds + QStringList{keyIdOf(*replaced)};
        if (kept.name.isEmpty())
            kept.name = replaced->name;
        // Until the store has let go of it, its owner must be able to find it.
        StoredKey old = *replaced;
        old.formerIds.clear();
        old.name = tr("%1 (replaced)", "name of a key").arg(old.name);
        m_index.remove(old.id);
        m_index.put(old);
        const auto removed = ask<Done, Done>(old.origin, m_store.remove(old.id), unansweredError(),
                                             [this, old](const Result<Done> &answer) {
                                                 if (answer) {
                                                     m_index.remove(old.id);
                                                     emit statusChanged();
                                                 }
                                                 return answer;
                                             });
        Q_UNUSED(removed)
    }
    kept.name = m_index.freeName(kept.origin, kept.name, kept.id);
    const auto active = m_index.active(kept.origin);
    m_index.put(kept);
    m_hints.insert(kept.id, hint);
    OriginState &state = m_origins[kept.origin];
    state.storeError.reset();
    if (isNewest || (replaced && active && active->id == replaced->id))
        m_index.setActive(kept.origin, keyIdOf(kept));
    if (isNewest)
        state.isSessionActive = false;
}

Result<KeyInUse> ApiKeys::environmentOr(const QString &origin, const Error &error) const
{
    if (hasEnvironmentKey(origin))
        return KeyInUse{m_environment->key, kEnvironmentKeyId, KeySource::Environment};
    return error;
}

ApiKeyStatus ApiKeys::statusOf(const QString &origin, const QString &keyId) const
{
    const OriginState state = m_origins.value(origin);
    ApiKeyStatus status{.storeName = m_store.displayName(),
                        .awaitingStore = state.unanswered > 0,
                        .storeError = state.storeError};
    const Chosen chosen = choose(origin, keyId);
    const bool storeIsOut = state.storeError || status.awaitingStore;
    status.source = chosen.source;
    if (chosen.stored && keyId.isEmpty() && storeIsOut && hasEnvironmentKey(origin))
        status.source = KeySource::Environment; // it steps in
    switch (status.source) {
    case KeySource::Session:
        status.keyId = kSessionKeyId;
        status.hint = state.sessionKey->hint();
        break;
    case KeySource::Environment:
        status.keyId = kEnvironmentKeyId;
        status.hint = m_environment->key.hint();
        break;
    case KeySource::Store:
        status.keyId = keyIdOf(*chosen.stored);
        status.name = chosen.stored->name;
        status.hint = m_hints.value(chosen.stored->id);
        break;
    case KeySource::None:
        break;
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
