// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmltables.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

class Count final : public RowSink {
public:
    bool takeRow(std::span<const Cell> cells) override
    {
        count += cells.size();
        for (const Cell &cell : cells)
            bytes += cell.text.size() + cell.meant.size();
        return true;
    }
    std::size_t count = 0;
    std::size_t bytes = 0;
};

} // namespace

//! Reading again gives the same, and no text is longer than what it came from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    HtmlTables tables({reinterpret_cast<const char *>(data), size});
    Count first;
    Count second;
    tables.read(first);
    tables.read(second);
    // A value's meaning may be spelled longer than its number: a date of five digits has ten.
    constexpr std::size_t kLongestMeaning = 32;
    if (first.count != second.count || first.bytes != second.bytes
        || first.bytes > size * (1 + kLongestMeaning))
        std::abort();
    return 0;
}
