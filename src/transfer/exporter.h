// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtree.h"
#include "folder.h"
#include "treejson.h"

#include <QString>

class QIODevice;

namespace tabletalk {

//! Writes everything of conversations in our own JSON, one after the other, which importConversations()
//! reads back to equal trees; the same conversations give the same bytes. UTF-8.
class JsonExport {
public:
    //! `device` is open, and outlives it. Whether it took everything is for its owner to ask.
    explicit JsonExport(QIODevice &device, const QList<Folder> &folders = {});

    void add(const ConversationTree &tree, const AttachmentBytes &attachments);
    //! Without it the document is not complete.
    void finish();

private:
    QIODevice &m_device;
    QHash<FolderId, QString> m_folders; //!< their names
    bool m_isFirst = true;
};

//! The same in memory.
QByteArray exportJson(const QList<ConversationTree> &trees, const AttachmentBytes &attachments = {},
                      const QList<Folder> &folders = {});

//! What is shown of a conversation, to be read by people: the selected path with names and times, code and
//! tables as they are, what was thought folded away. Times in UTC.
QString exportMarkdown(const ConversationTree &tree);

} // namespace tabletalk
