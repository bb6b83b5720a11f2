// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tabletalk {

//! What a source can be read as. Sent by number: append only.
enum class TableKind : quint8 {
    Delimited = 0,
    Html = 1,
    Markdown = 2,
    AsciiArt = 3,
    Json = 4,
    JsonLines = 5,
    Spreadsheet = 6,
    Database = 7,
};

//! What happened to some of the data while it was read. Sent by number: append only.
enum class ImportEvent : quint8 {
    RowsPadded = 0, //!< shorter than the others; empty cells were added
    RowsLonger = 1, //!< longer than the header; they got columns of their own
    QuoteNeverClosed = 2, //!< an opening quote was read as a character
    QuotesRepaired = 3, //!< a quote inside a quoted cell was not doubled; read as a character
    BytesReplaced = 4, //!< not of the encoding; shown as U+FFFD
    LinesBefore = 5, //!< lines above the table that are not of it; `sample` is their text
    BlankLines = 6,
    NamesMade = 7, //!< column names that were empty or there twice
    ValuesMisfit = 8, //!< kept as text in a column of another type
    NullWords = 9, //!< "n/a", "#DIV/0!" and their like, read as no value
    DecimalAmbiguous = 10, //!< "1,234" could be either; read as the format says
    DatesAmbiguous = 11, //!< day and month could be the other way round
    CellsMerged = 12,
    RulesSkipped = 13, //!< lines that only draw the table
    TablesLeft = 14, //!< further tables in the source that were not read
    RowsAfter = 15, //!< lines around the table, such as "(3 rows)"
    LinesRefused = 16, //!< lines that are no JSON where others are
    SheetsLeft = 17, //!< further sheets of a spreadsheet that were not read; `sample` is their names
    FormulasUncomputed = 18, //!< formulas without a value in the file
    FormatsUnknown = 19, //!< numbers shown as they are, since their format is not understood; it is `sample`
};

struct ImportNote {
    ImportEvent event{};
    qint64 count = 0;
    qint64 firstRow = -1; //!< counted from 0 without the header; -1 where it makes no sense
    QString column; //!< empty: the whole table
    QString sample;
    bool operator==(const ImportNote &) const = default;
};

//! How a table was read, and everything that was not plain about it.
struct ImportReport {
    TableKind kind{};
    QString encoding;
    char delimiter = '\0'; //!< of delimited text
    char quote = '"'; //!< '\0' for none
    bool hasHeader = false;
    char decimalSign = '.';
    QStringList sheets; //!< names of all sheets, or of a database's tables; empty where there are none
    QString sheet; //!< which of them was read
    qint64 rowsRead = 0;
    QList<ImportNote> notes;
    bool operator==(const ImportReport &) const = default;
};

} // namespace tabletalk
