// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plaintext.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! Whatever the bytes are: text without NUL and no longer than allowed, or a problem; and UTF-8 comes
//! through.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr qsizetype kMost = 4000;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const ExtractedText read = plainText(bytes, kMost);
    if (read.text.size() > kMost || read.text.contains(QChar(0)))
        std::abort();
    // A second mark of the byte order at the beginning would be taken for the first.
    if (!read.text.isEmpty() && !read.text.startsWith(QChar::ByteOrderMark)
        && plainText(read.text.toUtf8(), kMost).text != read.text)
        std::abort();
    return 0;
}
