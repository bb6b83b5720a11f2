// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "eventstreamparser.h"

#include <QString>

#include <algorithm>

namespace tabletalk {

namespace {

QByteArray validUtf8(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? bytes.toByteArray() : QString::fromUtf8(bytes).toUtf8();
}

} // namespace

EventStreamParser::EventStreamParser(qsizetype longestEvent)
    : m_longestEvent(longestEvent)
{
}

QList<StreamItem> EventStreamParser::feed(QByteArrayView bytes)
{
    QList<StreamItem> items;
    while (!bytes.isEmpty() && !m_overflowed) {
        if (m_lineFeedMayFollow) {
            m_lineFeedMayFollow = false;
            if (bytes.front() == '\n') {
                bytes = bytes.sliced(1);
                continue;
            }
        }
        const auto *lineEnd = std::ranges::find_if(bytes, [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype length = lineEnd - bytes.begin();
        if (m_line.size() + m_data.size() + length > m_longestEvent) {
            m_overflowed = true;
            break;
        }
        m_line.append(bytes.first(length));
        if (lineEnd == bytes.end())
            break;
        m_lineFeedMayFollow = *lineEnd == '\r';
        endLine(items);
        bytes = bytes.sliced(length + 1);
    }
    return items;
}

QList<StreamItem> EventStreamParser::finish()
{
    QList<StreamItem> items;
    if (m_overflowed)
        return items;
    if (!m_line.isEmpty())
        endLine(items);
    endEvent(items);
    return items;
}

void EventStreamParser::endLine(QList<StreamItem> &items)
{
    QByteArrayView line = m_line;
    if (m_isFirstLine && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    m_isFirstLine = false;

    if (line.isEmpty()) {
        endEvent(items);
    } else if (line.front() == ':') {
        items.append({StreamItem::Kind::Comment, validUtf8(line.sliced(1)).trimmed()});
    } else {
        const qsizetype colon = line.indexOf(':');
        const QByteArrayView field = colon < 0 ? line : line.first(colon);
        QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
        if (value.startsWith(' '))
            value = value.sliced(1);
        if (field == "data") {
            if (m_hasData)
                m_data += '\n';
            m_data += validUtf8(value);
            m_hasData = true;
        }
    }
    m_line.clear();
}

void EventStreamParser::endEvent(QList<StreamItem> &items)
{
    if (!m_hasData)
        return;
    items.append({StreamItem::Kind::Data, m_data});
    m_data.clear();
    m_hasData = false;
}

} // namespace tabletalk
