// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "money.h"

#include <QJsonValue>
#include <QString>

#include <optional>

namespace tabletalk {

// Reading JSON that others wrote: numbers come as numbers or as text, and anything may be null.

//! A whole number, from 4, 4.0 or "4"; empty when it is none or beyond 2^53.
std::optional<qint64> wholeNumber(const QJsonValue &value);

//! An amount, from 0.00003 or "0.00003". Qt reads JSON numbers as double; the shortest text that gives
//! that double again is the decimal that was sent.
std::optional<Money> amount(const QJsonValue &value);

//! A text of a server as plain text for people: control characters dropped, white space simplified, cut
//! to `longest` characters.
QString plainText(const QString &text, qsizetype longest = 300);

} // namespace tabletalk
