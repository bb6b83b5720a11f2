// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "turn.h"

namespace tabletalk {

// What the furniture around a turn's text says; shared by painting and accessibility.

//! "14:02", in local time.
QString timeLabel(qint64 createdMs);
//! "You" or the model's display name.
QString authorLabel(const Turn &turn, const QString &modelName);
//! "You, 14:02": a turn's accessible name.
QString turnLabel(const TurnSummary &summary, const QString &modelName);
//! "Model · 14:02 · 120 tokens · $0.0042 · Stopped": what is known of how an answer went.
QString footerLabel(const Turn &turn, const QString &modelName);
//! "$0.0042", "≈$0.0042 computed" or "cost unknown"; empty where nothing was sent, or it is under way.
QString costLabel(const Turn &turn);
//! All of it, a line each, for who wants to know.
QString detailsLabel(const Turn &turn, const QString &modelName);
//! How an answer ended, as a sentence: what went wrong if something did. Empty while it is being written.
QString endingLabel(const Turn &turn);
QString nextStepLabel(NextStep step, std::optional<std::chrono::seconds> retryAfter);
QString waitingLabel(const QString &modelName, qint64 elapsedMs);
QString thinkingLabel(qint64 elapsedMs);
QString thoughtLabel(qint64 durationMs);
//! What a tool call is folded under.
QString toolLabel(const QString &toolName, bool isUnderWay);

} // namespace tabletalk
