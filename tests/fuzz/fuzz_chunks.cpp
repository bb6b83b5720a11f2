// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chunkreader.h"
#include "wirelimits.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! Each line is a chunk of one answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    ChunkReader reader;
    qsizetype notes = 0;
    for (const QByteArray &line : bytes.split('\n')) {
        for (const CompletionEvent &event : reader.read(QJsonDocument::fromJson(line).object())) {
            if (const auto *call = std::get_if<ToolCallDelta>(&event);
                call && (call->call < 0 || call->call >= kMostToolCalls))
                std::abort();
            if (const auto *arrived = std::get_if<AnnotationsArrived>(&event))
                notes += arrived->annotations.size();
        }
    }
    constexpr qsizetype kLongestReason = 61; // a word, and the ellipsis
    if (notes > kMostAnnotations || reader.finishReason().size() > kLongestReason)
        std::abort();
    return 0;
}
