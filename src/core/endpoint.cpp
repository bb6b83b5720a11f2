// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "endpoint.h"

#include <QCoreApplication>

#include <utility>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Endpoint", text);
}

Error refused(ErrorKind kind, const QString &why)
{
    return {
        .kind = kind, .source = ErrorSource::Program, .userText = why, .nextSteps = {NextStep::OpenEndpoint}};
}

//! Only literal loopback addresses and "localhost": a name that resolves to loopback today may not tomorrow.
bool isLoopbackHost(const QString &host)
{
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0 || host == u"::1")
        return true;
    const QStringList parts = host.split(u'.');
    if (parts.size() != 4 || parts.first() != u"127")
        return false;
    for (const QString &part : parts) {
        bool isNumber = false;
        if (part.toUShort(&isNumber) > 255 || !isNumber)
            return false;
    }
    return true;
}

} // namespace

Endpoint Endpoint::routerDefault()
{
    return Endpoint(QUrl(QStringLiteral("https://app.interactive.ai/api/v1")));
}

Result<Endpoint> Endpoint::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.contains(u"://")) {
        return refused(ErrorKind::InvalidUrl,
                       tr("The Router's URL needs a scheme: write https:// in front of it, "
                          "for example https://app.interactive.ai/api/v1."));
    }
    QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refused(ErrorKind::InvalidUrl, tr("This is not a URL: %1").arg(trimmed.left(200)));
    const QString scheme = url.scheme().toLower();
    if (scheme != u"https" && scheme != u"http")
        return refused(ErrorKind::InvalidUrl,
                       tr("The Router's URL must start with https://, not %1://.").arg(scheme));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment()) {
        return refused(ErrorKind::InvalidUrl,
                       tr("The Router's URL may not hold a user name, a ? or a #. Keys go under Keys."));
    }
    if (scheme == u"http" && !isLoopbackHost(url.host())) {
        return refused(ErrorKind::InsecureUrl,
                       tr("http:// would send the key and your messages readable over the network. "
                          "Use https://; http:// is for this computer only (localhost)."));
    }
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return Endpoint(url);
}

Endpoint Endpoint::withConnection(const ConnectionOptions &connection) const
{
    Endpoint endpoint = *this;
    endpoint.m_connection = connection;
    // A manual proxy would be asked even for this computer, and in clear text it reads the key.
    if (isLoopback())
        endpoint.m_connection.proxy = {.mode = ProxyOptions::Mode::None};
    return endpoint;
}

QUrl Endpoint::url(QStringView path) const
{
    QUrl whole = m_baseUrl;
    whole.setPath(m_baseUrl.path() + u'/' + path.toString());
    return whole;
}

QString Endpoint::origin() const
{
    const QString host = m_baseUrl.host();
    return QStringLiteral("%1://%2:%3")
        .arg(m_baseUrl.scheme(), host.contains(u':') ? u'[' + host + u']' : host,
             QString::number(m_baseUrl.port(m_baseUrl.scheme() == u"https" ? 443 : 80)));
}

bool Endpoint::isLoopback() const
{
    return isLoopbackHost(m_baseUrl.host());
}

QUrl Endpoint::accountUrl() const
{
    QUrl page;
    page.setScheme(m_baseUrl.scheme());
    page.setHost(m_baseUrl.host());
    page.setPort(m_baseUrl.port());
    page.setPath(QStringLiteral("/"));
    return page;
}

} // namespace tabletalk
