// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wiremessages.h"

namespace tabletalk {

namespace {

QJsonArray reasoningDetails(const Turn &turn)
{
    QJsonArray all;
    for (const Step &step : turn.steps) {
        if (const auto *reasoning = std::get_if<ReasoningStep>(&step.content)) {
            for (const QJsonValue &detail : reasoning->details)
                all.append(detail);
        }
    }
    return all;
}

} // namespace

QList<WireMessage> wireMessages(const QString &instructions, const QList<Turn> &path)
{
    QList<WireMessage> messages;
    if (const QString trimmed = instructions.trimmed(); !trimmed.isEmpty())
        messages.append({.role = WireRole::System, .text = trimmed});
    for (const Turn &turn : path) {
        const QString text = turn.text();
        if (turn.role == TurnRole::User) {
            messages.append({.role = WireRole::User, .text = text});
        } else if (!text.isEmpty()) {
            messages.append({.role = WireRole::Assistant, .text = text});
        }
    }
    if (!path.isEmpty() && !messages.isEmpty() && messages.last().role == WireRole::Assistant)
        messages.last().reasoningDetails = reasoningDetails(path.last());
    return messages;
}

} // namespace tabletalk
