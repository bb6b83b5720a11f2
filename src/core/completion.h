// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "parameters.h"
#include "secret.h"
#include "usage.h"

#include <QJsonArray>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <variant>

namespace tabletalk {

enum class WireRole { System, User, Assistant, Tool };

//! One message as it goes over the wire, derived from turns.
struct WireMessage {
    WireRole role = WireRole::User;
    QString text;
    QJsonArray reasoningDetails; //!< of an assistant message, verbatim
    bool operator==(const WireMessage &) const = default;
};

//! Everything one POST /chat/completions needs. A field that is empty is not sent.
struct CompletionRequest {
    Endpoint endpoint = Endpoint::routerDefault();
    Secret key;
    QString model; //!< canonical id
    QList<WireMessage> messages;
    Parameters parameters;
    bool stream = true;
};

// What arrives while an answer streams, in order.
struct TextDelta {
    QString text;
    bool operator==(const TextDelta &) const = default;
};
struct ReasoningDelta {
    QString text;
    bool operator==(const ReasoningDelta &) const = default;
};
struct ReasoningDetails {
    QJsonArray fragments;
    bool operator==(const ReasoningDetails &) const = default;
};
struct RefusalDelta {
    QString text;
    bool operator==(const RefusalDelta &) const = default;
};
struct ServedBy {
    QString model; //!< canonical id of the model that answers
    QString generationId;
    bool operator==(const ServedBy &) const = default;
};
using CompletionEvent = std::variant<TextDelta, ReasoningDelta, ReasoningDetails, RefusalDelta, ServedBy>;

//! How a completion ended. Exactly one per stream.
struct CompletionOutcome {
    enum class Ending {
        Complete, //!< the protocol said so: [DONE] or a finish reason
        Cut, //!< something arrived, and it ended without that; `error` says how
        Failed, //!< nothing usable arrived, or the Router reported an error; `error` is set
        Cancelled,
    };
    Ending ending = Ending::Failed;
    std::optional<Error> error;
    QString finishReason; //!< "stop", "length", …; empty when it was not said
    QString servedModel;
    QString generationId;
    Usage usage;
    int httpStatus = 0;
    qint64 startedMs = 0; //!< Unix milliseconds
    qint64 firstTokenMs = 0;
    qint64 finishedMs = 0;
};

//! One streamed answer. Lives in the thread that asked for it; owned by the one who asked, who may
//! delete it at any time, which cancels. `finished` comes exactly once, last, also after cancel(), and
//! never from inside cancel() or the call that created the stream.
class CompletionStream : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    //! Stops receiving. What the provider bills is beyond us.
    virtual void cancel() = 0;

signals:
    //! At most once per frame (33 ms): everything that arrived since.
    void received(const QList<tabletalk::CompletionEvent> &events);
    //! The Router said that it is still working; sent before the first token, too.
    void keptAlive();
    void finished(const tabletalk::CompletionOutcome &outcome);
};

//! Sends a completion request exactly once; a failure is reported, never repeated silently.
class CompletionService {
public:
    virtual ~CompletionService() = default;
    //! The stream is the caller's. It never returns null: what cannot be sent finishes with an error.
    virtual std::unique_ptr<CompletionStream> start(const CompletionRequest &request) = 0;
};

} // namespace tabletalk

Q_DECLARE_METATYPE(tabletalk::CompletionOutcome)
