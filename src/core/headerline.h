// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

namespace tabletalk {

//! A header that a person adds to the requests of an endpoint. Always safe to send: what is
//! in it goes out as it is, so a line break would become a second header or a second request.
class HeaderLine {
public:
    //! From "Name: value". Errors: InvalidHeader, also for names that belong to us or to the connection
    //! (Authorization, Cookie, Host, Content-Length and the like).
    static Result<HeaderLine> parse(const QString &text);

    const QByteArray &name() const { return m_name; }
    const QByteArray &value() const { return m_value; }
    QString toString() const;

    bool operator==(const HeaderLine &) const = default;

private:
    HeaderLine(QByteArray name, QByteArray value)
        : m_name(std::move(name))
        , m_value(std::move(value))
    {
    }

    QByteArray m_name;
    QByteArray m_value;
};

} // namespace tabletalk
