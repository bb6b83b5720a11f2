// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QSize>

namespace tabletalk {

//! A picture as it is sent: PNG or JPEG, upright, within kLongestPictureEdge and kLongestPicture, in sRGB,
//! without anything but its pixels.
struct Picture {
    QString mediaType;
    QByteArray bytes;
    QSize pixels;
};

//! Whether the bytes begin as a PNG, JPEG, WebP or GIF does.
bool looksLikePicture(const QByteArray &bytes);

//! Of an animation, its first picture. Errors: AttachmentTooLarge, AttachmentUnreadable. Takes as long as
//! decoding takes; for a thread of its own.
Result<Picture> makePicture(const QByteArray &bytes);

} // namespace tabletalk
