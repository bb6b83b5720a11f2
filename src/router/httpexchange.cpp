// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpexchange.h"

#include "logging.h"
#include "requesthead.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslConfiguration>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

constexpr qint64 kReadAhead = qint64{1024} * 1024;

} // namespace

HttpExchange::HttpExchange(HttpRequest request, const WireLimits &limits, qint64 longestBody, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_limits(limits)
    , m_longestBody(longestBody)
    , m_dialer(m_request.url, m_request.connection.proxy, nullptr)
    , m_reply(limits.longestHead)
{
    connect(&m_dialer, &Dialer::connected, this, &HttpExchange::onConnected);
    connect(&m_dialer, &Dialer::failed, this, &HttpExchange::fail);
    connect(&m_deadline, &Deadline::passed, this, [this] { end(m_deadlineMeans); });
    m_wholeDeadline.setSingleShot(true);
    connect(&m_wholeDeadline, &QTimer::timeout, this, [this] { end(HttpEnd::Cause::WholeTimedOut); });
}

HttpExchange::~HttpExchange()
{
    stop();
}

void HttpExchange::start()
{
    if (!loadAuthorities()) {
        end(HttpEnd::Cause::CaFileUnusable);
        return;
    }
    expect(HttpEnd::Cause::ConnectTimedOut, m_request.connection.deadlines.connect);
    if (!m_request.isStreamed)
        m_wholeDeadline.start(m_request.connection.deadlines.wholeReply);
    m_dialer.start();
}

bool HttpExchange::loadAuthorities()
{
    const QString &file = m_request.connection.caFile;
    if (file.isEmpty())
        return true;
    m_authorities = QSslCertificate::fromPath(file);
    return !m_authorities.isEmpty();
}

void HttpExchange::onConnected(QTcpSocket *socket)
{
    socket->setParent(this);
    m_socket = socket;
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setReadBufferSize(kReadAhead);
    connect(socket, &QTcpSocket::readyRead, this, &HttpExchange::read);
    connect(socket, &QTcpSocket::errorOccurred, this, &HttpExchange::onError);
    // A long body over a slow line is not silence.
    connect(socket, &QTcpSocket::bytesWritten, &m_deadline, &Deadline::postpone);
    if (auto *encrypted = qobject_cast<QSslSocket *>(socket))
        encrypt(encrypted);
    else
        send();
}

void HttpExchange::encrypt(QSslSocket *socket)
{
    QSslConfiguration tls = socket->sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    tls.addCaCertificates(m_authorities);
    socket->setSslConfiguration(tls);
    socket->setPeerVerifyName(m_request.url.host(QUrl::FullyEncoded));
    connect(socket, &QSslSocket::encryptedBytesWritten, &m_deadline, &Deadline::postpone);
    connect(socket, &QSslSocket::sslErrors, this,
            [this, socket](const QList<QSslError> &errors) { judgeCertificate(socket, errors); });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        judgeCertificate(socket, {});
        if (m_end.tlsText.isEmpty())
            send();
        else
            fail(QAbstractSocket::SslHandshakeFailedError, {});
    });
    expect(HttpEnd::Cause::ConnectTimedOut, m_request.connection.deadlines.tls);
    socket->startClientEncryption();
}

//! Errors that nobody says to ignore end the handshake.
void HttpExchange::judgeCertificate(QSslSocket *socket, const QList<QSslError> &errors)
{
    if (m_request.connection.pinnedFingerprint.isEmpty()) {
        if (!errors.isEmpty())
            m_end.tlsText = errors.first().errorString();
    } else if (isPinned(socket->peerCertificate())) {
        socket->ignoreSslErrors(errors);
    } else {
        m_end.tlsText = QCoreApplication::translate("tabletalk::HttpExchange",
                                                    "its certificate is not the one that was pinned");
    }
}

bool HttpExchange::isPinned(const QSslCertificate &certificate) const
{
    return !certificate.isNull()
           && certificate.digest(QCryptographicHash::Sha256) == m_request.connection.pinnedFingerprint;
}

void HttpExchange::send()
{
    m_isSent = true;
    expect(HttpEnd::Cause::FirstByteTimedOut, m_request.connection.deadlines.firstByte);
    m_socket->write(requestHead(m_request));
    m_socket->write(std::exchange(m_request.body, {}));
    m_request.key = {};
}

