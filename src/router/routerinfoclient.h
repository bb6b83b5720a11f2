// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "routerinfo.h"
#include "wirelimits.h"

#include <memory>

namespace tabletalk {

class RouterThread;
struct HttpReply;

//! Asks a Router for its models and about a key. A future is cancelled, without a result, when the
//! program ends first. Window thread.
class RouterInfoClient : public RouterInfo {
public:
    explicit RouterInfoClient(std::shared_ptr<RouterThread> thread, const WireLimits &limits = {});

    QFuture<Result<QList<ModelInfo>>> models(const Endpoint &endpoint, const Secret &key) override;
    QFuture<Result<KeyStatus>> checkKey(const Endpoint &endpoint, const Secret &key) override;

private:
    template <class T>
    QFuture<Result<T>> ask(const Endpoint &endpoint, QStringView path, const Secret &key,
                           Result<T> (*read)(const Endpoint &, const HttpReply &));

    std::shared_ptr<RouterThread> m_thread;
    WireLimits m_limits;
};

} // namespace tabletalk
