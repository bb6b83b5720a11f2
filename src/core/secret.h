// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <utility>

namespace tabletalk {

//! An API key in memory. It has no stream operator and no conversion, so it cannot reach a log or a
//! string by accident; its own bytes are overwritten when it goes. (Copies that Qt or the credential
//! store make are beyond us: any process of the same user can ask the store anyway.)
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &) = default;
    Secret &operator=(Secret &&) noexcept = default;
    ~Secret()
    {
        // A shared buffer belongs to another Secret as well: the last owner wipes it.
        if (!m_bytes.isEmpty() && m_bytes.isDetached())
            m_bytes.fill('\0');
    }

    bool isEmpty() const { return m_bytes.isEmpty(); }
    //! The key itself. Name it where it is used, keep no copy.
    const QByteArray &reveal() const { return m_bytes; }
    //! The last four characters after an ellipsis, for telling keys apart; nothing of a short key.
    QString hint() const;

    bool operator==(const Secret &) const = default;

private:
    QByteArray m_bytes;
};

} // namespace tabletalk
