// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace tabletalk {

//! A piece of a text that looks like a key, a password or a token.
struct FoundCredential {
    enum class Kind {
        Own, //!< a key of this program's owner
        ApiKey, //!< begins as the keys of a known service do
        PrivateKey, //!< in PEM's armour
        Token, //!< signed by somebody: a JSON web token
        Assigned, //!< given to a name like "password", and random enough
    };
    Kind kind = Kind::ApiKey;
    qsizetype start = 0; //!< UTF-16
    qsizetype length = 0;

    bool operator==(const FoundCredential &) const = default;
};

//! In their order, not overlapping. `isOwn` is asked about each word. A help against accidents, no more: what
//! is split, encoded or shaped otherwise is not seen.
QList<FoundCredential> findCredentials(const QString &text,
                                       const std::function<bool(QStringView word)> &isOwn = {});

//! The text with what was found replaced; of a known kind of key the beginning stays, which tells the
//! service.
QString maskCredentials(const QString &text, const QList<FoundCredential> &found);

} // namespace tabletalk
