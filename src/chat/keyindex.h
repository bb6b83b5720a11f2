// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace tabletalk {

//! What settings.ini knows of a key in the credential store: everything but the key.
struct StoredKey {
    QUuid id; //!< names the entry in the store
    QString name;
    QString origin; //!< Endpoint::origin() of the endpoint the key belongs to

    bool operator==(const StoredKey &) const = default;
};

//! The list of keys in settings.ini, one group per key: the store itself cannot be listed. A view of the
//! settings it is given, which outlive it; damaged groups are passed over and left alone.
class KeyIndex {
public:
    explicit KeyIndex(Settings &settings)
        : m_settings(settings)
    {
    }

    QList<StoredKey> entries() const;
    std::optional<StoredKey> find(const QString &origin) const;
    void put(const StoredKey &entry);
    void remove(const QUuid &id);

private:
    Settings &m_settings;
};

} // namespace tabletalk
