// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <QPointer>

#include <vector>

namespace tabletalk {

//! A stream that says what the test tells it to.
class FakeCompletionStream : public CompletionStream {
public:
    using CompletionStream::CompletionStream;
    bool isCancelled = false;
    void cancel() override { isCancelled = true; }
};

//! Notes each request and leaves its stream to the test.
class FakeCompletionService : public CompletionService {
public:
    std::vector<CompletionRequest> requests;
    QPointer<FakeCompletionStream> lastStream;

    std::unique_ptr<CompletionStream> start(const CompletionRequest &request) override
    {
        requests.push_back(request);
        auto stream = std::make_unique<FakeCompletionStream>();
        lastStream = stream.get();
        return stream;
    }
};

} // namespace tabletalk
