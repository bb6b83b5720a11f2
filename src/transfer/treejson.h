// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>

namespace tabletalk {

//! Gives a number that no row of the history has yet; see HistoryStore::nextTurnId().
using NextId = std::function<qint64()>;

//! What attachments hold, by their SHA-256 in hexadecimal digits.
using AttachmentBytes = QHash<QByteArray, QByteArray>;

//! A conversation as in our own JSON, see format.md: everything but the ids of the history, which are
//! numbered from one, and never a key: of a request's key only its uuid is known to begin with. `folder` is
//! the name of the one it is in, empty for none.
QJsonObject toJson(const ConversationTree &tree, const AttachmentBytes &attachments, const QString &folder);

//! The name of the folder that a conversation's JSON says it is in; empty for none.
QString folderFromJson(const QJsonObject &json);

//! The bytes of the attachments that a conversation's JSON holds; what is not what its SHA-256 says is left
//! out.
AttachmentBytes attachmentsFromJson(const QJsonObject &json);

//! Reads it back with fresh ids. Empty when it is no conversation or parts of it contradict each other;
//! `problem` says what, for people who know the format.
std::optional<ConversationTree> treeFromJson(const QJsonObject &json, const NextId &nextId, QString &problem);

} // namespace tabletalk
