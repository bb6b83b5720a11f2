// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpexchange.h"

#include "logging.h"
#include "oneshotbody.h"

#include <QSslError>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kReadAhead = 1024 * 1024;

QNetworkRequest toNetworkRequest(const HttpRequest &request)
{
    QNetworkRequest network(request.url);
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::Http2AllowedAttribute, false); // its back-pressure does not work
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setRawHeader("Accept", request.accept);
    network.setRawHeader("Accept-Encoding", "identity");
    network.setRawHeader("User-Agent", "Tabletalk/" TABLETALK_VERSION);
    if (!request.key.isEmpty())
        network.setRawHeader("Authorization", "Bearer " + request.key.reveal());
    if (request.verb == HttpRequest::Verb::Post)
        network.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    return network;
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
}

void HttpExchange::start()
{
    m_network = new QNetworkAccessManager(this);
    const QNetworkRequest network = toNetworkRequest(m_request);
    m_reply = m_request.verb == HttpRequest::Verb::Post
                  ? m_network->post(network, new OneShotBody(std::exchange(m_request.body, {}), this))
                  : m_network->get(network);
    m_request.key = {};

    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        m_deadlineMeans = HttpEnd::Cause::FirstByteTimedOut;
        m_deadline.start(m_limits.firstByte);
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsText = errors.first().errorString();
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpExchange::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &HttpExchange::finish);
    // Set at once it would be lost: the object it is passed on to exists one turn later only.
    QTimer::singleShot(0, m_reply, [reply = m_reply] { reply->setReadBufferSize(kReadAhead); });
    m_deadline.start(m_limits.connect);
}

void HttpExchange::stop()
{
    if (std::exchange(m_isOver, true))
        return;
    m_deadline.stop();
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
    m_deadline.start(m_limits.idle);
    if (m_reply->isFinished())
        finish();
    else
        readBody();
}

void HttpExchange::setIdleDeadline(std::chrono::milliseconds idle)
{
    m_limits.idle = idle;
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
    m_deadline.start(m_limits.idle);
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
    m_deadline.start(m_limits.idle);
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
    const HttpEnd result{.cause = cause,
                         .networkError = m_reply->error(),
                         .networkText = m_reply->errorString(),
                         .tlsText = m_tlsText};
    stop();
    qCInfo(lcRouter) << "reply ended: status" << m_head.status << "bytes" << m_received << "cause"
                     << int(cause) << "network error" << int(result.networkError);
    emit ended(result);
}

} // namespace tabletalk
