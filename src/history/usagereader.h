// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagehistory.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace tabletalk {

//! The statements that add up the requests. Used by one thread at a time; throws SQLite::Exception.
class UsageReader {
public:
    explicit UsageReader(SQLite::Database &database);

    //! As UsageHistory::usage().
    QList<UsageSum> usage(QDate first, QDate last);
    //! As UsageHistory::usageOf().
    UsageSum usageOf(ConversationId conversation);

private:
    SQLite::Statement m_sums;
    SQLite::Statement m_ofConversation;
};

} // namespace tabletalk
