// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableservice.h"

#include <QObject>

namespace tabletalk {

class WorkerService;

//! TableService by the helper process's role "ingest". What the helper answers is checked.
class TableReader final : public QObject, public TableService {
    Q_OBJECT
public:
    //! `workers` outlives it.
    explicit TableReader(WorkerService &workers, QObject *parent = nullptr);

    QFuture<Result<Table>> read(const TableOrder &order, const QByteArray &bytes,
                                qint64 mostRows = 0) override;

private:
    WorkerService &m_workers;
};

} // namespace tabletalk
