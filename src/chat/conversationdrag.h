// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <QList>
#include <QString>

#include <memory>

class QMimeData;

namespace tabletalk {

//! The MIME type of conversations that are dragged, within this process.
QString conversationDragType();
std::unique_ptr<QMimeData> draggedConversations(const QList<ConversationId> &ids);
//! Empty if it holds none.
QList<ConversationId> conversationsIn(const QMimeData &data);

} // namespace tabletalk
