// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentialstore.h"

namespace tabletalk {

//! The demo's credential store, which keeps nothing: the demonstration never touches the real one.
class DemoCredentials : public CredentialStore {
public:
    QString displayName() const override;
    QFuture<Result<Secret>> read(const QUuid &id) override;
    QFuture<Result<Done>> write(const QUuid &id, const Secret &secret) override;
    QFuture<Result<Done>> remove(const QUuid &id) override;
};

} // namespace tabletalk
