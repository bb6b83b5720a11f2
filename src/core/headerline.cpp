// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "headerline.h"

#include "printableascii.h"

#include <QCoreApplication>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestName = 100;
constexpr qsizetype kLongestValue = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("HeaderLine", text);
}

Error refused(const QString &why)
{
    return {.kind = ErrorKind::InvalidHeader,
            .source = ErrorSource::Program,
            .userText = why,
            .nextSteps = {NextStep::OpenEndpoint}};
}

//! The characters of a token, as the HTTP standard has them.
bool isTokenCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
           || QStringView(u"!#$%&'*+-.^_`|~").contains(c);
}

bool isReserved(const QString &name)
{
    // What the program sets itself, and what steers the connection rather than the request.
    static constexpr QStringView kNames[]{u"accept",           u"accept-encoding",
                                          u"authorization",    u"connection",
                                          u"content-encoding", u"content-length",
                                          u"content-type",     u"cookie",
                                          u"expect",           u"host",
                                          u"keep-alive",       u"te",
                                          u"trailer",          u"transfer-encoding",
                                          u"upgrade"};
    const QString lower = name.toLower();
    return lower.startsWith(u"proxy-") || std::ranges::find(kNames, QStringView(lower)) != std::end(kNames);
}

} // namespace

Result<HeaderLine> HeaderLine::parse(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return refused(tr("A header is written as “Name: value”."));
    const QString name = text.first(colon);
    const QString value = text.sliced(colon + 1).trimmed();
    if (name.isEmpty() || name.size() > kLongestName || !std::ranges::all_of(name, isTokenCharacter)) {
        return refused(tr("The name of a header may hold letters, digits and hyphens only, and no spaces."));
    }
    if (isReserved(name)) {
        return refused(tr("The header %1 is set by Tabletalk or belongs to the connection, so it cannot be "
                          "added.")
                           .arg(name));
    }
    if (value.isEmpty() || value.size() > kLongestValue || !isPrintableAscii(value)) {
        return refused(tr("The value of the header %1 may hold printable ASCII characters only, no line "
                          "breaks, and may not be empty.")
                           .arg(name));
    }
    return HeaderLine(name.toLatin1(), value.toLatin1());
}

QString HeaderLine::toString() const
{
    return QString::fromLatin1(m_name) + QStringLiteral(": ") + QString::fromLatin1(m_value);
}

} // namespace tabletalk
