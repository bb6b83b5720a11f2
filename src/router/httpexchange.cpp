// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpexchange.h"

#include "logging.h"
#include "oneshotbody.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kReadAhead = qint64{1024} * 1024;

QNetworkRequest toNetworkRequest(const HttpRequest &request)
{
    QNetworkRequest network(request.url);
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // its back-pressure does not work
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    for (const HeaderLine &header : request.connection.headers)
        network.setRawHeader(header.name(), header.value());
    network.setRawHeader("Accept", request.accept);
    network.setRawHeader("Accept-Encoding", "identity");
    network.setRawHeader("User-Agent", "Tabletalk/" TABLETALK_VERSION);
    if (!request.key.isEmpty())
        network.setRawHeader("Authorization", "Bearer " + request.key.reveal());
    if (request.verb == HttpRequest::Verb::Post)
        network.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return network;
}

//! Nothing when Qt's default, the system's proxy, is what is wanted.
std::optional<QNetworkProxy> toNetworkProxy(const ProxyOptions &proxy)
{
    switch (proxy.mode) {
    case ProxyOptions::Mode::System:
        break;
    case ProxyOptions::Mode::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxyOptions::Mode::Manual:
        return QNetworkProxy(QNetworkProxy::HttpProxy, proxy.host, proxy.port, proxy.user,
                             QString::fromUtf8(proxy.password.reveal()));
    }
    return std::nullopt;
}

} // namespace

HttpExchange::HttpExchange(HttpRequest request, const WireLimits &limits, qint64 longestBody, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_limits(limits)
    , m_longestBody(longestBody)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpExchange::onDeadline);
    m_wholeDeadline.setSingleShot(true);
    connect(&m_wholeDeadline, &QTimer::timeout, this, [this] { end(HttpEnd::Cause::WholeTimedOut); });
}

void HttpExchange::start()
{
    QNetworkRequest network = toNetworkRequest(m_request);
    if (!trust(network)) {
        QTimer::singleShot(0, this, [this] { end(HttpEnd::Cause::CaFileUnusable); });
        return;
    }
    m_network = new QNetworkAccessManager(this);
    if (const auto proxy = toNetworkProxy(m_request.connection.proxy))
        m_network->setProxy(*proxy);
    m_reply = m_request.verb == HttpRequest::Verb::Post
                  ? m_network->post(network, new OneShotBody(std::exchange(m_request.body, {}), this))
                  : m_network->get(network);
    m_request.key = {};
    connectReply();
    // Set at once it would be lost: the object it is passed on to exists one turn later only.
    QTimer::singleShot(0, m_reply, [reply = m_reply] { reply->setReadBufferSize(kReadAhead); });
    const Deadlines &deadlines = m_request.connection.deadlines;
    const bool isEncrypted = m_request.url.scheme() == u"https";
    m_deadline.start(isEncrypted ? deadlines.connect + deadlines.tls : deadlines.connect);
    if (!m_request.isStreamed)
        m_wholeDeadline.start(deadlines.wholeReply);
}

bool HttpExchange::trust(QNetworkRequest &network)
{
    QSslConfiguration tls = network.sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_request.connection.pinnedFingerprint.isEmpty()) {
        // Trusting nobody makes every certificate an error, and an error is asked about before anything is
        // sent; the news of a handshake that went well comes too late to hold the key back.
        tls.setCaCertificates({});
    } else if (!m_request.connection.caFile.isEmpty()) {
        const QList<QSslCertificate> certificates = QSslCertificate::fromPath(m_request.connection.caFile);
        if (certificates.isEmpty())
            return false;
        tls.addCaCertificates(certificates);
    }
    network.setSslConfiguration(tls);
    return true;
}

