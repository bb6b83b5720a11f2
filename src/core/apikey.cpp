// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikey.h"

#include "printableascii.h"

#include <QCoreApplication>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestKey = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("ApiKey", text);
}

Error invalid(const QString &why)
{
    return {.kind = ErrorKind::InvalidKey,
            .source = ErrorSource::Program,
            .userText = why,
            .nextSteps = {NextStep::OpenKeys}};
}

} // namespace

QString Secret::hint() const
{
    constexpr qsizetype kShown = 4;
    if (m_bytes.size() < 4 * kShown)
        return QStringLiteral("…");
    return u'…' + QString::fromLatin1(m_bytes.last(kShown));
}

Result<Secret> parseApiKey(const QString &pasted)
{
    const QString text = pasted.trimmed();
    if (text.isEmpty())
        return invalid(tr("No key was entered. Paste the Router key; it starts with sk-."));
    if (text.size() > kLongestKey)
        return invalid(tr("This is too long to be a key. Copy the key again, alone."));
    if (std::ranges::any_of(text, [](QChar c) { return c.isSpace(); }))
        return invalid(tr("A key has no spaces or line breaks. Copy the key again, alone."));
    if (!isPrintableAscii(text))
        return invalid(tr("A key has plain ASCII characters only, and this has others. "
                          "Copy the key again from the page where it was made."));
    if (text.startsWith(u"pk-") || text.startsWith(u"sk-lf-") || text.contains(u':')) {
        return Error{.kind = ErrorKind::WrongKeyFamily,
                     .source = ErrorSource::Program,
                     .userText = tr("This is a project key, for the platform. Chatting needs a Router key: "
                                    "one value that starts with sk-, without pk-."),
                     .nextSteps = {NextStep::OpenKeys}};
    }
    return Secret(text.toLatin1());
}

} // namespace tabletalk
