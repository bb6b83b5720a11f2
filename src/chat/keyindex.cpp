// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyindex.h"

#include <QUrl>

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

QString activeKeyOf(const QString &origin)
{
    return QStringLiteral("activeKeys/") + QString::fromLatin1(QUrl::toPercentEncoding(origin));
}

const QString kName = QStringLiteral("/name");
const QString kOrigin = QStringLiteral("/origin");
const QString kFormerIds = QStringLiteral("/formerIds");

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
                              .origin = file.value(groupOf(id) + kOrigin).toString(),
                              .formerIds = file.value(groupOf(id) + kFormerIds).toStringList()};
        if (!entry.id.isNull() && !entry.origin.isEmpty())
            found.append(entry);
    }
    std::ranges::stable_sort(found, [](const StoredKey &one, const StoredKey &other) {
        return one.name.localeAwareCompare(other.name) < 0;
    });
    return found;
}

QList<StoredKey> KeyIndex::entries(const QString &origin) const
{
    QList<StoredKey> found = entries();
    found.removeIf([&origin](const StoredKey &entry) { return entry.origin != origin; });
    return found;
}

std::optional<StoredKey> KeyIndex::find(const QString &id) const
{
    const QList<StoredKey> all = entries();
    const auto found = std::ranges::find_if(
        all, [&id](const StoredKey &entry) { return keyIdOf(entry) == id || entry.formerIds.contains(id); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

std::optional<StoredKey> KeyIndex::active(const QString &origin) const
{
    const QList<StoredKey> all = entries(origin);
    const auto found = std::ranges::find(all, activeId(origin), keyIdOf);
    if (found != all.end())
        return *found;
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

QString KeyIndex::activeId(const QString &origin) const
{
    return m_settings.file().value(activeKeyOf(origin)).toString();
}

void KeyIndex::setActive(const QString &origin, const QString &id)
{
    QSettings &file = m_settings.file();
    file.setValue(activeKeyOf(origin), id);
    file.sync();
}

void KeyIndex::put(const StoredKey &entry)
{
    QSettings &file = m_settings.file();
    file.setValue(groupOf(entry.id) + kName, entry.name);
    file.setValue(groupOf(entry.id) + kOrigin, entry.origin);
    if (!entry.formerIds.isEmpty())
        file.setValue(groupOf(entry.id) + kFormerIds, entry.formerIds);
    // At once: a key in the store that the index does not name would be lost to its owner.
    file.sync();
}

void KeyIndex::remove(const QUuid &id)
{
    QSettings &file = m_settings.file();
    file.remove(groupOf(id));
    file.sync();
}

QString KeyIndex::freeName(const QString &origin, const QString &wanted, const QUuid &except) const
{
    const QList<StoredKey> all = entries(origin);
    const auto isTaken = [&](const QString &name) {
        return std::ranges::any_of(
            all, [&](const StoredKey &entry) { return entry.name == name && entry.id != except; });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

QString keyIdOf(const StoredKey &entry)
{
    return entry.id.toString(QUuid::WithoutBraces);
}

} // namespace tabletalk
