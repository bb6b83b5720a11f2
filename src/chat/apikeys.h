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

// The ids of the keys that have no uuid.
inline constexpr QLatin1String kSessionKeyId("session");
inline constexpr QLatin1String kEnvironmentKeyId("environment");

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

//! One of an endpoint's keys, as far as is known without asking the store.
struct KnownKey {
    QString id; //!< the uuid, "session" or "environment"
    QString name; //!< the person's; empty but for a stored key
    KeySource source = KeySource::None;
    QString hint; //!< "…ab3f"; empty while a stored key was not read yet
    bool isActive = false; //!< used where a conversation chose no other

    bool operator==(const KnownKey &) const = default;
};

//! Where a key that is saved goes.
struct KeyPlace {
    QString name; //!< empty: that of the replaced key, else the host's
    QString replaces; //!< id of a stored key; empty: the new one stands beside the others
};

//! Where the key of an endpoint comes from, as far as is known without asking the store.
struct ApiKeyStatus {
    KeySource source = KeySource::None; //!< what the next request would use
    QString keyId; //!< of that key
    QString name; //!< of it, where it is stored
    QString hint; //!< of that key, "…ab3f"; empty while a stored key was not read yet
    QString storeName; //!< for sentences
    bool awaitingStore = false; //!< the store was asked and has kept silent beyond our patience
    std::optional<Error> storeError; //!< what the store last said instead of doing what it was asked

    bool operator==(const ApiKeyStatus &) const = default;
};

//! The keys of endpoints: which one a request uses, and where each is kept. A key belongs to scheme, host
//! and port, and is never used elsewhere. An endpoint may have several, by name, of which one is active: the
//! one that was chosen last, for this session included; else what the store has, else the environment's,
//! which also steps in where the store fails. Keys in the store are read anew for every request and not kept
//! here.
//!
//! The store may take as long as its owner takes to unlock it. A future from here ends after `patience`
//! with StoreUnanswered at the latest; the store's late answer is still taken and shows in the status,
//! unless the person has chosen otherwise meanwhile. While it keeps silent about a save it is given no
//! other. Window thread.
class ApiKeys : public QObject {
    Q_OBJECT
public:
    //! `store` and `settings` outlive this object.
    ApiKeys(CredentialStore &store, Settings &settings, std::optional<EnvironmentKey> environment = {},
            std::chrono::milliseconds patience = std::chrono::seconds(2), QObject *parent = nullptr);

    //! Of the active key, or the one a conversation chose (see keyFor()).
    ApiKeyStatus status(const Endpoint &endpoint, const QString &keyId = {}) const;
    bool hasEnvironmentKey(const Endpoint &endpoint) const;
    //! Of this endpoint: the stored ones by name, then the session's and the environment's.
    QList<KnownKey> keys(const Endpoint &endpoint) const;

    //! `keyId` is a conversation's choice; empty, or a key of another endpoint, stands for the active one.
    //! Errors: NoKey; KeyNotFound, also for a choice that is gone; Store… when the environment has no key to
    //! step in for the active one.
    QFuture<Result<KeyInUse>> keyFor(const Endpoint &endpoint, const QString &keyId = {});
    //! One key by its id, to be shown or copied; no other steps in. Errors: as keyFor().
    QFuture<Result<KeyInUse>> reveal(const Endpoint &endpoint, const QString &id);
    //! To the credential store; it is the active one then. A key that it replaces is there until the store
    //! has the new one, which conversations that chose the old one use from then on.
    //! Errors: Store…; Cancelled when a newer choice overtook it.
    QFuture<Result<Done>> save(const Endpoint &endpoint, const Secret &key, const KeyPlace &place = {});
    //! Whether it is a key that was saved or used since the start, as far as a fingerprint tells.
    bool isOwnKey(QStringView word) const;
    //! In memory, until the program ends; it is the active one then.
    void keepForSession(const Endpoint &endpoint, const Secret &key);
    void activate(const Endpoint &endpoint, const QString &id);
    void rename(const QString &id, const QString &name);
    //! The session's key goes at once, a stored one when the store says so. Empty is the active one; the
    //! environment's cannot be removed. Errors: Store….
    QFuture<Result<Done>> remove(const Endpoint &endpoint, const QString &id = {});

signals:
    //! What is known of any key has changed, or their list.
    void statusChanged();

private:
    struct OriginState {
        std::optional<Secret> sessionKey;
        bool isSessionActive = false;
        std::optional<Error> storeError;
        int unanswered = 0; //!< calls the store has kept silent about for too long
        int unansweredSaves = 0; //!< of these
        int choices = 0; //!< made so far
        int lastRevocation = 0; //!< of them, the last that a save begun before it must not outlive
    };
    //! The key that an id stands for.
    struct Chosen {
        KeySource source = KeySource::None;
        std::optional<StoredKey> stored;
        bool isGone = false; //!< it was chosen by name and is there no more
    };

    template <class Answer, class Value>
    QFuture<Result<Value>>
    ask(const QString &origin, const QFuture<Result<Answer>> &call, const Result<Value> &ifSilent,
        std::function<Result<Value>(const Result<Answer> &)> take, int OriginState::*alsoCounts = nullptr);
    template <class Change>
    void changeStatus(const QString &origin, Change &&change);

    Chosen choose(const QString &origin, const QString &id) const;
    Chosen chooseActive(const QString &origin) const;
    QFuture<Result<KeyInUse>> read(const Endpoint &endpoint, const Chosen &chosen, bool mayStepIn);
    QFuture<Result<Secret>> readOnce(const QUuid &id);
    Result<KeyInUse> takeRead(const StoredKey &entry, const Result<Secret> &answer, bool mayStepIn);
    void takeWritten(const StoredKey &entry, const QString &hint, const KeyPlace &place, bool isNewest);
    bool hasEnvironmentKey(const QString &origin) const;
    Result<KeyInUse> environmentOr(const QString &origin, const Error &error) const;
    ApiKeyStatus statusOf(const QString &origin, const QString &keyId) const;
    Error unansweredError() const;
    QByteArray fingerprint(const QByteArray &key) const;

    CredentialStore &m_store;
    KeyIndex m_index;
    std::optional<EnvironmentKey> m_environment;
    std::chrono::milliseconds m_patience;
    QHash<QString, OriginState> m_origins;
    QHash<QUuid, QString> m_hints; //!< of stored keys that were seen
    const QByteArray m_salt; //!< of this process
    QSet<QByteArray> m_fingerprints; //!< of keys that were seen: the keys themselves are not kept
    QHash<QUuid, QFuture<Result<Secret>>> m_reads; //!< unanswered: the store is not asked twice
};

} // namespace tabletalk
