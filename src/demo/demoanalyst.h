// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tabletalk {

//! What the demo's model does next about a table: a call, or an answer.
struct DemoMove {
    QString tool; //!< empty: `text` is the answer
    QJsonObject arguments;
    QString text;
};

//! Plays a model that asks tables: it has the first one described, groups its first number by its first
//! text, and says what it found, with figures of the result, a difference and a share. "demo: wrong" in the
//! message makes one of them wrong. Nothing where the request offers no tool for tables, or one was cued.
std::optional<DemoMove> demoMove(const QJsonObject &request);

} // namespace tabletalk
