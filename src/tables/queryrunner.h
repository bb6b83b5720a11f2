// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "queryservice.h"

#include <QObject>

namespace tabletalk {

class WorkerService;

//! QueryService by the helper process's role "query". What the helper answers is checked.
class QueryRunner final : public QObject, public QueryService {
    Q_OBJECT
public:
    //! `workers` outlives it.
    explicit QueryRunner(WorkerService &workers, QObject *parent = nullptr);

    QFuture<Result<QueryAnswer>> run(const QueryOrder &order) override;

private:
    WorkerService &m_workers;
};

} // namespace tabletalk
