// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "requestwriter.h"
#include "wirelimits.h"

namespace tabletalk {

class RouterThread;

//! Sends completions to a Router over HTTP. Streams stay good when the service goes before them.
//! Window thread.
class RouterCompletionService : public CompletionService, public RequestWriter {
public:
    explicit RouterCompletionService(std::shared_ptr<RouterThread> thread, const WireLimits &limits = {});

    //! Errors found before anything is sent: NoModel, NoKey, InvalidKey, WrongKeyFamily.
    std::unique_ptr<CompletionStream> start(const CompletionRequest &request) override;
    QByteArray body(const CompletionRequest &request) const override;

private:
    std::shared_ptr<RouterThread> m_thread;
    WireLimits m_limits;
};

} // namespace tabletalk
