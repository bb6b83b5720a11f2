// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "errorbody.h"
#include "toolcallmerger.h"

#include <QJsonObject>

#include <optional>

namespace tabletalk {

//! Turns the JSON of a completion into events and remembers what was said about it: chunk by chunk
//! while it streams, or the one object of a reply that does not. Tolerant: what is unknown is ignored,
//! what is missing is normal. A value; knows no bytes and no network.
class ChunkReader {
public:
    QList<CompletionEvent> read(const QJsonObject &chunk);

    const QString &finishReason() const { return m_finishReason; }
    const QString &servedModel() const { return m_servedModel; }
    const QString &generationId() const { return m_generationId; }
    const Usage &usage() const { return m_usage; }
    //! The Router's report that the answer failed.
    const std::optional<ErrorBody> &error() const { return m_error; }

    //! Text, a refusal, a picture or a tool call: the model did something.
    bool hasAnswer() const { return m_hasText || m_pictures > 0 || !m_toolCalls.isEmpty(); }
    bool hasAnything() const { return hasAnswer() || m_hasReasoning; }
    //! More of something than we take; the rest was not read.
    bool overflowed() const { return m_overflowed || m_toolCalls.overflowed(); }

private:
    void readOrigin(const QJsonObject &chunk, QList<CompletionEvent> &events);
    void readChoice(const QJsonObject &choice, QList<CompletionEvent> &events);
    void readReasoning(const QJsonObject &choice, const QJsonObject &message, QList<CompletionEvent> &events);
    void readPicture(const QJsonValue &picture, QList<CompletionEvent> &events);
    void readAnnotations(const QJsonArray &annotations, QList<CompletionEvent> &events);
    void readToolCalls(const QJsonObject &message, QList<CompletionEvent> &events);
    void readFinishReason(const QJsonValue &reason);
    void readUsage(const QJsonObject &usage);
    void readError(const QJsonValue &error);

    //! Where the readable reasoning comes from. The same words arrive in two places from many models.
    enum class ReasoningSource { Unknown, Plain, Details };

    QString m_finishReason;
    QString m_servedModel;
    QString m_generationId;
    Usage m_usage;
    std::optional<ErrorBody> m_error;
    ReasoningSource m_reasoningSource = ReasoningSource::Unknown;
    ToolCallMerger m_toolCalls;
    qsizetype m_annotations = 0;
    qsizetype m_pictures = 0;
    bool m_overflowed = false;
    bool m_hasText = false;
    bool m_hasReasoning = false;
    bool m_hasDelta = false;
};

} // namespace tabletalk
