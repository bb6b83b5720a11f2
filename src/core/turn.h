// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "error.h"
#include "ids.h"
#include "queryrecord.h"
#include "usage.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace tabletalk {

enum class TurnRole { User = 0, Answer = 1 };

//! How far a turn, or one of its steps, got. Stored by number: append only.
enum class Progress {
    Complete = 0,
    Open = 1, //!< being written; found on disk at start it means the program was killed: Cut
    Stopped = 2, //!< the person pressed Stop
    Cut = 3, //!< ended without the protocol saying so
    Failed = 4,
};

//! What the model thought aloud. `details` go back verbatim and in order when a turn continues.
struct ReasoningStep {
    QString text;
    QJsonArray details;
    qint64 durationMs = 0;
    bool operator==(const ReasoningStep &) const = default;
};

struct TextStep {
    QString text; //!< markdown
    bool operator==(const TextStep &) const = default;
};

struct ToolCallStep {
    QString callId;
    QString name;
    QString arguments; //!< JSON text as it arrived
    bool operator==(const ToolCallStep &) const = default;
};

struct ToolResultStep {
    QString callId;
    QString content; //!< what the model is told
    std::optional<QueryRecord> query; //!< what people see of it
    bool operator==(const ToolResultStep &) const = default;
};

struct ChartStep {
    QJsonObject specification;
    bool operator==(const ChartStep &) const = default;
};

//! What the model noted about its answer, verbatim: sources it cites, files that were read for it.
struct AnnotationsStep {
    QJsonArray annotations;
    bool operator==(const AnnotationsStep &) const = default;
};

//! A picture that the model made.
struct PictureStep {
    QString mediaType;
    QByteArray bytes;
    bool operator==(const PictureStep &) const = default;
};

//! What a person attached to the message.
struct AttachmentStep {
    Attachment attachment;
    bool operator==(const AttachmentStep &) const = default;
};

//! How the request for an answer departed from sending everything as usual; what a person chose.
struct SendingStep {
    int leftOutTurns = 0; //!< the oldest ones, which were not sent
    bool documentsAsFiles = false; //!< in place of their text
    bool operator==(const SendingStep &) const = default;
};

//! The kinds of step, in the order of the variant below: its index is the number on disk.
using StepContent = std::variant<ReasoningStep, TextStep, ToolCallStep, ToolResultStep, ChartStep,
                                 AnnotationsStep, PictureStep, AttachmentStep, SendingStep>;

struct Step {
    StepContent content;
    Progress progress = Progress::Complete;
    bool operator==(const Step &) const = default;
};

//! What people read of a step, as markdown; empty for one that shows nothing of itself.
QString shownText(const Step &step);

//! One turn of a conversation: what the person wrote, or one answer with all its steps. A value; nothing
//! of it is overwritten once complete, a new version is a sibling with the same parent.
struct Turn {
    TurnId id;
    ConversationId conversation;
    TurnId parent; //!< none for the first
    TurnRole role = TurnRole::User;
    qint64 createdMs = 0; //!< Unix milliseconds
    QString model; //!< canonical id; of an answer, the one that served it
    Progress progress = Progress::Complete;
    QList<Step> steps;
    QString finishReason; //!< as the Router said, empty when it did not
    std::optional<Error> failure; //!< why an answer failed or was cut
    Usage usage; //!< summed over the answer's requests

    //! The text steps joined by a blank line: what Copy takes.
    QString text() const;
    bool operator==(const Turn &) const = default;
};

//! What a list of turns needs to know of each without reading its text.
struct TurnSummary {
    TurnId id;
    TurnId parent;
    TurnRole role = TurnRole::User;
    qint64 createdMs = 0;
    QString model;
    Progress progress = Progress::Complete;
    int characterCount = 0; //!< of the text steps, for estimating a height
    int lineCount = 0;
    int versionIndex = 0; //!< among its siblings, from 0
    int versionCount = 1;

    bool operator==(const TurnSummary &) const = default;
};

TurnSummary summaryOf(const Turn &turn);

//! A user turn: a text step, unless there is none, and a step for each attachment.
Turn makeUserTurn(TurnId id, ConversationId conversation, TurnId parent, const QString &text,
                  qint64 createdMs, const QList<Attachment> &attachments = {});

//! The result of a tool call among the answer's steps; null while there is none. Belongs to the answer.
const ToolResultStep *resultOf(const Turn &answer, const ToolCallStep &call);

//! Whether a query over tables is among its steps.
bool hasQueries(const Turn &turn);

//! Of every turn, in order.
QList<Attachment> attachmentsOf(const QList<Turn> &turns);

} // namespace tabletalk
