// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historywriter.h"
#include "librarywriter.h"
#include "writeconnection.h"

#include <memory>

namespace tabletalk {

//! The writing connection with the statements that write through it. Used by one thread at a time; throws
//! SQLite::Exception.
class FileWriter {
public:
    //! The database must hold the current schema.
    explicit FileWriter(std::unique_ptr<SQLite::Database> database)
        : m_connection(std::move(database))
        , m_index(m_connection.database())
        , m_history(m_connection, m_index)
        , m_library(m_connection, m_index)
    {
    }

    WriteConnection &connection() { return m_connection; }
    SearchIndex &index() { return m_index; }
    HistoryWriter &history() { return m_history; }
    LibraryWriter &library() { return m_library; }

private:
    WriteConnection m_connection; // before the statements, which must not outlive it
    SearchIndex m_index;
    HistoryWriter m_history;
    LibraryWriter m_library;
};

} // namespace tabletalk
