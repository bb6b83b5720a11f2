// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"
#include "result.h"
#include "treejson.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace tabletalk {

//! Where a file of conversations came from. All but our own are read by their documented shape.
enum class ImportFormat { Tabletalk, ChatGpt, Claude, OpenWebUi, LibreChat, MessageArray };

struct ImportReport {
    ImportFormat format = ImportFormat::Tabletalk;
    QList<ConversationTree> trees; //!< for HistoryStore::insert()
    QStringList problems; //!< what could not be read, a sentence each
    int moreProblems = 0; //!< those beyond the first hundred
};

//! Reads a file of conversations, whichever program wrote it. A part that cannot be read is named in the
//! report, never left out silently. May take a second per hundred megabytes: not for the window thread.
//! Errors: BadRequest when the file is no JSON, or nothing in it is a conversation.
Result<ImportReport> importConversations(const QByteArray &file, const NextId &nextId);

} // namespace tabletalk
