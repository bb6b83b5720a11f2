// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellvalue.h"
#include "momentparser.h"
#include "numberparser.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! Where a number is read, its plain digits read as the same number; the other parsers stay in bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    parseMoment(text);
    isNullWord(text);
    for (const char sign : {'.', ','}) {
        const std::optional<ParsedNumber> number = parseNumber(text, sign);
        if (!number || !number->isExact)
            continue;
        ColumnFormat format;
        format.type = number->scale > 0 ? ColumnType::Decimal : ColumnType::Integer;
        format.scale = number->scale;
        std::string plain;
        appendPlain(plain, format, number->digits);
        const std::optional<ParsedNumber> again = parseProgramNumber(plain);
        if (!again || again->digits != number->digits || again->scale != number->scale)
            std::abort();
    }
    return 0;
}
