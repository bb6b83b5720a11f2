// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tabletalk {

//! Everything of the conversations in our own JSON, which importConversations() reads back to equal trees;
//! the same conversations give the same bytes. UTF-8.
QByteArray exportJson(const QList<ConversationTree> &trees);

//! What is shown of a conversation, to be read by people: the selected path with names and times, code and
//! tables as they are, what was thought folded away. Times in UTC.
QString exportMarkdown(const ConversationTree &tree);

//! A name for the file of a conversation, without ending: its title, as far as every file system takes it.
QString exportFileName(const ConversationTree &tree);

} // namespace tabletalk
