// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chunkreader.h"
#include "eventstreamparser.h"
#include "wirelimits.h"

namespace tabletalk {

//! The body of a successful reply, from bytes to events. It looks at the first bytes rather than at the
//! Content-Type: a streaming request may be answered by an event stream, by one JSON object (an error or
//! a whole answer), or, by something that is not the Router, by a web page. A value; knows no network.
class AnswerReader {
public:
    struct Arrival {
        QList<CompletionEvent> events;
        bool keptAlive = false;
    };
    enum class Shape {
        Unknown, //!< too little has arrived
        EventStream,
        Json,
        Foreign, //!< a web page or other text: what no Router sends
    };

    explicit AnswerReader(const WireLimits &limits);

    Arrival feed(QByteArrayView bytes);
    //! The body has ended, wherever that was.
    Arrival finish();

    //! Nothing that follows is read: [DONE], an error, or nonsense.
    bool isOver() const { return m_isDone || m_isMalformed || m_reply.error() || overflowed(); }
    //! The protocol said that the answer is complete.
    bool isComplete() const { return m_isDone || !m_reply.finishReason().isEmpty(); }
    bool isMalformed() const { return m_isMalformed; }
    bool overflowed() const { return m_parser.overflowed() || m_reply.overflowed(); }
    Shape shape() const { return m_shape; }
    const ChunkReader &reply() const { return m_reply; }

private:
    void recogniseShape(QByteArrayView bytes);
    void readItems(const QList<StreamItem> &items, Arrival &arrival, bool isTail);

    EventStreamParser m_parser;
    ChunkReader m_reply;
    Shape m_shape = Shape::Unknown;
    QByteArray m_start; // what arrived before the shape was known; of JSON, everything
    bool m_isDone = false;
    bool m_isMalformed = false;
};

} // namespace tabletalk
