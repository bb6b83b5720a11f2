// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "secret.h"

#include <QFuture>
#include <QUuid>

namespace tabletalk {

//! The operating system's credential store. Calls never block. A future may stay unfinished for as long
//! as the store asks its owner something: whoever waits says so after two seconds and takes a late result.
//! Entries are named by a uuid alone; the store is told neither endpoint nor the key's name.
//! Errors: StoreMissing, StoreLocked, StoreDenied, StoreFailed; KeyNotFound from read().
class CredentialStore {
public:
    virtual ~CredentialStore() = default;
    //! "GNOME Keyring", "KWallet", "Secret Service": for sentences.
    virtual QString displayName() const = 0;
    virtual QFuture<Result<Secret>> read(const QUuid &id) = 0;
    virtual QFuture<Result<Done>> write(const QUuid &id, const Secret &secret) = 0;
    //! Also Done when there was nothing to remove.
    virtual QFuture<Result<Done>> remove(const QUuid &id) = 0;
};

} // namespace tabletalk
