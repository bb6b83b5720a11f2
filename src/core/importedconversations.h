// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

namespace tabletalk {

//! Where a file of conversations came from. All but our own are read by their documented shape.
enum class ImportFormat { Tabletalk, ChatGpt, Claude, OpenWebUi, LibreChat, MessageArray };

//! What was read of a file of conversations.
struct ImportedConversations {
    ImportFormat format = ImportFormat::Tabletalk;
    QList<ConversationTree> trees; //!< for HistoryStore::insert()
    QHash<ConversationId, QString> folders; //!< names of the folders they are in; not of those in none
    QHash<QByteArray, QByteArray> attachments; //!< bytes by their SHA-256
    QStringList problems; //!< what could not be read, a sentence each
    int moreProblems = 0; //!< those beyond the first hundred
};

} // namespace tabletalk
