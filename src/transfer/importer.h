// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "importedconversations.h"
#include "result.h"
#include "treejson.h"

#include <QByteArray>

namespace tabletalk {

//! Reads a file of conversations, whichever program wrote it. A part that cannot be read is named in the
//! report, never left out silently. May take a second per hundred megabytes: not for the window thread.
//! Errors: BadRequest when the file is no JSON, or nothing in it is a conversation.
Result<ImportedConversations> importConversations(const QByteArray &file, const NextId &nextId);

} // namespace tabletalk
