// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <algorithm>

namespace tabletalk {

//! Whether every character may go into a header as it is: printable ASCII, the space included.
inline bool isPrintableAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace tabletalk
