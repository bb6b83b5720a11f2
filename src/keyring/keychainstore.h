// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentialstore.h"
#include "secretserviceprobe.h"

#include <QObject>

#include <memory>

namespace QKeychain {
class Job;
}

namespace tabletalk {

//! The desktop's credential store through QtKeychain: the Secret Service (GNOME Keyring, KeePassXC) or
//! KWallet. Lives on the window's thread and needs its event loop; constructing it touches nothing.
//!
//! A locked store is first reported as StoreLocked, so that starting the program never raises a dialog;
//! the next call, which a person's Retry or Send stands behind, lets the store ask its owner. If the store
//! then stays locked, that is StoreDenied.
//!
//! Destroying it leaves unfinished futures cancelled, and what the store is still asking goes on unheard.
class KeychainStore : public QObject, public CredentialStore {
    Q_OBJECT
public:
    explicit KeychainStore(QObject *parent = nullptr);

    QString displayName() const override;
    QFuture<Result<Secret>> read(const QUuid &id) override;
    //! Also InvalidKey: a text with a NUL or one that is not UTF-8 would come back changed.
    QFuture<Result<Done>> write(const QUuid &id, const Secret &secret) override;
    QFuture<Result<Done>> remove(const QUuid &id) override;

private:
    struct Call;
    using CallPointer = std::shared_ptr<Call>;

    void begin(const CallPointer &call);
    void runJob(const CallPointer &call);
    void jobFinished(const CallPointer &call, QKeychain::Job *job);
    void explain(const CallPointer &call, int keychainError, const QString &detail,
                 const StoreReport &report);
    void fail(const CallPointer &call, ErrorKind kind, const QString &reason, const QString &detail = {});
    template <class Handler>
    void probe(const CallPointer &call, Handler onReport);

    QString m_owner; //!< as the last report named it
    bool m_lockIsKnown = false; //!< StoreLocked was reported and nothing has worked since
};

} // namespace tabletalk
