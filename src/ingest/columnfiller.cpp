// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "columnfiller.h"

#include "cellvalue.h"
#include "shownvalue.h"

namespace tabletalk {

namespace {

//! Cells kept to see what a column is, or whether it is of another type after all.
constexpr size_t kMostKept = 2000;

bool isPlainNumber(const ColumnFormat &format)
{
    return format.isNumber() && format.prefix.empty() && format.suffix.empty() && format.groupSign.empty()
           && format.decimalSign == ".";
}

} // namespace

ColumnFiller::ColumnFiller(ColumnWriter &writer, const RecognisedColumn &column,
                           std::optional<char> decimalSign)
    : m_writer(writer)
    , m_column(column)
    , m_decimalSign(decimalSign)
    , m_isPlain(isPlainNumber(column.format))
{
}

void ColumnFiller::recognise(std::span<const CellRef> cells)
{
    std::vector<StoredCell> found;
    for (const CellRef &cell : cells) {
        if (!cell.isEmpty() && found.size() < kMostKept)
            found.emplace_back(cell.cell());
    }
    RecognisedColumn column = recogniseColumn(found, m_decimalSign);
    if (!column.hasEvidence)
        return;
    if (m_writer.hasValues()) {
        // Words for no value were taken for texts: it must be read again.
        m_misfits = std::move(found);
        m_misfitCount = qint64(m_misfits.size());
        m_column.hasEvidence = true;
        return;
    }
    m_column = column;
    m_isPlain = isPlainNumber(column.format);
    m_writer.setFormat(column.format);
}

void ColumnFiller::take(std::span<const CellRef> cells, size_t rows, qint64 firstRow)
{
    cells = cells.first(std::min(cells.size(), rows));
    if (!m_column.hasEvidence)
        recognise(cells);
    const ColumnFormat &format = m_column.format;
    if (format.type == ColumnType::Text) {
        takeTexts(cells);
    } else {
        for (size_t i = 0; i < cells.size(); ++i) {
            const CellRef &cell = cells[i];
            const bool isShort = cell.kind() == CellKind::Unknown
                                 || (m_isPlain && cell.kind() == CellKind::Number && cell.isTextMeant());
            if (const std::optional<qint64> value =
                    isShort ? shownValue(cell.text(), format) : std::nullopt) {
                m_writer.appendValue(*value);
                ++m_values;
            } else {
                takeSlowly(cell, firstRow + qint64(i));
            }
        }
    }
    for (size_t i = cells.size(); i < rows; ++i)
        m_writer.appendNull();
}

void ColumnFiller::takeTexts(std::span<const CellRef> cells)
{
    for (const CellRef &cell : cells) {
        if (cell.isEmpty())
            m_writer.appendNull();
        else
            m_writer.appendText(cell.text());
    }
}

void ColumnFiller::takeSlowly(const CellRef &cell, qint64 row)
{
    const Cell whole = cell.cell();
    const CellValue value = readCell(whole, m_column.format);
    if (value.fit == CellValue::Fit::Value) {
        m_writer.appendValue(value.raw);
        ++m_values;
    } else {
        m_writer.appendNull();
    }
    if (value.isAsShown)
        return;
    const bool isMisfit = value.fit == CellValue::Fit::Misfit;
    m_writer.spellLast(whole.text, isMisfit);
    m_nullWords += value.fit == CellValue::Fit::NullWord ? 1 : 0;
    if (!isMisfit)
        return;
    if (m_misfitCount++ == 0)
        m_firstMisfit = row;
    if (m_misfits.size() < kMostKept)
        m_misfits.emplace_back(whole);
}

} // namespace tabletalk
