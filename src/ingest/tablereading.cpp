// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablereading.h"

#include "delimitedreader.h"
#include "dialectdetector.h"
#include "gunzip.h"
#include "htmltables.h"
#include "jsonrows.h"
#include "paralleltasks.h"
#include "spreadsheetfile.h"
#include "sqlitetables.h"
#include "textencoding.h"
#include "texttablereader.h"

#include <algorithm>

namespace tabletalk {

namespace {

//! A text holds hardly any control characters; what is full of them is something else.
bool isBinary(QByteArrayView bytes)
{
    constexpr qsizetype kLookedAt = qsizetype{64} * 1024;
    bytes = bytes.first(std::min(bytes.size(), kLookedAt));
    const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
        return quint8(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1f';
    });
    return controls * 50 > bytes.size();
}

//! What begins as a file that is no text does, whatever its name says.
bool isForeign(const QByteArray &bytes)
{
    return bytes.startsWith("\xd0\xcf\x11\xe0") || bytes.startsWith("%PDF-");
}

//! A preview looks at the beginning of a source only, whatever its size.
constexpr qsizetype kPreviewBytes = qsizetype{64} * 1024;
constexpr qint64 kMostPreviewRows = 1000;

bool isPreview(const ReadingOrder &order)
{
    return order.mostRows <= kMostPreviewRows;
}

//! The whole lines at the beginning; of a source whose first line is longer, all of it.
QByteArray previewed(const QByteArray &bytes)
{
    if (bytes.size() <= kPreviewBytes)
        return bytes;
    // Of UTF-16 a character has two bytes, the line end's first or second.
    qsizetype end = bytes.lastIndexOf('\n', kPreviewBytes) + 1;
    if (end < bytes.size() && end % 2 != 0 && bytes[end] == '\0')
        ++end;
    return end > 0 ? QByteArray::fromRawData(bytes.constData(), end) : bytes;
}

bool looksLikeHtml(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '<'
           && (text.find("<table") != std::string_view::npos
               || text.find("<TABLE") != std::string_view::npos);
}

std::unique_ptr<RowSource> sourceOf(std::string_view text, const ReadingOrder &order, ImportReport &report)
{
    const bool isChosen = order.table.choices.delimiter.has_value();
    if (order.table.mediaType == QLatin1String("text/html") || (!isChosen && looksLikeHtml(text))) {
        report.kind = TableKind::Html;
        return std::make_unique<HtmlTables>(text);
    }
    if (!isChosen && JsonRows::isJson(text)) {
        const bool isLines = JsonRows::isLines(text);
        report.kind = isLines ? TableKind::JsonLines : TableKind::Json;
        return std::make_unique<JsonRows>(text, isLines);
    }
    const bool isTabbed = order.table.mediaType == QLatin1String("text/tab-separated-values");
    if (!isChosen && !isTabbed) {
        for (const bool isMarkdown : {true, false}) {
            if (isMarkdown ? TextTableReader::isMarkdown(text) : TextTableReader::isAsciiArt(text)) {
                report.kind = isMarkdown ? TableKind::Markdown : TableKind::AsciiArt;
                return std::make_unique<TextTableReader>(text, isMarkdown);
            }
        }
    }
    Dialect dialect = isChosen   ? detectDialect(text, *order.table.choices.delimiter)
                      : isTabbed ? detectDialect(text, '\t')
                                 : detectDialect(text);
    dialect.quote = order.table.choices.quote.value_or(dialect.quote);
    report.kind = TableKind::Delimited;
    report.delimiter = dialect.delimiter;
    report.quote = dialect.quote;
    return std::make_unique<DelimitedReader>(text, dialect);
}

//! What all of a reading uses.
struct Means {
    BlockSpace &space;
    ParallelTasks &tasks;
    const ReadingProgress &progress;
};

ReadingProblem assemble(RowSource &source, const ImportReport &report, const ReadingOrder &order,
                        const Means &means)
{
    TableAssembler assembler(source, order.table.choices, means.progress);
    const ReadingProblem problem =
        assembler.assemble(order.table.name, report, means.space, means.tasks, order.mostRows);
    if (source.problem() != ReadingProblem::None)
        return source.problem();
    const bool isHtml = report.kind == TableKind::Html;
    return problem == ReadingProblem::Empty && isHtml ? ReadingProblem::NoTable : problem;
}

} // namespace

ReadingProblem readTable(const ReadingOrder &order, BlockSpace &space, ParallelTasks &tasks,
                         const ReadingProgress &progress)
{
    const Means means{space, tasks, progress};
    if (isGzip(order.bytes)) {
        Unpacked unpacked = gunzip(order.bytes, isPreview(order) ? kPreviewBytes : 0);
        switch (unpacked.problem) {
        case Unpacked::Problem::Damaged:
            return ReadingProblem::Damaged;
        case Unpacked::Problem::TooLarge:
            return ReadingProblem::TooLarge;
        case Unpacked::Problem::None:
            break;
        }
        // Packed once: what is packed in what was packed is no table.
        if (isGzip(unpacked.bytes))
            return ReadingProblem::Unsupported;
        return readTable({order.table, std::move(unpacked.bytes), order.mostRows}, space, tasks, progress);
    }
    if (order.bytes.startsWith("PK\3\4")) {
        const std::unique_ptr<SpreadsheetFile> file =
            SpreadsheetFile::open(order.bytes, order.table.choices.sheet);
        return file ? assemble(*file, {.kind = TableKind::Spreadsheet}, order, means)
                    : ReadingProblem::Unsupported;
    }
    if (SqliteTables::isDatabase(order.bytes)) {
        SqliteTables tables(order.bytes, order.table.choices.sheet);
        return assemble(tables, {.kind = TableKind::Database}, order, means);
    }
    if (isForeign(order.bytes))
        return ReadingProblem::Unsupported;
    const QByteArray bytes = isPreview(order) ? previewed(order.bytes) : order.bytes;
    const std::optional<DecodedSource> decoded = decodeSource(bytes, order.table.choices.encoding);
    if (!decoded)
        return ReadingProblem::UnknownEncoding;
    if (isBinary(decoded->utf8))
        return ReadingProblem::NotText;
    ImportReport report;
    report.encoding = decoded->encoding;
    if (decoded->replaced > 0)
        report.notes.append({ImportEvent::BytesReplaced, decoded->replaced});
    const std::string_view text(decoded->utf8.constData(), size_t(decoded->utf8.size()));
    const std::unique_ptr<RowSource> source = sourceOf(text, order, report);
    return assemble(*source, report, order, means);
}

ReadTable readTable(const ReadingOrder &order, const ReadingProgress &progress)
{
    BlockSpace space;
    ParallelTasks alone;
    const ReadingProblem problem = readTable(order, space, alone, progress);
    if (problem != ReadingProblem::None)
        return {problem, {}};
    return {problem, space.bytes().toByteArray()};
}

} // namespace tabletalk
