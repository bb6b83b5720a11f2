// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryengine.h"
#include "querysample.h"
#include "sqladvice.h"
#include "sqlrewriter.h"
#include "sqltokens.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! Tokens put together again are what they were taken from; rewriting and advice end for any SQL, and what
//! they made ends in an answer or an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QList<QueryTable> kTables{sample::queryTable("sales", sample::sales(50)),
                                           sample::queryTable("regions", sample::regions())};
    static QueryWatch watch;
    static const ServedTables kServed = [] {
        ServedTables tables;
        for (const QueryTable &table : kTables)
            tables.push_back(
                std::make_unique<ServedTable>(table.name.toStdString(), table.table, QStringList(), watch));
        return tables;
    }();
    static QueryEngine engine(kTables);

    const std::string sql(reinterpret_cast<const char *>(data), size);
    std::string together;
    for (const SqlToken &token : sqlTokens(sql))
        together += token.gap + token.text;
    if (!sql.starts_with(together))
        std::abort();
    const RewrittenSql made = rewrittenSql(sql, kServed);
    warningsFor(made.sql, kServed);
    QueryOrder order = sample::order(QString::fromStdString(sql));
    order.deadline = std::chrono::milliseconds(50);
    engine.run(order);
    return 0;
}
