// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryrole.h"

#include "queryengine.h"
#include "querymessage.h"

#include <QCborMap>

namespace tabletalk {

namespace {

constexpr qint64 kQueryMemory = qint64{1024} * 1024 * 1024;

//! By which an engine is known for one that serves the same tables.
QByteArray tablesOf(const QueryOrder &order)
{
    QueryOrder tables;
    tables.tables = order.tables;
    return toMessage(tables);
}

} // namespace

QueryRole::QueryRole() = default;

QueryRole::~QueryRole() = default;

SandboxLimits QueryRole::limits() const
{
    SandboxLimits limits;
    // The tables are mapped, and count here though they take nothing more.
    limits.memory = 24ull * 1024 * 1024 * 1024;
    // What SQLite may take, an index or two of ours, and what the answer's table reserves and hardly uses.
    limits.writable = 6ull * 1024 * 1024 * 1024;
    limits.answer = 128ull * 1024 * 1024;
    return limits;
}

void QueryRole::prepare()
{
    QueryEngine::limitMemory(kQueryMemory);
    // What is read from files at its first use: the source of random numbers, the time zone.
    QueryOrder first;
    first.sql = QStringLiteral("SELECT random(), date('now', 'localtime'), 'a' REGEXP 'a'");
    const Result<QueryAnswer> warmed = QueryEngine(first.tables).run(first);
    Q_UNUSED(warmed)
}

void QueryRole::keep(const QByteArray &bytes)
{
    m_blocks.append(bytes);
}

WorkerAnswer QueryRole::answer(const QByteArray &, const QByteArray &bulk)
{
    const std::optional<QueryOrder> order = orderFrom(bulk, m_blocks);
    if (!order)
        return {};
    const QByteArray tables = tablesOf(*order);
    if (!m_engine || m_engineTables != tables) {
        m_engine.reset();
        m_engine = std::make_unique<QueryEngine>(order->tables);
        m_engineTables = tables;
    }
    return {{}, toMessage(m_engine->run(*order))};
}

} // namespace tabletalk
