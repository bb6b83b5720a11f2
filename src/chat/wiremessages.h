// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "turn.h"

#include <QList>

namespace tabletalk {

//! The messages a request carries: the instructions, then the turns of the path, oldest first. Answers
//! that hold no text are left out; reasoning goes along only as the details of the last answer, where a
//! trailing answer asks the model to go on from its end.
QList<WireMessage> wireMessages(const QString &instructions, const QList<Turn> &path);

} // namespace tabletalk
