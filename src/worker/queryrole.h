// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "role.h"

#include <QList>

#include <memory>

namespace tabletalk {

class QueryEngine;

//! Runs SQL. Asked with a QueryOrder as the bulk, about the blocks of its tables, which were given before in
//! the same order; answers with a QueryAnswer or an error as the bulk, and nothing where it was no order.
class QueryRole final : public Role {
public:
    QueryRole();
    ~QueryRole() override;

    SandboxLimits limits() const override;
    void prepare() override;
    void keep(const QByteArray &bytes) override;
    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override;
    bool keepsBulk() const override { return false; }

private:
    QList<QByteArray> m_blocks;
    //! Stays from one query to the next about the same tables, private in the same columns.
    std::unique_ptr<QueryEngine> m_engine;
    QByteArray m_engineTables;
};

} // namespace tabletalk
