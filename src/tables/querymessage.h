// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "queryservice.h"

#include <QByteArray>

#include <optional>

namespace tabletalk {

// The form in which an order and its answer travel to the helper process and back: CBOR. The tables' blocks
// travel beside the order, in its order.

QByteArray toMessage(const QueryOrder &order);
//! `blocks` are those of the order's tables. Nothing where it is no order, or a block no table.
std::optional<QueryOrder> orderFrom(const QByteArray &message, const QList<QByteArray> &blocks);

QByteArray toMessage(const Result<QueryAnswer> &answer);
//! Nothing where it is no answer. What it says is as untrusted as the tables; its table is checked.
std::optional<Result<QueryAnswer>> queryAnswerFrom(const QByteArray &message);

} // namespace tabletalk
