// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "turn.h"

#include <QList>

namespace tabletalk {

//! The messages a request carries: the instructions, then the turns of the path, oldest first. Answers
//! that hold no text are left out; their tool calls go along with the results, and not without them.
//! Reasoning goes along only as the details before a tool call, and of a trailing answer, where the model
//! is asked to go on.
QList<WireMessage> wireMessages(const QString &instructions, const QList<Turn> &path);

} // namespace tabletalk
