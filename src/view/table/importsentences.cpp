// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/importsentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <climits>

namespace tabletalk {

namespace {

//! Whose translations these are.
struct ImportText {
    Q_DECLARE_TR_FUNCTIONS(ImportReport)
};

//! " (first in row 12)", or nothing.
QString where(const ImportNote &note)
{
    if (note.firstRow < 0)
        return {};
    return ImportText::tr(" (first in row %1)").arg(QLocale().toString(note.firstRow + 1));
}

QString sentence(const ImportNote &note)
{
    const int count = int(std::min<qint64>(note.count, INT_MAX));
    switch (note.event) {
    case ImportEvent::RowsPadded:
        return ImportText::tr(
                   "%Ln row(s) had fewer cells than the table has columns; empty ones were added%1.", nullptr,
                   count)
            .arg(where(note));
    case ImportEvent::RowsLonger:
        return ImportText::tr("%Ln row(s) had more cells than the others; they got columns of their own%1.",
                              nullptr, count)
            .arg(where(note));
    case ImportEvent::QuoteNeverClosed:
        return ImportText::tr(
            "A quotation mark is opened and never closed; from there on, they were read as characters.");
    case ImportEvent::QuotesRepaired:
        return ImportText::tr(
            "In %Ln row(s), quotation marks within quoted cells are not doubled; they were read as "
            "characters.",
            nullptr, count);
    case ImportEvent::BytesReplaced:
        return ImportText::tr("%Ln byte(s) are not of the encoding; they are shown as \ufffd.", nullptr,
                              count);
    case ImportEvent::LinesBefore:
        return ImportText::tr("%Ln line(s) above the table were left out: %1", nullptr, count)
            .arg(note.sample);
    case ImportEvent::BlankLines:
        return ImportText::tr("%Ln blank line(s) were skipped.", nullptr, count);
    case ImportEvent::NamesMade:
        return ImportText::tr("%Ln column name(s) were empty or there twice; new ones were made.", nullptr,
                              count);
    case ImportEvent::ValuesMisfit:
        return ImportText::tr(
                   "%Ln value(s) of “%1” are not of its type and were kept as text, for example “%2”%3.",
                   nullptr, count)
            .arg(note.column, note.sample, where(note));
    case ImportEvent::NullWords:
        return ImportText::tr("%Ln cell(s) of “%1” say that there is no value.", nullptr, count)
            .arg(note.column);
    case ImportEvent::DecimalAmbiguous:
        return ImportText::
            tr("In “%1”, the sign in numbers such as 1,234 could divide thousands or decimals. Choose the "
               "decimal sign if it was read wrongly.")
                .arg(note.column);
    case ImportEvent::DatesAmbiguous:
        return ImportText::tr("In “%1”, day and month could be the other way round.").arg(note.column);
    case ImportEvent::CellsMerged:
        return ImportText::tr("%Ln cell(s) were merged with others; the value stands in the first.", nullptr,
                              count);
    case ImportEvent::RulesSkipped:
        return ImportText::tr("%Ln line(s) only draw the table and were skipped.", nullptr, count);
    case ImportEvent::TablesLeft:
        return ImportText::tr("The largest table was read; %Ln other(s) were left.", nullptr, count);
    case ImportEvent::RowsAfter:
        return ImportText::tr("%Ln line(s) around the table were left out: %1", nullptr, count)
            .arg(note.sample);
    case ImportEvent::LinesRefused:
        return ImportText::tr("%Ln line(s) are not JSON and were left out, for example: %1", nullptr, count)
            .arg(note.sample);
    case ImportEvent::SheetsLeft:
        return ImportText::tr("The first sheet that holds anything was read; %Ln other(s) were left: %1",
                              nullptr, count)
            .arg(note.sample);
    case ImportEvent::FormulasUncomputed:
        return ImportText::tr(
            "%Ln formula(s) have no value in the file and were read as empty. Open and save "
            "it in the spreadsheet program first.",
            nullptr, count);
    case ImportEvent::FormatsUnknown:
        return ImportText::tr("%Ln number(s) are shown as the file holds them, since their format “%1” is "
                              "not understood.",
                              nullptr, count)
            .arg(note.sample);
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList importSentences(const ImportReport &report)
{
    QStringList sentences{
        ImportText::tr("%Ln row(s) were read.", nullptr, int(std::min<qint64>(report.rowsRead, INT_MAX)))};
    for (const ImportNote &note : report.notes)
        sentences.append(sentence(note));
    return sentences;
}

} // namespace tabletalk
