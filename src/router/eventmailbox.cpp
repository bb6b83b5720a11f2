// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "eventmailbox.h"

#include <utility>

namespace tabletalk {

namespace {

constexpr qsizetype kFullCharacters = qsizetype{1024} * 1024;

//! Appends `next` to `last` where two in a row mean the same as one.
bool merge(CompletionEvent &last, const CompletionEvent &next)
{
    if (last.index() != next.index())
        return false;
    return std::visit(
        [&next]<class Event>(Event &into) {
            if constexpr (std::is_same_v<Event, ToolCallDelta>) {
                const auto &more = std::get<Event>(next);
                if (more.call != into.call || !more.id.isEmpty() || !more.name.isEmpty())
                    return false;
                into.arguments += more.arguments;
                return true;
            } else if constexpr (requires { into.text += QString(); }) {
                into.text += std::get<Event>(next).text;
                return true;
            } else {
                return false;
            }
        },
        last);
}

qsizetype weight(const CompletionEvent &event)
{
    return std::visit(
        []<class Event>(const Event &content) -> qsizetype {
            constexpr qsizetype kSmall = 1024; // a fair guess keeps a flood of small ones bounded
            if constexpr (requires { content.text.size(); })
                return content.text.size();
            else if constexpr (requires { content.bytes.size(); })
                return kSmall + content.bytes.size();
            else if constexpr (requires { content.arguments.size(); })
                return content.arguments.size() + content.name.size() + 16;
            else
                return kSmall;
        },
        event);
}

} // namespace

EventMailbox::EventMailbox(std::function<void()> wake)
    : m_wake(std::move(wake))
{
}

bool EventMailbox::post(const QList<CompletionEvent> &events)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed || events.isEmpty())
        return true;
    for (const CompletionEvent &event : events) {
        m_waitingCharacters += weight(event);
        if (m_mail.events.isEmpty() || !merge(m_mail.events.last(), event))
            m_mail.events.append(event);
    }
    m_mail.wasFull = m_waitingCharacters >= kFullCharacters;
    wakeReceiver();
    return !m_mail.wasFull;
}

void EventMailbox::postKeepAlive()
{
    const std::scoped_lock lock(m_mutex);
    m_mail.keptAlive = true;
    wakeReceiver();
}

void EventMailbox::postOutcome(const CompletionOutcome &outcome)
{
    const std::scoped_lock lock(m_mutex);
    m_mail.outcome = outcome;
    wakeReceiver();
}

EventMailbox::Mail EventMailbox::take()
{
    const std::scoped_lock lock(m_mutex);
    m_isAwake = !m_mail.isEmpty();
    m_waitingCharacters = 0;
    return std::exchange(m_mail, {});
}

void EventMailbox::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = true;
    m_mail = {};
}

void EventMailbox::wakeReceiver()
{
    if (m_isAwake || m_isClosed)
        return;
    m_isAwake = true;
    m_wake();
}

} // namespace tabletalk