void HttpExchange::stop()
{
    if (std::exchange(m_isOver, true))
        return;
    m_deadline.stop();
    m_wholeDeadline.stop();
    m_dialer.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->disconnect(&m_deadline);
        m_socket->abort();
    }
}

void HttpExchange::setPaused(bool isPaused)
{
    if (m_isOver || m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    if (isPaused) {
        m_deadline.stop();
        return;
    }
    expect(HttpEnd::Cause::IdleTimedOut, m_request.connection.deadlines.idle);
    read();
}

void HttpExchange::setIdleDeadline(std::chrono::milliseconds idle)
{
    m_request.connection.deadlines.idle = idle;
    if (!m_isOver && !m_isPaused)
        expect(HttpEnd::Cause::IdleTimedOut, idle);
}

void HttpExchange::read()
{
    if (m_isOver || m_isPaused)
        return;
    // What is there now and no more: a fast server must not keep this thread from everything else.
    const QByteArray bytes = m_socket->read(m_socket->bytesAvailable());
    take(bytes);
    if (m_isOver || m_isPaused)
        return;
    if (m_hasClosed && bytes.isEmpty())
        m_reply.finish();
    if (m_reply.isOver())
        endAsTheReplyDid();
    else if (m_hasClosed && bytes.isEmpty())
        end(HttpEnd::Cause::NetworkFailed);
    else if (m_hasClosed) // what is still encrypted comes into reach only after this
        QMetaObject::invokeMethod(this, &HttpExchange::read, Qt::QueuedConnection);
}

void HttpExchange::take(const QByteArray &bytes)
{
    const bool hadHead = head().status != 0;
    QByteArray body = m_reply.feed(bytes);
    if (hadHead && !bytes.isEmpty())
        m_deadline.postpone();
    else if (head().status != 0)
        readHead();
    if (m_isOver || body.isEmpty())
        return;
    const bool isTooLong = body.size() > m_longestBody - m_received;
    if (isTooLong)
        body.truncate(m_longestBody - m_received);
    m_received += body.size();
    emit bytesArrived(body);
    if (isTooLong)
        end(HttpEnd::Cause::TooLong);
}

void HttpExchange::readHead()
{
    if (head().status >= 300)
        m_longestBody = std::min(m_longestBody, m_limits.longestErrorBody);
    expect(HttpEnd::Cause::IdleTimedOut, m_request.connection.deadlines.idle);
    const QByteArray encoding = headerValue(head().headers, "Content-Encoding").trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        end(HttpEnd::Cause::Compressed);
}

void HttpExchange::expect(HttpEnd::Cause otherwise, std::chrono::milliseconds patience)
{
    m_deadlineMeans = otherwise;
    m_deadline.start(patience);
}

void HttpExchange::onError(QAbstractSocket::SocketError error)
{
    // Whatever ends a handshake, there is no secure connection, and nothing was sent.
    if (!m_isSent) {
        fail(QAbstractSocket::SslHandshakeFailedError, m_socket->errorString());
        return;
    }
    m_end.socketError = error;
    m_end.socketText = m_socket->errorString();
    m_hasClosed = true;
    read();
}

void HttpExchange::fail(QAbstractSocket::SocketError error, const QString &text)
{
    m_end.socketError = error;
    m_end.socketText = text;
    end(HttpEnd::Cause::NetworkFailed);
}

void HttpExchange::endAsTheReplyDid()
{
    switch (m_reply.state()) {
    case HttpReplyParser::State::Whole:
        end(HttpEnd::Cause::Closed);
        return;
    case HttpReplyParser::State::NotHttp:
        end(HttpEnd::Cause::NotHttp);
        return;
    case HttpReplyParser::State::HeadTooLong:
        end(HttpEnd::Cause::TooLong);
        return;
    case HttpReplyParser::State::Damaged:
        end(HttpEnd::Cause::NetworkFailed);
        return;
    case HttpReplyParser::State::Head:
    case HttpReplyParser::State::Body:
        break;
    }
    Q_UNREACHABLE();
}

void HttpExchange::end(HttpEnd::Cause cause)
{
    if (m_isOver)
        return;
    stop();
    m_end.cause = cause;
    qCInfo(lcRouter) << "reply ended: status" << head().status << "bytes" << m_received << "cause"
                     << int(cause) << "network error" << int(m_end.socketError);
    emit ended(m_end);
}

} // namespace tabletalk
