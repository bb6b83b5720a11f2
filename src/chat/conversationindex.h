// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

namespace tabletalk {

//! Every stored conversation that is not in the trash, current or archived: what the lists of all windows
//! show parts of. Values only; Conversations keeps it true. Window thread.
class ConversationIndex : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    //! A conversation as it was taken in: what changes is a new one in its place.
    using Entry = std::shared_ptr<const Conversation>;

    const QHash<ConversationId, Entry> &all() const { return m_all; }
    //! Null if it is not here. Valid until the next change.
    const Conversation *find(ConversationId id) const;
    //! An answer is arriving.
    bool isBusy(ConversationId id) const { return m_busy.contains(id); }

    void reset(const QList<Conversation> &conversations);
    //! Adds it, or takes over what changed.
    void put(const Conversation &conversation);
    void remove(ConversationId id);
    void setBusy(ConversationId id, bool busy);

signals:
    void wasReset();
    //! Was added, or anything about it changed.
    void changed(tabletalk::ConversationId id);
    void removed(tabletalk::ConversationId id);

private:
    QHash<ConversationId, Entry> m_all;
    QSet<ConversationId> m_busy;
};

} // namespace tabletalk
