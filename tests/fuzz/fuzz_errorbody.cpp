// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routererrors.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

//! A sentence for people, whatever came: there, short, and nothing in it that a line of text has not.
void check(const Error &error)
{
    constexpr qsizetype kLongest = 3000;
    const bool isPlain = std::ranges::none_of(error.userText, [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
    });
    if (error.userText.isEmpty() || error.userText.size() > kLongest || error.detail.size() > kLongest
        || !isPlain || error.nextSteps.isEmpty())
        std::abort();
}

} // namespace

//! The first byte chooses the status, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray body(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const RouterErrors errors(Endpoint::routerDefault());
    check(errors.fromReply({.status = 300 + data[0]}, body));
    check(errors.fromAnswer(ErrorBody::fromBytes(body)));
    return 0;
}
