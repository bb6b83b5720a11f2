// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace tabletalk {

enum class HtmlFor {
    Browser, //!< a file by itself: light and dark as the reader likes it
    Paper, //!< for QTextDocument, which knows a small part of CSS only
};

//! What is shown of a conversation as one HTML document: everything in it, no script, and nothing that a
//! browser would fetch. `attachments` are bytes by their SHA-256; a picture that is not among them is named
//! instead. Times in the reader's zone.
QString exportHtml(const ConversationTree &tree, const QHash<QByteArray, QByteArray> &attachments,
                   HtmlFor use = HtmlFor::Browser);

} // namespace tabletalk
