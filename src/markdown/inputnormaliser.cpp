// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inputnormaliser.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace tabletalk {

QByteArray InputNormaliser::add(QStringView piece)
{
    const auto isOdd = [](QChar c) { return c == u'\r' || c.isNull() || c.isSurrogate(); };
    if (!m_highSurrogate && !m_skipsLineFeed && std::none_of(piece.begin(), piece.end(), isOdd))
        return piece.toUtf8();
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
