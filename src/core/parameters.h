// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace tabletalk {

enum class ReasoningEffort { None, Minimal, Low, Medium, High, XHigh };

//! The wire's word for an effort ("xhigh") and back; empty for a word we do not know.
QString toWire(ReasoningEffort effort);
std::optional<ReasoningEffort> reasoningEffortFromWire(const QString &word);

//! What a person may set per conversation. An empty optional was not touched and is not sent: some
//! models reject or ignore a field that merely repeats the default.
struct Parameters {
    std::optional<double> temperature; //!< 0 to 2
    std::optional<int> maxTokens; //!< at least 1
    std::optional<ReasoningEffort> reasoningEffort;

    bool isUntouched() const { return *this == Parameters{}; }
    bool operator==(const Parameters &) const = default;
};

} // namespace tabletalk
