// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "zipreader.h"

#include <QBuffer>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! No archive costs more than the limits say.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray archive(reinterpret_cast<const char *>(data), qsizetype(size));
    QBuffer file(&archive);
    file.open(QIODevice::ReadOnly);
    constexpr ZipLimits kLimits{.entries = 20, .entryBytes = 1'000'000, .ratio = 200};
    const auto entries = readZipDirectory(file, kLimits);
    if (!entries)
        return 0;
    if (entries->size() > kLimits.entries)
        std::abort();
    for (const ZipEntry &entry : *entries) {
        const auto bytes = readZipEntry(file, entry, kLimits);
        if (bytes && (bytes->size() > kLimits.entryBytes || bytes->size() != entry.bytes))
            std::abort();
    }
    return 0;
}
