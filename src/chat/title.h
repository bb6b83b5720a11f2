// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"

#include <QList>
#include <QString>

namespace tabletalk {

//! A conversation's title from its first message: the first line that says something, without markdown's
//! marks, at most about fifty characters, cut between words.
QString titleFromMessage(const QString &message);
//! The same of a message that may be nothing but what is attached to it.
QString titleFromMessage(const QString &message, const QList<Attachment> &attachments);

} // namespace tabletalk
