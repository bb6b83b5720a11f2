// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerreader.h"

#include <QChar>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace tabletalk {

AnswerReader::AnswerReader(const WireLimits &limits)
    : m_parser(limits.longestEvent)
{
}

AnswerReader::Arrival AnswerReader::feed(QByteArrayView bytes)
{
    Arrival arrival;
    if (isOver())
        return arrival;
    if (m_shape == Shape::Unknown) {
        recogniseShape(bytes);
        if (m_shape == Shape::EventStream)
            readItems(m_parser.feed(std::exchange(m_start, {})), arrival, false);
    } else if (m_shape == Shape::Json) {
        m_start.append(bytes);
    } else if (m_shape == Shape::EventStream) {
        readItems(m_parser.feed(bytes), arrival, false);
    }
    return arrival;
}

AnswerReader::Arrival AnswerReader::finish()
{
    Arrival arrival;
    if (isOver())
        return arrival;
    if (m_shape == Shape::EventStream) {
        readItems(m_parser.finish(), arrival, true);
    } else if (m_shape == Shape::Json) {
        const QJsonDocument document = QJsonDocument::fromJson(m_start);
        arrival.events = m_reply.read(document.object());
        // One object is complete by being one, and an answer by having choices.
        m_isDone = document[QLatin1String("choices")].isArray();
        m_isMalformed = !m_isDone && !m_reply.error();
    }
    return arrival;
}

void AnswerReader::recogniseShape(QByteArrayView bytes)
{
    m_start.append(bytes);
    QByteArrayView start = m_start;
    const QByteArrayView mark = "\xEF\xBB\xBF";
    if (start.startsWith(mark))
        start = start.sliced(mark.size());
    else if (mark.startsWith(start))
        return;
    const auto *first = std::ranges::find_if_not(start, [](char c) { return QChar::isSpace(uchar(c)); });
    start = start.sliced(first - start.begin());
    if (start.isEmpty())
        return;
    if (start.front() == '{') {
        m_shape = Shape::Json;
        return;
    }
    constexpr QByteArrayView kFields[]{"", "data", "event", "id", "retry"}; // a comment has no name
    constexpr qsizetype kLongestField = 5;
    const auto *nameEnd =
        std::ranges::find_if(start, [](char c) { return c == ':' || c == '\n' || c == '\r'; });
    if (nameEnd == start.end() && start.size() <= kLongestField && start.front() != '<')
        return;
    const QByteArrayView name = start.first(nameEnd - start.begin());
    m_shape = std::ranges::find(kFields, name) != std::end(kFields) ? Shape::EventStream : Shape::Foreign;
}

void AnswerReader::readItems(const QList<StreamItem> &items, Arrival &arrival, bool isTail)
{
    for (const StreamItem &item : items) {
        if (isOver())
            return;
        if (item.kind == StreamItem::Kind::Comment) {
            arrival.keptAlive = true;
            continue;
        }
        const QByteArray data = item.text.trimmed();
        if (data == "[DONE]") {
            m_isDone = true;
            return;
        }
        const QJsonDocument document = QJsonDocument::fromJson(data);
        if (document.isObject()) {
            arrival.events += m_reply.read(document.object());
        } else if (data.startsWith('{')) {
            // A last event without its end was cut, which is told otherwise; any other had text in it
            // that is now missing. What is no object at all was never a chunk.
            m_isMalformed = !isTail;
        }
    }
}

} // namespace tabletalk
