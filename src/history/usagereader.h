// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagehistory.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace tabletalk {

//! The statement that adds up the requests. Used by one thread at a time; throws SQLite::Exception.
class UsageReader {
public:
    explicit UsageReader(SQLite::Database &database);

    //! As UsageHistory::usage().
    QList<UsageSum> usage(QDate first, QDate last);

private:
    SQLite::Statement m_sums;
};

} // namespace tabletalk