void HttpExchange::connectReply()
{
    const auto awaitFirstByte = [this] {
        m_deadlineMeans = HttpEnd::Cause::FirstByteTimedOut;
        m_deadline.start(m_request.connection.deadlines.firstByte);
    };
    connect(m_reply, &QNetworkReply::requestSent, this, awaitFirstByte);
    // A long body over a slow line is not silence.
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this, awaitFirstByte](qint64 sent) {
        if (sent > 0 && m_deadlineMeans == HttpEnd::Cause::FirstByteTimedOut)
            awaitFirstByte();
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, &HttpExchange::judgeCertificate);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::finish);
}

void HttpExchange::judgeCertificate(const QList<QSslError> &errors)
{
    if (m_request.connection.pinnedFingerprint.isEmpty()) {
        if (!errors.isEmpty())
            m_tlsText = errors.first().errorString();
    } else if (isPinned(m_reply->sslConfiguration().peerCertificate())) {
        m_reply->ignoreSslErrors(errors);
    } else {
        m_tlsText = QCoreApplication::translate("tabletalk::HttpExchange",
                                                "its certificate is not the one that was pinned");
    }
}

bool HttpExchange::isPinned(const QSslCertificate &certificate) const
{
    return !certificate.isNull()
           && certificate.digest(QCryptographicHash::Sha256) == m_request.connection.pinnedFingerprint;
}

void HttpExchange::stop()
{
    if (std::exchange(m_isOver, true))
        return;
    m_deadline.stop();
    m_wholeDeadline.stop();
    if (m_reply) {
        // abort() would emit finished from within itself.
        m_reply->disconnect(this);
        m_reply->abort();
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
    m_deadline.start(m_request.connection.deadlines.idle);
    if (m_reply->isFinished())
        finish();
    else
        readBody();
}

void HttpExchange::setIdleDeadline(std::chrono::milliseconds idle)
{
    m_request.connection.deadlines.idle = idle;
    if (!m_isOver && !m_isPaused)
        m_deadline.start(idle);
}

void HttpExchange::readHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_isOver || m_head.status != 0 || status == 0)
        return;
    m_head.status = status;
    m_head.headers = m_reply->rawHeaderPairs();
    m_head.redirection = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (status >= 300)
        m_longestBody = std::min(m_longestBody, m_limits.longestErrorBody);
    m_deadlineMeans = HttpEnd::Cause::IdleTimedOut;
    m_deadline.start(m_request.connection.deadlines.idle);
    const QByteArray encoding = headerValue(m_head.headers, "Content-Encoding").trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        end(HttpEnd::Cause::Compressed);
}

void HttpExchange::readBody()
{
    if (m_isOver || m_isPaused)
        return;
    QByteArray bytes = m_reply->readAll();
    if (bytes.isEmpty())
        return;
    m_deadline.start(m_request.connection.deadlines.idle);
    const bool isTooLong = bytes.size() > m_longestBody - m_received;
    if (isTooLong)
        bytes.truncate(m_longestBody - m_received);
    m_received += bytes.size();
    emit bytesArrived(bytes);
    if (isTooLong)
        end(HttpEnd::Cause::TooLong);
}

void HttpExchange::finish()
{
    if (m_isPaused)
        return;
    readHead();
    // A reader may pause in the middle of the rest.
    while (!m_isOver && !m_isPaused && m_reply->bytesAvailable() > 0)
        readBody();
    if (m_isOver || m_isPaused)
        return;
    end(m_reply->error() == QNetworkReply::NoError ? HttpEnd::Cause::Closed : HttpEnd::Cause::NetworkFailed);
}

void HttpExchange::onDeadline()
{
    readBody(); // whatever lies there counts as having arrived
    if (!m_deadline.isActive())
        end(m_deadlineMeans);
}

void HttpExchange::end(HttpEnd::Cause cause)
{
    if (m_isOver)
        return;
    HttpEnd result{.cause = cause, .tlsText = m_tlsText};
    if (m_reply) {
        result.networkError = m_reply->error();
        result.networkText = m_reply->errorString();
    }
    stop();
    qCInfo(lcRouter) << "reply ended: status" << m_head.status << "bytes" << m_received << "cause"
                     << int(cause) << "network error" << int(result.networkError);
    emit ended(result);
}

} // namespace tabletalk
