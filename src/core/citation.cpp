// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "citation.h"

#include <QJsonObject>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestTitle = 200;

QString titleOf(const QString &given, const QUrl &url)
{
    QString title = given.left(kLongestTitle * 4);
    // Formatting characters could turn the reading direction of what stands around the title.
    title.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    title = title.simplified().left(kLongestTitle);
    return title.isEmpty() ? url.host() : title;
}

} // namespace

QList<Citation> citationsIn(const QJsonArray &annotations)
{
    QList<Citation> citations;
    for (const QJsonValue &annotation : annotations) {
        const QJsonValue source = annotation[QLatin1String("url_citation")];
        const QUrl url(source[QLatin1String("url")].toString(), QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"https" && url.scheme() != u"http"))
            continue;
        const bool isKnown =
            std::ranges::any_of(citations, [&url](const Citation &known) { return known.url == url; });
        if (!isKnown)
            citations.append({url, titleOf(source[QLatin1String("title")].toString(), url)});
    }
    return citations;
}

} // namespace tabletalk
