// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <QByteArray>

namespace tabletalk {

//! Writes what a request would send, for a person who wants to see it before. Sends nothing. Any thread.
class RequestWriter {
public:
    virtual ~RequestWriter() = default;
    //! The very bytes of the body that CompletionService::start() sends. The key is no part of it.
    virtual QByteArray body(const CompletionRequest &request) const = 0;
};

} // namespace tabletalk
