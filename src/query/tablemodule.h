// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

struct sqlite3;

namespace tabletalk {

struct ServedTable;

//! Shows SQLite a table of ours under its name. Both outlive the connection's statements. It can be read and
//! nothing else; what it is asked for that is private taints the watch. SQLite's own result code.
int serveTable(sqlite3 *connection, ServedTable &table);

} // namespace tabletalk
