// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyindex.h"

#include <algorithm>

namespace tabletalk {

namespace {

QString groupOf(const QString &id)
{
    return QStringLiteral("keys/") + id;
}

QString groupOf(const QUuid &id)
{
    return groupOf(id.toString(QUuid::WithoutBraces));
}

const QString kName = QStringLiteral("/name");
const QString kOrigin = QStringLiteral("/origin");

} // namespace

QList<StoredKey> KeyIndex::entries() const
{
    QSettings &file = m_settings.file();
    file.beginGroup(QStringLiteral("keys"));
    const QStringList ids = file.childGroups();
    file.endGroup();

    QList<StoredKey> found;
    for (const QString &id : ids) {
        const StoredKey entry{.id = QUuid::fromString(id),
                              .name = file.value(groupOf(id) + kName).toString(),
                              .origin = file.value(groupOf(id) + kOrigin).toString()};
        if (!entry.id.isNull() && !entry.origin.isEmpty())
            found.append(entry);
    }
    return found;
}

std::optional<StoredKey> KeyIndex::find(const QString &origin) const
{
    const QList<StoredKey> all = entries();
    const auto found = std::ranges::find(all, origin, &StoredKey::origin);
    if (found == all.end())
        return std::nullopt;
    return *found;
}

void KeyIndex::put(const StoredKey &entry)
{
    QSettings &file = m_settings.file();
    file.setValue(groupOf(entry.id) + kName, entry.name);
    file.setValue(groupOf(entry.id) + kOrigin, entry.origin);
    // At once: a key in the store that the index does not name would be lost to its owner.
    file.sync();
}

void KeyIndex::remove(const QUuid &id)
{
    QSettings &file = m_settings.file();
    file.remove(groupOf(id));
    file.sync();
}

} // namespace tabletalk
