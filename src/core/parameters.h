// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

enum class ReasoningEffort { None, Minimal, Low, Medium, High, XHigh };

//! The wire's word for an effort ("xhigh") and back; empty for a word we do not know.
QString toWire(ReasoningEffort effort);
std::optional<ReasoningEffort> reasoningEffortFromWire(const QString &word);

//! Which providers behind the Router may answer. What is empty is not sent: an unknown or null member
//! makes some Routers refuse the request.
struct ProviderPreferences {
    QStringList order;
    QStringList only;
    QStringList ignore;
    QStringList quantizations;
    QString sort; //!< "price", "throughput" or "latency"
    std::optional<bool> allowFallbacks;
    std::optional<bool> requireParameters; //!< refuse rather than drop what a model does not know
    std::optional<bool> allowDataCollection;
    std::optional<bool> zeroDataRetention;
    std::optional<double> maxPromptPrice; //!< USD per million tokens
    std::optional<double> maxCompletionPrice;

    bool operator==(const ProviderPreferences &) const = default;
};

//! What a person may set per conversation. An empty field was not touched and is not sent: some models
//! reject or ignore a field that merely repeats the default.
struct Parameters {
    std::optional<double> temperature; //!< 0 to 2
    std::optional<int> maxTokens; //!< at least 1
    std::optional<ReasoningEffort> reasoningEffort;
    std::optional<int> reasoningTokens; //!< instead of an effort
    std::optional<bool> hideReasoning; //!< think, but do not send it
    std::optional<int> maxCompletionTokens; //!< at least 1
    std::optional<double> topP; //!< 0 to 1
    std::optional<int> topK; //!< 0: off
    std::optional<double> minP; //!< 0 to 1
    std::optional<double> topA; //!< 0 to 1
    std::optional<double> frequencyPenalty; //!< -2 to 2
    std::optional<double> presencePenalty; //!< -2 to 2
    std::optional<double> repetitionPenalty; //!< 0 to 2
    std::optional<qint64> seed;
    QStringList stop; //!< at most four
    QString verbosity; //!< "low" to "max"
    QJsonObject responseFormat; //!< {"type": "json_object"} and its kin
    QStringList fallbackModels; //!< tried in order when the chosen one fails
    ProviderPreferences provider;
    QJsonArray plugins;
    //! Fields that have no member here, as they go over the wire.
    QJsonObject further;

    bool isUntouched() const { return *this == Parameters{}; }
    bool operator==(const Parameters &) const = default;
};

//! The fields of a request body, which is also how parameters are kept; what is untouched is not in it.
QJsonObject toJson(const Parameters &parameters);
//! What has a wrong type is left out; what has no member is in `further`.
Parameters parametersFromJson(const QJsonObject &json);

} // namespace tabletalk
