// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "currentendpoint.h"

namespace tabletalk {

CurrentEndpoint::CurrentEndpoint(Settings &settings, std::optional<Endpoint> fromCommandLine, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_fromCommandLine(fromCommandLine.has_value())
{
    if (fromCommandLine) {
        m_endpoint = *fromCommandLine;
        return;
    }
    // A line in settings.ini that no longer makes sense is as good as none; the page shows what is used.
    if (const auto kept = Endpoint::parse(settings.value(settings::routerUrl)))
        m_endpoint = *kept;
}

void CurrentEndpoint::choose(const Endpoint &endpoint)
{
    m_fromCommandLine = false;
    // The default is kept as "nothing set", so that it can move with the program.
    m_settings.set(settings::routerUrl,
                   endpoint == Endpoint::routerDefault() ? QString() : endpoint.toString());
    if (endpoint == m_endpoint)
        return;
    m_endpoint = endpoint;
    emit changed(m_endpoint);
}

} // namespace tabletalk
