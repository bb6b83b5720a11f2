// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "modelinfo.h"
#include "money.h"
#include "secret.h"

#include <QFuture>

namespace tabletalk {

//! What a key check found out.
struct KeyStatus {
    enum class Verdict {
        Accepted,
        Refused,
        NotTold, //!< this endpoint has no free way to check a key
    };
    Verdict verdict = Verdict::NotTold;
    QString label; //!< the key's name on the Router
    std::optional<Money> limit;
    std::optional<Money> remaining;
    bool operator==(const KeyStatus &) const = default;
};

//! The Router's free questions. Futures finish in the caller's thread's event loop; a dead receiver of
//! the continuation drops the result. An error is an answer we could not get, not a verdict.
class RouterInfo {
public:
    virtual ~RouterInfo() = default;
    //! GET /models, in the Router's, OpenRouter's or OpenAI's shape. `key` may be empty: the Router asks
    //! none.
    virtual QFuture<Result<QList<ModelInfo>>> models(const Endpoint &endpoint, const Secret &key) = 0;
    //! GET /key, where it exists; costs nothing.
    virtual QFuture<Result<KeyStatus>> checkKey(const Endpoint &endpoint, const Secret &key) = 0;
};

} // namespace tabletalk
