// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "parameters.h"
#include "secret.h"
#include "usage.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <variant>

namespace tabletalk {

enum class WireRole { System, User, Assistant, Tool };

// What a message holds beside its text. The bytes go along as a data URL: nothing is fetched by us, and
// nothing is sent that a person did not choose.
struct ImagePart {
    QString mediaType; //!< "image/png"
    QByteArray bytes;
    QString detail; //!< "low", "high"; empty leaves it to the model
    bool operator==(const ImagePart &) const = default;
};
struct FilePart {
    QString name;
    QString mediaType; //!< "application/pdf"
    QByteArray bytes;
    bool operator==(const FilePart &) const = default;
};
//! A further text of its own, such as the content of a file.
struct TextPart {
    QString text;
    bool operator==(const TextPart &) const = default;
};
using ContentPart = std::variant<TextPart, ImagePart, FilePart>;

//! A call that the model made.
struct ToolCall {
    QString id;
    QString name;
    QString arguments; //!< JSON text as it arrived; empty stands for {}
    bool operator==(const ToolCall &) const = default;
};

//! One message as it goes over the wire, derived from turns.
struct WireMessage {
    WireRole role = WireRole::User;
    QString text;
    QJsonArray reasoningDetails; //!< of an assistant message, verbatim
    QList<ContentPart> parts; //!< after the text; of a user message
    QList<ToolCall> toolCalls; //!< of an assistant message
    QString toolCallId; //!< of a tool message: the call that `text` answers
    QJsonArray annotations; //!< of an assistant message, verbatim: spares reading its files again
    bool operator==(const WireMessage &) const = default;
};

//! What the model may call.
struct ToolDefinition {
    QString name; //!< letters, digits, _ and -, at most 64
    QString description;
    QJsonObject parameters; //!< JSON schema
    bool isStrict = false;
    bool operator==(const ToolDefinition &) const = default;
};

//! Whether it may, must or must not.
struct ToolChoice {
    enum class Mode { Auto, None, Required, One };
    Mode mode = Mode::Auto;
    QString name; //!< of the one
    bool operator==(const ToolChoice &) const = default;
};

//! Everything one POST /chat/completions needs. A field that is empty is not sent.
struct CompletionRequest {
    Endpoint endpoint = Endpoint::routerDefault();
    Secret key;
    QString model; //!< canonical id
    QList<WireMessage> messages;
    Parameters parameters;
    bool stream = true;
    QList<ToolDefinition> tools;
    std::optional<ToolChoice> toolChoice;
    std::optional<bool> parallelToolCalls;
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
//! More of a tool call. The first one of a call has its id and name, where the model gave them.
struct ToolCallDelta {
    int call = 0; //!< which of this completion's calls, from 0
    QString id;
    QString name;
    QString arguments; //!< to be appended; JSON only when the completion has ended
    bool operator==(const ToolCallDelta &) const = default;
};
struct AnnotationsArrived {
    QJsonArray annotations; //!< verbatim; citationsIn() reads the sources
    bool operator==(const AnnotationsArrived &) const = default;
};
struct PictureArrived {
    QString mediaType; //!< "image/png"
    QByteArray bytes;
    bool operator==(const PictureArrived &) const = default;
};
using CompletionEvent = std::variant<TextDelta, ReasoningDelta, ReasoningDetails, RefusalDelta, ServedBy,
                                     ToolCallDelta, AnnotationsArrived, PictureArrived>;

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
