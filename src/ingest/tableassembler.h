// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"
#include "columnrecogniser.h"
#include "rowsource.h"
#include "tablefiller.h"

#include <QStringList>

#include <functional>

namespace tabletalk {

//! How far a reading has come, from 0 to 1. May throw nothing.
using ReadingProgress = std::function<void(double part)>;

//! Makes a table of the rows of a source: looks at the first of them, decides on header and types, reads all
//! of them into columns, and reads them again where what came later proved a type wrong.
class TableAssembler {
public:
    //! `source` outlives it.
    TableAssembler(RowSource &source, const ReadingChoices &choices, ReadingProgress progress = {});

    //! Writes the block of the table into the space; with no more than so many rows, for a preview. `report`
    //! is what is known so far. Empty, TooWide or TooLong where there is none.
    ReadingProblem assemble(const QString &name, ImportReport report, BlockSpace &space, ParallelTasks &tasks,
                            qint64 mostRows = kMostRows);

private:
    class Sample;

    void lookAt(Sample &sample);
    void decideHeader(const Sample &sample);
    void decideTypes();
    //! True when a column turned out to be of another type.
    bool reconsider(const TableFiller &filler);
    void name(const Sample &sample);
    QString nameOf(size_t column) const;
    void report(const TableFiller &filler, ImportReport &report) const;

    RowSource &m_source;
    ReadingChoices m_choices;
    ReadingProgress m_progress;
    ReadingProblem m_problem = ReadingProblem::None;
    qint64 m_skippedRows = 0; //!< before the header
    QString m_skippedText;
    bool m_hasHeader = false;
    QStringList m_names;
    qint64 m_namesMade = 0;
    std::vector<std::vector<StoredCell>> m_sampled; //!< by column, without the header
    std::vector<RecognisedColumn> m_columns;
    std::optional<char> m_decimalSign; //!< chosen, or proved by the columns
};

} // namespace tabletalk
