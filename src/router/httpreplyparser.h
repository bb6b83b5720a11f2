// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpvalues.h"

#include <QByteArrayView>

#include <optional>

namespace tabletalk {

//! One HTTP/1.1 reply, from the connection's bytes to its head and the bytes of its body: interim heads
//! (1xx) are passed over, lengths and chunks taken off. Bytes may be cut anywhere. Nothing but an unfinished
//! line is kept, and the length of a head is limited. A value; knows no network.
class HttpReplyParser {
public:
    enum class State {
        Head, //!< the head is not whole yet
        Body,
        Whole, //!< as the reply itself says: by length or last chunk, or by having no body
        NotHttp, //!< what should be a head is none
        HeadTooLong,
        Damaged, //!< the head was one, and what follows does not keep to it
    };

    //! `longestHead` in bytes; interim heads and what follows the last chunk included.
    explicit HttpReplyParser(qsizetype longestHead);

    //! The body's bytes among these. Whatever comes after Whole, or after an error, is not read.
    QByteArray feed(QByteArrayView bytes);
    //! The connection has ended: a body that promised no length is Whole with that.
    void finish();

    State state() const { return m_state; }
    bool isOver() const { return m_state != State::Head && m_state != State::Body; }
    //! Without a status until the whole of it is there.
    const HttpHead &head() const { return m_head; }

private:
    enum class Framing { UntilClosed, Length, Chunked };
    enum class Chunk { Size, Bytes, End, Trailer };

    QByteArrayView takeCounted(QByteArrayView &bytes);
    std::optional<QByteArray> takeLine(QByteArrayView &bytes);
    void readStatusLine(QByteArrayView line);
    void readHeadLine(const QByteArray &line);
    void endHead();
    State frameBody();
    void readChunkLine(QByteArrayView line);

    qsizetype m_longestHead;
    qsizetype m_headBytes = 0; // of all lines but the chunks' sizes
    QByteArray m_line; // its beginning
    State m_state = State::Head;
    HttpHead m_unfinished; // head
    HttpHead m_head;
    Framing m_framing = Framing::UntilClosed;
    Chunk m_chunk = Chunk::Size;
    qint64 m_remaining = 0; // of the body, or of the chunk
};

} // namespace tabletalk
