// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

namespace tabletalk {

//! WCAG's minimum for text, and for what only has to be seen.
inline constexpr double kReadable = 4.5;
inline constexpr double kSeen = 3;

//! From one colour towards another; a share of 0 to 1.
QColor mixed(const QColor &from, const QColor &to, double share);
//! WCAG's relative luminance, 0 to 1.
double luminance(const QColor &colour);
//! WCAG's contrast of two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);
//! The wished colour, moved towards `text` until it stands out from `background`.
QColor readable(const QColor &wish, const QColor &background, const QColor &text, double least = kReadable);

} // namespace tabletalk
