// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "entity.h"

#include <QChar>

#include <algorithm>

namespace tabletalk {

namespace {

QString characterOf(uint code)
{
    if (code == '\n' || code == '\r')
        return QStringLiteral(" ");
    if (code == 0 || code > QChar::LastValidCodePoint || QChar::isSurrogate(code))
        return QString(QChar(QChar::ReplacementCharacter));
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}

} // namespace

QString decodedEntity(QByteArrayView entity)
{
    const QString asWritten = QString::fromUtf8(entity);
    if (entity.size() < 3 || !entity.startsWith('&') || !entity.endsWith(';'))
        return asWritten;
    const QByteArrayView body = entity.sliced(1, entity.size() - 2);
    if (body.startsWith('#')) {
        const bool isHex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
        bool isNumber = false;
        const uint code = body.sliced(isHex ? 2 : 1).toByteArray().toUInt(&isNumber, isHex ? 16 : 10);
        return isNumber ? characterOf(code) : asWritten;
    }
    const EntityName *end = kEntityNames + kEntityNameCount;
    const EntityName *found =
        std::lower_bound(kEntityNames, end, body,
                         [](const EntityName &entry, QByteArrayView name) { return entry.name < name; });
    if (found == end || found->name != body)
        return asWritten;
    const QString characters = QString::fromUtf16(found->characters);
    return characters == QLatin1String("\n") ? QStringLiteral(" ") : characters;
}

} // namespace tabletalk
