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

constexpr size_t kMostSampleRows = 20'000;
constexpr size_t kMostSampleCells = 400'000;
constexpr size_t kMostSampleBytes = 32 * 1024 * 1024;
constexpr size_t kMostSkipped = 20;
//! Cells kept to see whether a column is of another type after all.
constexpr size_t kMostMisfits = 2000;
constexpr int kMostReadings = 3;
constexpr qint64 kProgressRows = 16384;

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

//! All rows, into columns.
class TableAssembler::Filler final : public RowSink {
public:
    Filler(const TableAssembler &plan, qint64 mostRows)
        : m_plan(plan)
        , m_mostRows(mostRows)
        , m_toSkip(plan.m_skippedRows + (plan.m_hasHeader ? 1 : 0))
    {
        for (const RecognisedColumn &column : plan.m_columns)
            writer.addColumn(column.format);
        misfits.resize(plan.m_columns.size());
        misfitCounts.resize(plan.m_columns.size());
        firstMisfits.resize(plan.m_columns.size(), -1);
        nullWords.resize(plan.m_columns.size());
    }

    bool takeRow(std::span<const Cell> cells) override
    {
        if (isBlankRow(cells)) {
            // The only column may have no value; the last rows of a source are none.
            ++m_blankRows;
            return true;
        }
        const bool keepsBlank = m_toSkip == 0 && writer.columnCount() == 1 && m_plan.m_columns.size() == 1;
        for (; keepsBlank && m_blankRows > 0; --m_blankRows) {
            writer.column(0).appendNull();
            ++rows;
        }
        blankRows += m_blankRows;
        m_blankRows = 0;
        if (m_toSkip > 0) {
            --m_toSkip;
            return true;
        }
        if (rows >= m_mostRows)
            return false;
        append(cells);
        ++rows;
        if (m_plan.m_progress && rows % kProgressRows == 0)
            m_plan.m_progress(m_plan.m_source.progress());
        return problem == Problem::None;
    }

    TableWriter writer;
    qint64 rows = 0;
    Problem problem = Problem::None;
    qint64 blankRows = 0;
    qint64 padded = 0;
    qint64 firstPadded = -1;
    qint64 longer = 0;
    qint64 firstLonger = -1;
    std::vector<std::vector<StoredCell>> misfits;
    std::vector<qint64> misfitCounts;
    std::vector<qint64> firstMisfits;
    std::vector<qint64> nullWords;

private:
    void append(std::span<const Cell> cells)
    {
        if (rows >= kMostRows) {
            problem = Problem::TooLong;
            return;
        }
        const auto known = m_plan.m_columns.size();
        size_t count = cells.size();
        while (count > known && cells[count - 1].text.empty())
            --count;
        if (count > size_t(kMostColumns)) {
            problem = Problem::TooWide;
            return;
        }
        if (count < known) {
            ++padded;
            firstPadded = firstPadded < 0 ? rows : firstPadded;
        } else if (count > known) {
            ++longer;
            firstLonger = firstLonger < 0 ? rows : firstLonger;
        }
        while (size_t(writer.columnCount()) < count)
            writer.addColumn({});
        const auto columns = size_t(writer.columnCount());
        for (size_t i = 0; i < columns; ++i)
            appendCell(i, i < count ? cells[i] : Cell());
    }

    void appendCell(size_t index, const Cell &cell)
    {
        ColumnWriter &column = writer.column(int(index));
        if (column.format().type == ColumnType::Text) {
            if (cell.text.empty())
                column.appendNull();
            else
                column.appendText(cell.text);
            return;
        }
        const CellValue value = readCell(cell, column.format());
        if (value.fit == CellValue::Fit::Value)
            column.appendValue(value.raw);
        else
            column.appendNull();
        if (value.isAsShown)
            return;
        const bool isMisfit = value.fit == CellValue::Fit::Misfit;
        column.spellLast(cell.text, isMisfit);
        if (value.fit == CellValue::Fit::NullWord)
            ++nullWords[index];
        if (!isMisfit)
            return;
        if (misfitCounts[index]++ == 0)
            firstMisfits[index] = rows;
        if (misfits[index].size() < kMostMisfits)
            misfits[index].emplace_back(cell);
    }

    const TableAssembler &m_plan;
    qint64 m_mostRows;
    qint64 m_toSkip;
    qint64 m_blankRows = 0; //!< since the last row that was not
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
        m_problem = Problem::Empty;
        return;
    }
    if (widest > size_t(kMostColumns)) {
        m_problem = Problem::TooWide;
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

void TableAssembler::decideTypes(const Sample &)
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

bool TableAssembler::reconsider(const Filler &filler)
{
    bool hasChanged = false;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (filler.misfits[i].empty())
            continue;
        std::vector<StoredCell> cells = m_sampled[i];
        cells.insert(cells.end(), filler.misfits[i].begin(), filler.misfits[i].end());
        const RecognisedColumn now = recogniseColumn(cells, m_decimalSign);
        if (now.format != m_columns[i].format) {
            hasChanged = true;
            m_columns[i] = now;
            m_sampled[i] = std::move(cells);
        }
    }
    return hasChanged;
}

void TableAssembler::report(const Filler &filler, ImportReport &report) const
{
    const auto note = [&report](ImportEvent event, qint64 count, qint64 firstRow = -1,
                                const QString &column = {}, const QString &sample = {}) {
        if (count > 0)
            report.notes.append({event, count, firstRow, column, sample});
    };
    report.hasHeader = m_hasHeader;
    report.decimalSign = m_decimalSign.value_or('.');
    report.rowsRead = filler.rows;
    note(ImportEvent::LinesBefore, m_skippedRows, -1, {}, m_skippedText);
    report.notes += m_source.notes();
    note(ImportEvent::NamesMade, m_namesMade);
    note(ImportEvent::BlankLines, filler.blankRows);
    note(ImportEvent::RowsPadded, filler.padded, filler.firstPadded);
    note(ImportEvent::RowsLonger, filler.longer, filler.firstLonger);
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const QString &column = m_names.at(qsizetype(i));
        const QString sample = filler.misfits[i].empty() ? QString() : text(filler.misfits[i][0].text);
        constexpr qsizetype kLongestSample = 200;
        note(ImportEvent::ValuesMisfit, filler.misfitCounts[i], filler.firstMisfits[i], column,
             sample.left(kLongestSample));
        note(ImportEvent::NullWords, filler.nullWords[i], -1, column);
        note(ImportEvent::DecimalAmbiguous, m_columns[i].isDecimalAmbiguous, -1, column);
        note(ImportEvent::DatesAmbiguous, m_columns[i].isDateAmbiguous, -1, column);
    }
}

QByteArray TableAssembler::assemble(const QString &tableName, ImportReport known, qint64 mostRows)
{
    {
        Sample sample;
        lookAt(sample);
        if (m_problem != Problem::None)
            return {};
        decideHeader(sample);
        name(sample);
        decideTypes(sample);
    }
    for (int reading = 1;; ++reading) {
        Filler filler(*this, mostRows);
        m_source.read(filler);
        m_problem = filler.problem;
        if (m_problem != Problem::None)
            return {};
        if (reading < kMostReadings && reconsider(filler))
            continue;
        for (int i = int(m_names.size()); i < filler.writer.columnCount(); ++i)
            m_names.append(QStringLiteral("Column %1").arg(i + 1));
        report(filler, known);
        return filler.writer.finish(tableName, m_names, filler.rows, known);
    }
}

} // namespace tabletalk
