// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpreplyparser.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

constexpr qsizetype kLongestHead = 1024;

struct Reading {
    QByteArray body;
    HttpReplyParser::State state = HttpReplyParser::State::Head;
    HttpHeaders headers;

    bool operator==(const Reading &) const = default;
};

//! Reads the bytes in two pieces, as a connection might deliver them.
Reading readInTwo(QByteArrayView bytes, qsizetype cut)
{
    HttpReplyParser parser(kLongestHead);
    Reading reading;
    reading.body = parser.feed(bytes.first(cut));
    reading.body += parser.feed(bytes.sliced(cut));
    parser.finish();
    reading.state = parser.state();
    reading.headers = parser.head().headers;
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
    if (readInTwo(bytes, bytes.size() * data[0] / 255) != whole || whole.body.size() > bytes.size())
        std::abort();
    return 0;
}
