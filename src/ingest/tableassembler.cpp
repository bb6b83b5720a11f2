// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableassembler.h"

#include "cellvalue.h"
#include "spaces.h"

#include <algorithm>
#include <map>
#include <set>

namespace tabletalk {

namespace {

constexpr size_t kMostSampleRows = 2000;
constexpr size_t kMostSampleCells = 100'000;
constexpr size_t kMostSampleBytes = size_t{32} * 1024 * 1024;
constexpr size_t kMostSkipped = 20;
constexpr int kMostReadings = 3;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

bool isTyped(const StoredCell &cell)
{
    return recogniseColumn(std::span(&cell, 1)).format.type != ColumnType::Text;
}

} // namespace

//! The first rows, kept.
class TableAssembler::Sample final : public RowSink {
public:
    bool takeRow(std::span<const Cell> cells) override
    {
        if (isBlankRow(cells))
            return true;
        std::vector<StoredCell> &row = rows.emplace_back();
        for (const Cell &cell : cells.first(std::min(cells.size(), size_t(kMostColumns) + 1))) {
            row.emplace_back(cell);
            m_bytes += cell.text.size() + cell.meant.size();
        }
        m_cells += cells.size();
        return rows.size() < kMostSampleRows && m_cells < kMostSampleCells && m_bytes < kMostSampleBytes;
    }

