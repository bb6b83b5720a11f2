// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demomodels.h"
#include "serverscript.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace tabletalk {

//! One completion of the demo Router: from a text to the bytes and pauses in which it is served, whole
//! or streamed, with usage and cost.
class DemoCompletion {
public:
    enum class Mishap { None, Cut, Error }; //!< in the middle of a streamed answer

    DemoCompletion(const DemoModel &model, const QJsonObject &request);

    void setReasoning(const QString &reasoning) { m_reasoning = reasoning; }
    void setText(const QString &text) { m_text = text; }
    void setPace(std::chrono::milliseconds perToken) { m_pace = perToken; }
    //! The model calls this tool instead of answering.
    void setToolCall(const QString &name, const QJsonObject &arguments = {})
    {
        m_toolName = name;
        m_toolArguments = arguments;
    }
    void setMishap(Mishap mishap) { m_mishap = mishap; }

    Script script() const;

private:
    struct Pieces {
        QStringList reasoning;
        QStringList text;
        bool wasShortened = false; //!< by max_tokens
    };
    Pieces pieces() const;
    Script whole(const Pieces &pieces) const;
    Script streamed(const Pieces &pieces) const;
    QJsonObject reply(const QString &object, const QJsonArray &choices) const;
    QString finishReason(const Pieces &pieces) const;
    QJsonArray toolCalls() const;
    QJsonObject usage(const Pieces &pieces) const;
    QByteArray event(const QJsonObject &delta, const QJsonValue &finishReason) const;

    DemoModel m_model;
    QString m_id;
    QString m_reasoning;
    QString m_text;
    QString m_toolName;
    QJsonObject m_toolArguments;
    qint64 m_created;
    qint64 m_promptTokens = 0;
    std::optional<qint64> m_maxTokens;
    std::chrono::milliseconds m_pace{12};
    Mishap m_mishap = Mishap::None;
    bool m_isStreamed;
};

} // namespace tabletalk
