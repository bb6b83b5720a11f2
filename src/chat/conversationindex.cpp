// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationindex.h"

namespace tabletalk {

const Conversation *ConversationIndex::find(ConversationId id) const
{
    const auto found = m_all.constFind(id);
    return found == m_all.cend() ? nullptr : found->get();
}

void ConversationIndex::reset(const QList<Conversation> &conversations)
{
    m_all.clear();
    m_all.reserve(conversations.size());
    // Entries point into the list, which they keep: nothing is copied.
    const auto list = std::make_shared<const QList<Conversation>>(conversations);
    for (const Conversation &conversation : *list)
        m_all.insert(conversation.id, Entry(list, &conversation));
    emit wasReset();
}

void ConversationIndex::put(const Conversation &conversation)
{
    if (const Conversation *known = find(conversation.id); known && *known == conversation)
        return;
    m_all.insert(conversation.id, std::make_shared<const Conversation>(conversation));
    emit changed(conversation.id);
}

void ConversationIndex::remove(ConversationId id)
{
    if (m_all.remove(id))
        emit removed(id);
}

void ConversationIndex::setBusy(ConversationId id, bool busy)
{
    if (isBusy(id) == busy)
        return;
    if (busy)
        m_busy.insert(id);
    else
        m_busy.remove(id);
    if (m_all.contains(id))
        emit changed(id);
}

} // namespace tabletalk
