// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filereader.h"

#include "database.h"

namespace tabletalk {

FileReader::FileReader(const QString &path, std::chrono::milliseconds patience)
    : m_database(openDatabase(path, Access::ReadOnly, patience))
    , m_history(*m_database)
{
}

SearchReader &FileReader::search()
{
    if (!m_search)
        m_search.emplace(*m_database);
    return *m_search;
}

UsageReader &FileReader::usage()
{
    if (!m_usage)
        m_usage.emplace(*m_database);
    return *m_usage;
}

} // namespace tabletalk
