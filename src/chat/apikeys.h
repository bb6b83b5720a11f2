// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentialstore.h"
#include "endpoint.h"
#include "keyindex.h"

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>
#include <optional>

namespace tabletalk {

enum class KeySource { None, Store, Session, Environment };

//! A key read for one request. Use it and let it go.
struct KeyInUse {
    Secret key;
    QString keyId; //!< for RequestRecord: the uuid, "session" or "environment"
    KeySource source = KeySource::None;
};

//! The key that came with the process's environment, and the endpoint that was in force then.
struct EnvironmentKey {
    Secret key;
    QString origin;
};

//! Where the key of an endpoint comes from, as far as is known without asking the store.
struct ApiKeyStatus {
    KeySource source = KeySource::None; //!< what the next request would use
    QString hint; //!< of that key, "…ab3f"; empty while a stored key was not read yet
    QString storeName; //!< for sentences
    bool awaitingStore = false; //!< the store was asked and has kept silent beyond our patience
    std::optional<Error> storeError; //!< what the store last said instead of doing what it was asked

    bool operator==(const ApiKeyStatus &) const = default;
};

//! The keys of endpoints: which one a request uses, and where it is kept. A key belongs to scheme, host
//! and port, and is never used elsewhere. It comes from what was chosen for this session, else from the
//! credential store, else from the environment (also when the store fails). Keys in the store are read
//! anew for every request and not kept here.
//!
//! The store may take as long as its owner takes to unlock it. A future from here ends after `patience`
//! with StoreUnanswered at the latest; the store's late answer is still taken and shows in the status,
//! unless the person has chosen otherwise meanwhile. Window thread.
class ApiKeys : public QObject {
    Q_OBJECT
public:
    //! `store` and `settings` outlive this object.
    ApiKeys(CredentialStore &store, Settings &settings, std::optional<EnvironmentKey> environment = {},
            std::chrono::milliseconds patience = std::chrono::seconds(2), QObject *parent = nullptr);

    ApiKeyStatus status(const Endpoint &endpoint) const;
    bool hasEnvironmentKey(const Endpoint &endpoint) const;

    //! Errors: NoKey; KeyNotFound and Store… when the environment has no key to step in.
    QFuture<Result<KeyInUse>> keyFor(const Endpoint &endpoint);
    //! To the credential store, in place of any key the endpoint has there or for this session.
    //! Errors: Store…; Cancelled when a newer choice overtook it.
    QFuture<Result<Done>> save(const Endpoint &endpoint, const Secret &key);
    //! Whether it is a key that was saved or used since the start, as far as a fingerprint tells.
    bool isOwnKey(QStringView word) const;
    //! In memory, until the program ends; goes before any other.
    void keepForSession(const Endpoint &endpoint, const Secret &key);
    //! Forgets the session's key at once and the stored one when the store says so. Errors: Store….
    QFuture<Result<Done>> remove(const Endpoint &endpoint);

signals:
    void statusChanged();

private:
    struct OriginState {
        std::optional<Secret> sessionKey;
        QString storedHint;
        std::optional<Error> storeError;
        int unanswered = 0; //!< calls the store has kept silent about for too long
        int choices = 0; //!< made so far: an answer to an earlier one is not taken
    };

    template <class Answer, class Value>
    QFuture<Result<Value>> ask(const QString &origin, const QFuture<Result<Answer>> &call,
                               const Result<Value> &ifSilent,
                               std::function<Result<Value>(const Result<Answer> &)> take);
    template <class Change>
    void changeStatus(const QString &origin, Change &&change);

    QFuture<Result<Secret>> readOnce(const QUuid &id);
    Result<KeyInUse> takeRead(const StoredKey &entry, const Result<Secret> &answer);
    void takeWritten(const StoredKey &entry, const QString &hint);
    Result<KeyInUse> environmentOr(const QString &origin, const Error &error) const;
    ApiKeyStatus statusOf(const QString &origin) const;
    Error unansweredError() const;
    QByteArray fingerprint(const QByteArray &key) const;

    CredentialStore &m_store;
    KeyIndex m_index;
    std::optional<EnvironmentKey> m_environment;
    std::chrono::milliseconds m_patience;
    QHash<QString, OriginState> m_origins;
    const QByteArray m_salt; //!< of this process
    QSet<QByteArray> m_fingerprints; //!< of keys that were seen: the keys themselves are not kept
    QHash<QUuid, QFuture<Result<Secret>>> m_reads; //!< unanswered: the store is not asked twice
};

} // namespace tabletalk
