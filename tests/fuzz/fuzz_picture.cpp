// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentservice.h"
#include "picture.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! What comes out is a small picture without a word of what went in beside the pixels, or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const Result<Picture> made = makePicture(bytes);
    if (!made)
        return 0;
    if (!looksLikePicture(made->bytes) || made->bytes.size() > kLongestPicture
        || std::max(made->pixels.width(), made->pixels.height()) > kLongestPictureEdge)
        std::abort();
    for (const char *chunk : {"tEXt", "zTXt", "iTXt", "eXIf", "Exif", "iCCP", "photoshop"}) {
        // Four letters may come about by chance among compressed pixels, but not in so few bytes.
        constexpr qsizetype kFew = 2000;
        if (made->bytes.size() < kFew && made->bytes.contains(chunk))
            std::abort();
    }
    return 0;
}
