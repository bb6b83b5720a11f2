// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QImage>

namespace tabletalk {

//! A picture scaled to fit a square of so many pixels; null where it cannot be read. For those that were
//! made by us, which are small and sound.
QImage pictureThumbnail(QByteArray bytes, int edge);

} // namespace tabletalk
