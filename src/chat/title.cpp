// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "title.h"

#include <QStringTokenizer>

namespace tabletalk {

namespace {

constexpr qsizetype kLongest = 50;

bool isMarkup(QChar c)
{
    return QStringView(u"#>*`|_~- \t").contains(c);
}

QString withoutMarkup(QStringView line)
{
    while (!line.isEmpty() && isMarkup(line.first()))
        line = line.sliced(1);
    while (!line.isEmpty() && isMarkup(line.last()))
        line.chop(1);
    return line.toString().simplified();
}

} // namespace

QString titleFromMessage(const QString &message)
{
    QString title;
    for (QStringView line : QStringTokenizer(message, u'\n')) {
        title = withoutMarkup(line.left(4 * kLongest));
        if (!title.isEmpty())
            break;
    }
    if (title.size() <= kLongest)
        return title;
    const qsizetype space = title.lastIndexOf(u' ', kLongest - 1);
    // A language without spaces, or one long word: cut, but never inside a surrogate pair.
    qsizetype end = space > kLongest / 2 ? space : kLongest - 1;
    if (title.at(end - 1).isHighSurrogate())
        --end;
    return title.left(end) + u'…';
}

QString titleFromMessage(const QString &message, const QList<Attachment> &attachments)
{
    const bool isNamedByFile = message.trimmed().isEmpty() && !attachments.isEmpty();
    return titleFromMessage(isNamedByFile ? attachments.first().name : message);
}

} // namespace tabletalk
