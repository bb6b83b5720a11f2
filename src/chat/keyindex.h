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
    QStringList formerIds; //!< of the keys it took the place of, which conversations may still name

    bool operator==(const StoredKey &) const = default;
};

//! The list of keys in settings.ini, one group per key, and which of them is active at each origin: the store
//! itself cannot be listed. A view of the settings it is given, which outlive it; damaged groups are passed
//! over and left alone. Every change is on disk when the call returns.
class KeyIndex {
public:
    explicit KeyIndex(Settings &settings)
        : m_settings(settings)
    {
    }

    //! By their names.
    QList<StoredKey> entries() const;
    QList<StoredKey> entries(const QString &origin) const;
    //! By its id, or a former one.
    std::optional<StoredKey> find(const QString &id) const;
    //! The one that was made active; where none was, or it is gone, the first.
    std::optional<StoredKey> active(const QString &origin) const;
    //! What was made active, whether it is there or not: a uuid, or another source's word.
    QString activeId(const QString &origin) const;
    void setActive(const QString &origin, const QString &id);
    void put(const StoredKey &entry);
    void remove(const QUuid &id);
    //! `wanted`, with a number behind it where another key of the origin has that name.
    QString freeName(const QString &origin, const QString &wanted, const QUuid &except = {}) const;

private:
    Settings &m_settings;
};

//! As ids of keys are written everywhere: without braces.
QString keyIdOf(const StoredKey &entry);

} // namespace tabletalk
