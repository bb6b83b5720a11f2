// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <chrono>
#include <variant>

//! What a scripted server does with one request, byte by byte.
namespace tabletalk::script {

struct Send {
    QByteArray bytes;
}; //!< as they are, in a segment of their own where possible
struct Pause { }; //!< until ScriptedServer::proceed()
struct Wait {
    std::chrono::milliseconds duration;
}; //!< the pace of a demonstration; tests use Pause
struct Close { }; //!< FIN, after what was sent
struct Reset { }; //!< RST
using Step = std::variant<Send, Pause, Wait, Close, Reset>;

} // namespace tabletalk::script

namespace tabletalk {

//! Steps in order. One that ends without Close or Reset leaves the connection open for another request,
//! so an empty one never answers.
using Script = QList<script::Step>;

using HeaderLines = QList<QPair<QByteArray, QByteArray>>;

struct ReceivedRequest {
    QByteArray method;
    QByteArray path;
    QByteArray head; //!< the raw lines, request line first
    QByteArray body;
    int connection = 0; //!< counted from 1

    QByteArray header(QByteArrayView name) const;
};

//! A status line and header lines, with the blank line after them.
QByteArray responseHead(int status, const HeaderLines &headers);
//! A whole response with its Content-Length.
QByteArray response(int status, const QByteArray &contentType, const QByteArray &body,
                    const HeaderLines &headers = {});
//! One piece of a body in chunked transfer coding; the empty piece ends the body.
QByteArray chunk(const QByteArray &piece);

} // namespace tabletalk
