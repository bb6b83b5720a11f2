// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "turn.h"

#include <QHash>
#include <QList>

namespace tabletalk {

//! A document that can go along as its text and as the file itself. Not a table: what was chosen about its
//! form and its private columns must hold.
bool isEitherWay(const Attachment &attachment);
//! Whether the bytes of an attachment go along, rather than its text.
bool goesAsBytes(const Attachment &attachment, bool asFile);

//! The messages a request carries: the instructions, then the turns of the path, oldest first. Answers
//! that hold no text are left out; their tool calls go along with the results, and not without them.
//! Reasoning goes along only as the details before a tool call, and of a trailing answer, where the model
//! is asked to go on.
//!
//! `bytes` holds those of every attachment on the path that goesAsBytes(), by their SHA-256. A picture goes
//! along as one; of a document its text, which every model can read, and the file itself where it has no
//! text, or `asFiles`.
QList<WireMessage> wireMessages(const QString &instructions, const QList<Turn> &path,
                                const QHash<QByteArray, QByteArray> &bytes = {}, bool asFiles = false);

} // namespace tabletalk
