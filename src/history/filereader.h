// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historyreader.h"
#include "searchreader.h"
#include "usagereader.h"

#include <SQLiteCpp/Database.h>

#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace tabletalk {

//! A read-only connection of one thread, with the statements that read through it. Throws
//! SQLite::Exception.
class FileReader {
public:
    //! `patience` as for openDatabase().
    FileReader(const QString &path, std::chrono::milliseconds patience);

    HistoryReader &history() { return m_history; }
    //! These are made at their first use: not every thread needs them.
    SearchReader &search();
    UsageReader &usage();

private:
    std::unique_ptr<SQLite::Database> m_database; // before the statements, which must not outlive it
    HistoryReader m_history;
    std::optional<SearchReader> m_search;
    std::optional<UsageReader> m_usage;
};

} // namespace tabletalk
