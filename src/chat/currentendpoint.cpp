// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "currentendpoint.h"

#include "connectionsettings.h"

namespace tabletalk {

CurrentEndpoint::CurrentEndpoint(Settings &settings, std::optional<Endpoint> fromCommandLine, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_fromCommandLine(fromCommandLine.has_value())
{
    // A line in settings.ini that no longer makes sense is as good as none; the page shows what is used.
    const auto kept = Endpoint::parse(settings.value(settings::routerUrl));
    if (fromCommandLine)
        m_endpoint = connected(*fromCommandLine);
    else
        m_endpoint = connected(kept ? *kept : Endpoint::routerDefault());
    connect(&settings, &Settings::changed, this, [this](QLatin1String key) {
        if (key.startsWith(QLatin1String("network/")))
            use(m_endpoint);
    });
}

void CurrentEndpoint::choose(const Endpoint &endpoint)
{
    m_fromCommandLine = false;
    // The default is kept as "nothing set", so that it can move with the program.
    const bool isDefault = endpoint.baseUrl() == Endpoint::routerDefault().baseUrl();
    m_settings.set(settings::routerUrl, isDefault ? QString() : endpoint.toString());
    use(endpoint);
}

void CurrentEndpoint::setConnection(const ConnectionOptions &connection)
{
    writeConnectionOptions(m_settings, m_endpoint.origin(), connection);
    m_proxyPasswords.insert(m_endpoint.origin(), connection.proxy.password);
    use(m_endpoint);
}

Endpoint CurrentEndpoint::connected(const Endpoint &endpoint)
{
    ConnectionOptions options = readConnectionOptions(m_settings, endpoint.origin());
    options.proxy.password = m_proxyPasswords.value(endpoint.origin());
    return endpoint.withConnection(options);
}

void CurrentEndpoint::use(const Endpoint &endpoint)
{
    const Endpoint next = connected(endpoint);
    if (next == m_endpoint)
        return;
    m_endpoint = next;
    emit changed(m_endpoint);
}

} // namespace tabletalk
