// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqltablename.h"

namespace tabletalk {

QString sqlTableName(const QString &name, const QStringList &taken)
{
    constexpr qsizetype kLongest = 40;
    QString made;
    const QString base = name.left(name.indexOf(u'.') > 0 ? name.indexOf(u'.') : name.size());
    for (const QChar c : base) {
        if (c.isLetterOrNumber())
            made += c.toLower();
        else if (!made.isEmpty() && !made.endsWith(u'_'))
            made += u'_';
    }
    while (made.size() > kLongest || made.endsWith(u'_'))
        made.chop(1);
    if (made.isEmpty())
        made = QStringLiteral("data");
    if (made.at(0).isDigit())
        made.prepend(u't');
    QString free = made;
    for (int number = 2; taken.contains(free); ++number)
        free = QStringLiteral("%1_%2").arg(made).arg(number);
    return free;
}

} // namespace tabletalk
