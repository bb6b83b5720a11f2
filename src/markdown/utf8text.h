// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tabletalk {

//! What text += QString::fromUtf8(utf8) does; for ASCII, which nearly all pieces of markup are, without the
//! string in between.
inline void appendUtf8(QString &text, QByteArrayView utf8)
{
    const qsizetype before = text.size();
    text.resize(before + utf8.size());
    QChar *out = text.data() + before;
    for (const char c : utf8) {
        if (static_cast<signed char>(c) < 0) {
            text.truncate(before);
            text += QString::fromUtf8(utf8);
            return;
        }
        *out++ = QLatin1Char(c);
    }
}

} // namespace tabletalk
