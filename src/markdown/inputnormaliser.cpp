// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inputnormaliser.h"

#include <QString>

#include <utility>

namespace tabletalk {

QByteArray InputNormaliser::add(QStringView piece)
{
    QString clean;
    clean.reserve(piece.size() + 1);
    for (const QChar c : piece) {
        if (m_highSurrogate) {
            const QChar high = std::exchange(m_highSurrogate, u'\0');
            if (c.isLowSurrogate()) {
                clean += high;
                clean += c;
                continue;
            }
            clean += QChar::ReplacementCharacter;
        }
        const bool isSecondHalfOfLineEnd = std::exchange(m_skipsLineFeed, c == u'\r') && c == u'\n';
        if (isSecondHalfOfLineEnd)
            continue;
        if (c.isHighSurrogate())
            m_highSurrogate = c.unicode();
        else if (c.isNull() || c.isLowSurrogate())
            clean += QChar::ReplacementCharacter;
        else
            clean += c == u'\r' ? QChar(u'\n') : c;
    }
    return clean.toUtf8();
}

QByteArray InputNormaliser::finish()
{
    m_skipsLineFeed = false;
    return std::exchange(m_highSurrogate, u'\0') ? QString(QChar::ReplacementCharacter).toUtf8()
                                                 : QByteArray();
}

} // namespace tabletalk
