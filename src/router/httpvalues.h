// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "connectionoptions.h"
#include "secret.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

namespace tabletalk {

//! Names as they arrived, in any case.
using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

//! The value of the first header called `name`, in any case; empty when there is none.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

struct HttpRequest {
    enum class Verb { Get, Post };
    Verb verb = Verb::Get;
    QUrl url;
    Secret key; //!< already through parseApiKey(), or empty: sent without one
    QByteArray body;
    QByteArray accept = "application/json";
    ConnectionOptions connection;
    bool isStreamed = false; //!< otherwise the deadline for the whole reply holds, too
};

//! The head of a reply.
struct HttpHead {
    int status = 0; //!< 0 as long as none arrived
    HttpHeaders headers;
};

//! Why nothing further comes.
struct HttpEnd {
    enum class Cause {
        Closed, //!< where the reply said, or where the connection ended if it said nothing
        NetworkFailed, //!< the connection did, or what came over it keeps to no rule
        NotHttp, //!< what answered
        ConnectTimedOut,
        FirstByteTimedOut,
        IdleTimedOut,
        WholeTimedOut,
        CaFileUnusable, //!< nothing was sent
        TooLong, //!< beyond the limit of the exchange
        Compressed, //!< although only plain bytes were asked for
    };
    Cause cause = Cause::Closed;
    //! Of NetworkFailed.
    QAbstractSocket::SocketError socketError = QAbstractSocket::UnknownSocketError;
    QString socketText; //!< Qt's words: may hold the URL, so for telling cases apart only
    QString tlsText; //!< what is wrong with the certificate
};

} // namespace tabletalk
