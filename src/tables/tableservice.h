// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"
#include "result.h"
#include "table.h"

#include <QByteArray>
#include <QFuture>

namespace tabletalk {

//! Makes tables of bytes, in the helper process. Window thread; a cancelled future's reading is given up.
//! Errors: AttachmentUnreadable where there is no table in them, Worker….
class TableService {
public:
    virtual ~TableService() = default;
    //! Reads `mostRows` at most; 0: all of them.
    virtual QFuture<Result<Table>> read(const TableOrder &order, const QByteArray &bytes,
                                        qint64 mostRows = 0) = 0;
};

} // namespace tabletalk
