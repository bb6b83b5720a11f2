// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "titlefilename.h"

namespace tabletalk {

QString fileNameForTitle(const QString &title)
{
    constexpr qsizetype kLongest = 80; // whatever the encoding, below 255 bytes
    QString name;
    for (const QChar c : title.simplified().left(kLongest)) {
        const bool isTroublesome = c.category() == QChar::Other_Control || c.isSurrogate()
                                   || QStringView(u"/\\:*?\"<>|").contains(c);
        name += isTroublesome ? QChar(u'-') : c;
    }
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("conversation") : name;
}

} // namespace tabletalk
