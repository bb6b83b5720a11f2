// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QStringView>

namespace tabletalk {

//! Turns text that arrives in pieces into UTF-8 that is safe to parse: every line ends in \n (never
//! \r\n or \r), NUL and lone surrogates are U+FFFD. The pieces may be cut anywhere, also within a pair.
class InputNormaliser {
public:
    QByteArray add(QStringView piece);
    //! What was still awaited: the replacement of a surrogate whose other half never came.
    QByteArray finish();

private:
    char16_t m_highSurrogate = 0; //!< waits for its low half
    bool m_skipsLineFeed = false; //!< the last piece ended in \r
};

} // namespace tabletalk
