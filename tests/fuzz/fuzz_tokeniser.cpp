// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialectdetector.h"
#include "referencetokeniser.h"
#include "tokeniser.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! The first byte chooses the dialect, or leaves it to the detector; the rows are those of the reference.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data + 1), size - 1);
    constexpr Dialect kDialects[] = {
        {',', '"', '\0'}, {';', '\'', '\0'}, {'\t', '\0', '\0'}, {',', '"', '\\'}};
    const Dialect dialect = data[0] < 4 ? kDialects[data[0]] : detectDialect(text);
    Tokeniser tokeniser(text, dialect);
    std::vector<std::string_view> cells;
    std::vector<std::vector<std::string>> rows;
    while (tokeniser.nextRow(cells))
        rows.emplace_back(cells.begin(), cells.end());
    if (rows != referenceRows(text, dialect))
        std::abort();
    return 0;
}
