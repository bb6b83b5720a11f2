// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionoptions.h"

#include <QCoreApplication>

#include <algorithm>

namespace tabletalk {

Result<QByteArray> parseFingerprint(const QString &text)
{
    constexpr qsizetype kDigits = 64;
    QString digits = text;
    digits.removeIf([](QChar c) { return c == u':' || c.isSpace(); });
    const bool isHex = std::ranges::all_of(digits, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
    if (digits.size() != kDigits || !isHex) {
        return Error{
            .kind = ErrorKind::InvalidFingerprint,
            .source = ErrorSource::Program,
            .userText = QCoreApplication::translate(
                "ConnectionOptions", "This is not a SHA-256 fingerprint: it needs 64 hexadecimal digits."),
            .nextSteps = {NextStep::OpenEndpoint}};
    }
    return QByteArray::fromHex(digits.toLatin1());
}

} // namespace tabletalk
