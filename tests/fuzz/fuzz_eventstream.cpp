// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerreader.h"

#include <QString>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

struct Reading {
    QString text;
    bool isComplete = false;
    bool isOver = false;
};

//! Reads the bytes in two pieces, as a connection might deliver them.
Reading readInTwo(QByteArrayView bytes, qsizetype cut)
{
    constexpr qsizetype kLongestEvent = 4096;
    AnswerReader reader{WireLimits{.longestEvent = kLongestEvent}};
    Reading reading;
    const auto keep = [&reading](const AnswerReader::Arrival &arrival) {
        for (const CompletionEvent &event : arrival.events) {
            if (const auto *delta = std::get_if<TextDelta>(&event))
                reading.text += delta->text;
        }
    };
    keep(reader.feed(bytes.first(cut)));
    keep(reader.feed(bytes.sliced(cut)));
    keep(reader.finish());
    reading.isComplete = reader.isComplete();
    reading.isOver = reader.isOver();
    return reading;
}

} // namespace

//! The first byte says where the rest is cut; the cut must not be seen in what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const Reading whole = readInTwo(bytes, 0);
    const Reading cut = readInTwo(bytes, bytes.size() * data[0] / 255);
    if (cut.text != whole.text || cut.isComplete != whole.isComplete || cut.isOver != whole.isOver)
        std::abort();
    return 0;
}
