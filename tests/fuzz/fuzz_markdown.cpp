// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "markdowndocument.h"

#include <QString>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! The first byte says how long the pieces are in which the rest arrives; what comes out in the end must be
//! what the whole parses to, and every change must be where the document said.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const qsizetype piece = 1 + data[0] % 32;
    MarkdownDocument document;
    for (qsizetype at = 0; at < text.size(); at += piece) {
        const std::vector<Block> before = document.blocks();
        document.append(QStringView(text).mid(at, piece));
        const DocumentChange change = document.flush();
        const std::size_t first = change.isEmpty ? before.size() : std::size_t(change.firstChanged);
        if (first > before.size() || first > document.blocks().size()
            || !std::equal(before.begin(), before.begin() + std::ptrdiff_t(first), document.blocks().begin()))
            std::abort();
    }
    document.finish();
    if (document.blocks() != MarkdownDocument::parse(text))
        std::abort();
    for (const Block &block : document.blocks()) {
        if (block.sourceStart < 0 || block.sourceEnd < block.sourceStart
            || block.sourceEnd > document.source().size())
            std::abort();
        for (const Span &span : block.spans) {
            if (span.start < 0 || span.length <= 0 || span.start + span.length > block.text.size())
                std::abort();
        }
    }
    return 0;
}
