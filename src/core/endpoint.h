// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "connectionoptions.h"
#include "result.h"

#include <QUrl>

namespace tabletalk {

//! Where requests go: a base URL such as https://app.interactive.ai/api/v1. Always valid: https, or
//! http on loopback; no user, query or fragment; no trailing slash. It carries how it is reached.
class Endpoint {
public:
    static Endpoint routerDefault();
    //! Errors: InvalidUrl, InsecureUrl.
    static Result<Endpoint> parse(const QString &text);

    const QUrl &baseUrl() const { return m_baseUrl; }
    const ConnectionOptions &connection() const { return m_connection; }
    //! The same address, reached in this way.
    Endpoint withConnection(const ConnectionOptions &connection) const;
    //! The base URL with `path` ("chat/completions") after it.
    QUrl url(QStringView path) const;
    //! Scheme, host and port ("https://app.interactive.ai:443"): what a key belongs to.
    QString origin() const;
    bool isLoopback() const;
    //! The page where keys are made and credit is bought; the host itself where we know no better.
    QUrl accountUrl() const;
    QString toString() const { return m_baseUrl.toString(); }

    bool operator==(const Endpoint &) const = default;

private:
    explicit Endpoint(QUrl baseUrl)
        : m_baseUrl(std::move(baseUrl))
    {
    }

    QUrl m_baseUrl;
    ConnectionOptions m_connection;
};

} // namespace tabletalk
