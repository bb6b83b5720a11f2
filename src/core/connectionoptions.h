// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "headerline.h"
#include "secret.h"

#include <QList>
#include <QString>

#include <chrono>

namespace tabletalk {

//! How long each phase of a request may take. Qt has a limit for none of them.
struct Deadlines {
    std::chrono::milliseconds connect{10'000}; //!< name and connection, a proxy's included
    std::chrono::milliseconds tls{10'000}; //!< the handshake, on top of `connect`
    std::chrono::milliseconds firstByte{120'000}; //!< from the request until the reply's head is complete
    std::chrono::milliseconds idle{90'000}; //!< between two arrivals, keep-alive comments included
    std::chrono::milliseconds wholeReply{600'000}; //!< of a reply that is not streamed, start to end

    bool operator==(const Deadlines &) const = default;
};

//! The way to an endpoint. Loopback is never reached through a proxy.
struct ProxyOptions {
    enum class Mode {
        System = 0, //!< what the desktop or the environment says, with its exceptions
        None = 1,
        Manual = 2,
    };
    Mode mode = Mode::System;
    QString host; //!< of a manual one, as are the rest
    quint16 port = 0;
    QString user; //!< empty: without authentication
    Secret password;

    bool operator==(const ProxyOptions &) const = default;
};

//! How an endpoint is reached, apart from its address. A value; the defaults suit the Router.
struct ConnectionOptions {
    Deadlines deadlines;
    ProxyOptions proxy;
    QString caFile; //!< PEM certificates that are trusted beside the system's; empty for none
    //! SHA-256 of the one certificate that is accepted, 32 bytes, whoever signed it; empty: the usual checks.
    QByteArray pinnedFingerprint;
    QList<HeaderLine> headers;

    bool operator==(const ConnectionOptions &) const = default;
};

//! A certificate's SHA-256 fingerprint as openssl and browsers print it: 64 hexadecimal digits, with or
//! without colons. Errors: InvalidFingerprint.
Result<QByteArray> parseFingerprint(const QString &text);

} // namespace tabletalk
