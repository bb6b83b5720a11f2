// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "settings.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace tabletalk {

//! The endpoint new requests go to: the one given on the command line for this run, else the one in the
//! settings, else the Router's; and how it is reached. Window thread.
class CurrentEndpoint : public QObject {
    Q_OBJECT
public:
    CurrentEndpoint(Settings &settings, std::optional<Endpoint> fromCommandLine, QObject *parent = nullptr);

    const Endpoint &endpoint() const { return m_endpoint; }
    //! Given for this run only: not what the settings say.
    bool isFromCommandLine() const { return m_fromCommandLine; }

    //! Keeps it in the settings and uses it from now on, also instead of the command line's.
    void choose(const Endpoint &endpoint);
    //! How the endpoint is reached: kept in the settings for its origin, all but the proxy's password, which
    //! is known until the program ends.
    void setConnection(const ConnectionOptions &connection);

signals:
    void changed(const tabletalk::Endpoint &endpoint);

private:
    Endpoint connected(const Endpoint &endpoint);
    void use(const Endpoint &endpoint);

    Settings &m_settings;
    QHash<QString, Secret> m_proxyPasswords; // by origin
    bool m_fromCommandLine = false;
    Endpoint m_endpoint = Endpoint::routerDefault();
};

} // namespace tabletalk
