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

    //! Ends as cancelled, later, as the contract says.
    void cancel() override
    {
        isCancelled = true;
        QMetaObject::invokeMethod(
            this, [this] { end(CompletionOutcome::Ending::Cancelled); }, Qt::QueuedConnection);
    }
    void say(const QString &text) { emit received({TextDelta{text}}); }
    void end(CompletionOutcome::Ending ending, std::optional<Error> error = {})
    {
        CompletionOutcome outcome;
        outcome.ending = ending;
        outcome.error = std::move(error);
        outcome.finishReason =
            ending == CompletionOutcome::Ending::Complete ? QStringLiteral("stop") : QString();
        outcome.usage = {.promptTokens = 3, .completionTokens = 5, .cost = Money{42}};
        emit finished(outcome);
    }
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
