// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace tabletalk {

//! What one event or comment of a text/event-stream holds.
struct StreamItem {
    enum class Kind { Data, Comment };
    Kind kind = Kind::Data;
    QByteArray text; //!< always valid UTF-8: what was not became U+FFFD

    bool operator==(const StreamItem &) const = default;
};

//! Splits a text/event-stream into items, as the WHATWG describes it: lines end in CR, LF or CRLF, a
//! byte order mark and comments are known, several data lines make one event. Bytes may be cut anywhere,
//! also inside a character. The fields event, id and retry say nothing we need and are dropped.
class EventStreamParser {
public:
    //! `longestEvent` in bytes: what is longer sets overflowed() and ends the parsing.
    explicit EventStreamParser(qsizetype longestEvent);

    QList<StreamItem> feed(QByteArrayView bytes);
    //! The stream has ended: what stands unfinished is taken as if a blank line followed. The standard
    //! throws it away, but servers forget the last line break; a cut event is no valid JSON and shows.
    QList<StreamItem> finish();

    bool overflowed() const { return m_overflowed; }

private:
    void endLine(QList<StreamItem> &items);
    void endEvent(QList<StreamItem> &items);

    qsizetype m_longestEvent;
    QByteArray m_line;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_isFirstLine = true;
    bool m_lineFeedMayFollow = false; // the last byte was the CR of what may be a CRLF
    bool m_overflowed = false;
};

} // namespace tabletalk
