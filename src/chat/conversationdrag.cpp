// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationdrag.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

namespace tabletalk {

QString conversationDragType()
{
    return QStringLiteral("application/x-tabletalk-conversations");
}

std::unique_ptr<QMimeData> draggedConversations(const QList<ConversationId> &ids)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << qint64(QCoreApplication::applicationPid());
    for (const ConversationId id : ids)
        stream << id.value;
    auto data = std::make_unique<QMimeData>();
    data->setData(conversationDragType(), bytes);
    return data;
}

QList<ConversationId> conversationsIn(const QMimeData &data)
{
    const QByteArray bytes = data.data(conversationDragType());
    QDataStream stream(bytes);
    qint64 process = 0;
    stream >> process;
    // Ids of another process's history mean nothing here.
    if (stream.status() != QDataStream::Ok || process != QCoreApplication::applicationPid())
        return {};
    QList<ConversationId> ids;
    while (!stream.atEnd()) {
        ConversationId id;
        stream >> id.value;
        if (stream.status() != QDataStream::Ok)
            return {};
        ids.append(id);
    }
    return ids;
}

} // namespace tabletalk