    std::vector<std::vector<StoredCell>> rows;

private:
    size_t m_cells = 0;
    size_t m_bytes = 0;
};

TableAssembler::TableAssembler(RowSource &source, const ReadingChoices &choices, ReadingProgress progress)
    : m_source(source)
    , m_choices(choices)
    , m_progress(std::move(progress))
{
}

void TableAssembler::lookAt(Sample &sample)
{
    m_source.read(sample);
    std::map<size_t, qint64> widths;
    size_t widest = 0;
    for (const std::vector<StoredCell> &row : sample.rows) {
        ++widths[row.size()];
        widest = std::max(widest, row.size());
    }
    if (sample.rows.empty()) {
        m_problem = ReadingProblem::Empty;
        return;
    }
    if (widest > size_t(kMostColumns)) {
        m_problem = ReadingProblem::TooWide;
        return;
    }
    const auto common = std::max_element(widths.begin(), widths.end(),
                                         [](const auto &a, const auto &b) { return a.second < b.second; });
    // Above a table of several columns, rows of one cell are a title, a note, a source.
    const auto filled = [](const std::vector<StoredCell> &row) {
        return std::count_if(row.begin(), row.end(),
                             [](const StoredCell &cell) { return !trimmed(cell.text).empty(); });
    };
    size_t skipped = 0;
    if (common->first > 1) {
        while (skipped < std::min(kMostSkipped, sample.rows.size()) && filled(sample.rows[skipped]) <= 1
               && (sample.rows[skipped].size() == 1 || common->first > 2))
            ++skipped;
    }
    if (skipped < sample.rows.size()) {
        QStringList texts;
        for (size_t i = 0; i < skipped; ++i) {
            for (const StoredCell &cell : sample.rows[i]) {
                if (!trimmed(cell.text).empty())
                    texts.append(text(trimmed(cell.text)));
            }
        }
        m_skippedRows = qint64(skipped);
        m_skippedText = texts.join(QStringLiteral(" / "));
        sample.rows.erase(sample.rows.begin(), sample.rows.begin() + qptrdiff(skipped));
    }
}

void TableAssembler::decideHeader(const Sample &sample)
{
    if (m_choices.hasHeader) {
        m_hasHeader = *m_choices.hasHeader;
        return;
    }
    if (const std::optional<bool> known = m_source.hasHeader()) {
        m_hasHeader = *known;
        return;
    }
    // Names are texts, and mostly each is there once.
    const std::vector<StoredCell> &first = sample.rows.front();
    std::set<std::string_view> names;
    size_t empty = 0;
    bool isTwice = false;
    for (const StoredCell &cell : first) {
        constexpr size_t kLongestName = 100;
        if (cell.text.empty())
            ++empty;
        else if (cell.text.size() > kLongestName || isTyped(cell) || isNullWord(cell.text))
            return;
        else
            isTwice = !names.insert(cell.text).second || isTwice;
    }
    if (sample.rows.size() < 2 || empty * 2 > first.size())
        return;
    // Below them there is something else: values, or at least texts among which the name is not.
    size_t unlike = 0;
    constexpr size_t kRowsLookedAt = 200;
    const size_t rows = std::min(sample.rows.size(), kRowsLookedAt);
    for (size_t column = 0; column < first.size(); ++column) {
        for (size_t row = 1; row < rows; ++row) {
            if (column < sample.rows[row].size() && sample.rows[row][column].text == first[column].text
                && !first[column].text.empty())
                return;
            if (column < sample.rows[row].size() && isTyped(sample.rows[row][column])) {
                ++unlike;
                break;
            }
        }
    }
    // All texts: a table of one column is a list, and a list has no name.
    m_hasHeader = unlike > 0 || (first.size() > 1 && !isTwice);
}

void TableAssembler::name(const Sample &sample)
{
    size_t width = 0;
    for (const std::vector<StoredCell> &row : sample.rows)
        width = std::max(width, row.size());
    m_sampled.assign(width, {});
    for (size_t row = m_hasHeader ? 1 : 0; row < sample.rows.size(); ++row) {
        for (size_t i = 0; i < sample.rows[row].size(); ++i)
            m_sampled[i].push_back(sample.rows[row][i]);
    }
    // A row that ends with a delimiter has no cell behind it.
    while (m_sampled.size() > 1
           && std::all_of(m_sampled.back().begin(), m_sampled.back().end(),
                          [](const StoredCell &cell) { return cell.text.empty(); })
           && (!m_hasHeader || sample.rows.front().size() < m_sampled.size()
               || sample.rows.front()[m_sampled.size() - 1].text.empty()))
        m_sampled.pop_back();

    QSet<QString> taken;
    for (size_t i = 0; i < m_sampled.size(); ++i) {
        QString given;
        if (m_hasHeader && i < sample.rows.front().size())
            given = text(trimmed(sample.rows.front()[i].text)).simplified();
        QString made = given.isEmpty() ? QStringLiteral("Column %1").arg(i + 1) : given;
        for (int number = 2; taken.contains(made.toCaseFolded()); ++number)
            made =
                QStringLiteral("%1 (%2)").arg(given.isEmpty() ? QStringLiteral("Column") : given).arg(number);
        taken.insert(made.toCaseFolded());
        m_namesMade += m_hasHeader && made != given ? 1 : 0;
        m_names.append(made);
    }
}

void TableAssembler::decideTypes()
{
    m_decimalSign = m_choices.decimalSign;
    if (!m_decimalSign) {
        qint64 points = 0;
        qint64 commas = 0;
        for (const std::vector<StoredCell> &cells : m_sampled) {
            const std::optional<char> proved = provenDecimalSign(cells);
            points += proved == '.' ? 1 : 0;
            commas += proved == ',' ? 1 : 0;
        }
        if (points != commas && std::min(points, commas) == 0)
            m_decimalSign = points > 0 ? '.' : ',';
    }
    for (const std::vector<StoredCell> &cells : m_sampled)
        m_columns.push_back(recogniseColumn(cells, m_decimalSign));
}

bool TableAssembler::reconsider(const TableFiller &filler)
{
    bool hasChanged = false;
    for (size_t i = 0; i < filler.columns().size(); ++i) {
        const ColumnFiller &column = filler.columns()[i];
        if (i >= m_columns.size()) {
            m_columns.push_back(column.column());
            m_sampled.emplace_back();
        }
        if (column.misfits().empty())
            continue;
        std::vector<StoredCell> cells = m_sampled[i];
        cells.insert(cells.end(), column.misfits().begin(), column.misfits().end());
        const RecognisedColumn now = recogniseColumn(cells, m_decimalSign);
        // Few among millions are many among those that were kept.
        if (now.format == column.column().format
            || (now.format.type == ColumnType::Text && column.mostlyFits()))
            continue;
        hasChanged = true;
        m_columns[i] = now;
        m_sampled[i] = std::move(cells);
    }
    return hasChanged;
}

QString TableAssembler::nameOf(size_t column) const
{
    if (column < size_t(m_names.size()))
        return m_names.at(qsizetype(column));
    const QString given = m_source.columnName(column);
    return given.isEmpty() ? QStringLiteral("Column %1").arg(column + 1) : given;
}

void TableAssembler::report(const TableFiller &filler, ImportReport &report) const
{
    const auto note = [&report](ImportEvent event, qint64 count, qint64 firstRow = -1,
                                const QString &column = {}, const QString &sample = {}) {
        if (count > 0)
            report.notes.append({event, count, firstRow, column, sample});
    };
    report.hasHeader = m_hasHeader;
    report.decimalSign = m_decimalSign.value_or('.');
    report.sheets = m_source.sheets();
    report.sheet = m_source.sheet();
    report.rowsRead = filler.rowCount();
    note(ImportEvent::LinesBefore, m_skippedRows, -1, {}, m_skippedText);
    report.notes += m_source.notes();
    note(ImportEvent::NamesMade, m_namesMade);
    note(ImportEvent::BlankLines, filler.blankRows());
    note(ImportEvent::RowsPadded, filler.padded(), filler.firstPadded());
    note(ImportEvent::RowsLonger, filler.longer(), filler.firstLonger());
    for (size_t i = 0; i < filler.columns().size(); ++i) {
        const ColumnFiller &filled = filler.columns()[i];
        const QString column = nameOf(i);
        const QString sample = filled.misfits().empty() ? QString() : text(filled.misfits()[0].text);
        constexpr qsizetype kLongestSample = 200;
        note(ImportEvent::ValuesMisfit, filled.misfitCount(), filled.firstMisfit(), column,
             sample.left(kLongestSample));
        note(ImportEvent::NullWords, filled.nullWords(), -1, column);
        note(ImportEvent::DecimalAmbiguous, filled.column().isDecimalAmbiguous, -1, column);
        note(ImportEvent::DatesAmbiguous, filled.column().isDateAmbiguous, -1, column);
    }
}

ReadingProblem TableAssembler::assemble(const QString &tableName, ImportReport known, BlockSpace &space,
                                        ParallelTasks &tasks, qint64 mostRows)
{
    {
        Sample sample;
        lookAt(sample);
        if (m_problem != ReadingProblem::None)
            return m_problem;
        decideHeader(sample);
        name(sample);
        decideTypes();
    }
    for (int reading = 1;; ++reading) {
        TableWriter writer(space);
        TableFiller filler({m_columns, m_decimalSign, size_t(m_names.size()),
                            m_skippedRows + (m_hasHeader ? 1 : 0), mostRows, !m_source.namesColumns()},
                           writer, tasks, [this] {
                               if (m_progress)
                                   m_progress(m_source.progress());
                           });
        m_source.readBatches(filler);
        filler.end();
        if (filler.problem() != ReadingProblem::None)
            return filler.problem();
        if (reading < kMostReadings && reconsider(filler))
            continue;
        QStringList names;
        for (size_t i = 0; i < filler.columns().size(); ++i)
            names.append(nameOf(i));
        report(filler, known);
        writer.finish(tableName, names, filler.rowCount(), known, tasks);
        return ReadingProblem::None;
    }
}

} // namespace tabletalk
