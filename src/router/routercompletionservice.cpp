// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routercompletionservice.h"

#include "requestjson.h"
#include "routercompletionstream.h"

namespace tabletalk {

RouterCompletionService::RouterCompletionService(std::shared_ptr<RouterThread> thread,
                                                 const WireLimits &limits)
    : m_thread(std::move(thread))
    , m_limits(limits)
{
}

std::unique_ptr<CompletionStream> RouterCompletionService::start(const CompletionRequest &request)
{
    return std::make_unique<RouterCompletionStream>(request, m_limits, m_thread);
}

QByteArray RouterCompletionService::body(const CompletionRequest &request) const
{
    return requestBody(request);
}

} // namespace tabletalk
