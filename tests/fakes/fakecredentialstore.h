// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentialstore.h"

#include <QHash>
#include <QPromise>

#include <functional>
#include <memory>
#include <vector>

namespace tabletalk {

//! A credential store in memory that answers at once, refuses with `refusal`, or keeps silent until
//! answerAll() while `isSilent`.
class FakeCredentialStore : public CredentialStore {
public:
    QHash<QUuid, Secret> entries;
    std::optional<Error> refusal;
    bool isSilent = false;
    bool refuseRemovals = false;
    int reads = 0;
    int writes = 0;
    int removals = 0;

    static Error locked()
    {
        return {.kind = ErrorKind::StoreLocked,
                .source = ErrorSource::CredentialStore,
                .userText = QStringLiteral("Test Keyring is locked.")};
    }

    QString displayName() const override { return QStringLiteral("Test Keyring"); }

    QFuture<Result<Secret>> read(const QUuid &id) override
    {
        ++reads;
        return answer<Secret>([this, id]() -> Result<Secret> {
            if (const auto found = entries.constFind(id); found != entries.constEnd())
                return *found;
            return Error{.kind = ErrorKind::KeyNotFound, .source = ErrorSource::CredentialStore};
        });
    }

    QFuture<Result<Done>> write(const QUuid &id, const Secret &secret) override
    {
        ++writes;
        return answer<Done>([this, id, secret]() -> Result<Done> {
            entries.insert(id, secret);
            return Done{};
        });
    }

    QFuture<Result<Done>> remove(const QUuid &id) override
    {
        ++removals;
        return answer<Done>([this, id]() -> Result<Done> {
            if (refuseRemovals)
                return locked();
            entries.remove(id);
            return Done{};
        });
    }

    void answerAll()
    {
        isSilent = false;
        for (const auto &call : std::exchange(m_waiting, {}))
            call();
    }

    //! Drops the calls that wait without ever answering them.
    void breakPromises() { m_waiting.clear(); }

private:
    template <class T>
    QFuture<Result<T>> answer(std::function<Result<T>()> act)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        const auto finish = [this, promise, act] {
            promise->addResult(refusal ? Result<T>(*refusal) : act());
            promise->finish();
        };
        if (isSilent)
            m_waiting.push_back(finish);
        else
            finish();
        return promise->future();
    }

    std::vector<std::function<void()>> m_waiting;
};

} // namespace tabletalk
