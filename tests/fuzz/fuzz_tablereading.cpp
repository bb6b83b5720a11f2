// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablereading.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! The first byte says what the bytes are said to be. Whatever comes of them opens again, and every cell can
//! be read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const QString type = data[0] % 2 ? QStringLiteral("text/html") : QString();
    const ReadTable read = readTable({{QStringLiteral("t"), type}, bytes});
    if (read.problem != ReadingProblem::None)
        return 0;
    const std::optional<Table> table = Table::open(read.block);
    if (!table)
        std::abort();
    std::size_t length = 0;
    for (int column = 0; column < table->columnCount(); ++column) {
        if (table->column(column).rowCount() != table->rowCount())
            std::abort();
        for (qint64 row = 0; row < table->rowCount(); ++row)
            length += table->column(column).shown(row).size() + table->column(column).plain(row).size();
    }
    return length > 1'000'000'000 ? 1 : 0;
}
