// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spanmarkup.h"

namespace tabletalk {

namespace {

//! Anything else a browser might run, or read from the disk.
bool isHarmless(const QString &target)
{
    const QString scheme = target.section(u':', 0, 0).toLower();
    return scheme == QLatin1String("https") || scheme == QLatin1String("http")
           || scheme == QLatin1String("mailto");
}

Delimiters htmlDelimiters(const Span &span)
{
    Delimiters delimiters;
    const auto around = [&delimiters](const QString &tag, const QString &attributes = {}) {
        delimiters.before += u'<' + tag + attributes + u'>';
        delimiters.after.prepend(QStringLiteral("</") + tag + u'>');
    };
    if (span.styles & SpanStyle::Link && isHarmless(span.target))
        around(QStringLiteral("a"), QStringLiteral(" href=\"%1\"").arg(span.target.toHtmlEscaped()));
    if (span.styles & SpanStyle::Bold)
        around(QStringLiteral("b"));
    if (span.styles & SpanStyle::Italic)
        around(QStringLiteral("i"));
    if (span.styles & SpanStyle::Strike)
        around(QStringLiteral("s"));
    if (span.styles & SpanStyle::Code)
        around(QStringLiteral("code"));
    return delimiters;
}

} // namespace

QString spansToHtml(QStringView text, const QList<Span> &spans, int from, int to)
{
    return marked(text, spans, from, to, htmlDelimiters, [](const QString &plain) {
        return plain.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    });
}

} // namespace tabletalk
