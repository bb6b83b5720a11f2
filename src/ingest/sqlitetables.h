// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsource.h"

#include <QByteArray>

#include <memory>

struct sqlite3;

namespace tabletalk {

//! The rows of a table, or a view, of an SQLite database: the chosen one, or the first that holds anything.
//! The file is read where it is and never written; nothing in its schema runs but views of harmless
//! functions, and its pages are checked before they are trusted. Changes that are still in a write-ahead log
//! beside the file are not in its bytes, and so are not seen.
class SqliteTables final : public RowSource {
public:
    //! `bytes` outlive it.
    SqliteTables(const QByteArray &bytes, const std::optional<QString> &table);
    ~SqliteTables() override;

    void read(RowSink &sink) override;
    std::optional<bool> hasHeader() const override { return true; }
    QList<ImportNote> notes() const override { return m_notes; }
    ReadingProblem problem() const override { return m_problem; }
    QStringList sheets() const override { return m_tables; }
    QString sheet() const override { return m_table; }

    //! Whether the bytes begin as such a file does.
    static bool isDatabase(QByteArrayView bytes);
    //! What SQLite asks the system once; before the worker is locked in.
    static void prepare();

private:
    struct Close {
        void operator()(sqlite3 *database) const;
    };

    bool open(const QByteArray &bytes);
    bool isSound();
    void listTables();
    //! False where it holds no row.
    bool readTable(const QString &name, RowSink &sink);

    QByteArray m_bytes; //!< those of the caller, or ours where they had to be changed
    std::unique_ptr<sqlite3, Close> m_database;
    std::optional<QString> m_chosen;
    QStringList m_tables;
    QString m_table;
    QList<ImportNote> m_notes;
    ReadingProblem m_problem = ReadingProblem::None;
};

} // namespace tabletalk
