// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resultwriter.h"

#include "civildate.h"
#include "sqlmoment.h"
#include "tablewriter.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace tabletalk {

namespace {

constexpr qint64 kExact = qint64{1} << 53;

//! The raw value of a format that SQL sees as this number, if there is one.
std::optional<qint64> rawOf(const ColumnFormat &format, double number)
{
    if (format.type == ColumnType::Real)
        return format.isPercent() ? std::nullopt : std::optional(std::bit_cast<qint64>(number));
    const double unit = std::pow(10.0, (format.type == ColumnType::Decimal ? format.scale : 0)
                                           + (format.isPercent() ? 2 : 0));
    const double raw = std::nearbyint(number * unit);
    if (!(std::abs(raw) < double(kExact)) || raw / unit != number)
        return std::nullopt;
    return qint64(raw);
}

std::optional<qint64> rawOf(const ColumnFormat &format, std::string_view text)
{
    const std::optional<MomentRange> range = momentRange(text, format);
    return range && range->low == range->high ? std::optional(range->low) : std::nullopt;
}

//! What was computed to 15 digits, which is what a double holds whatever it is: adding up cents leaves
//! 358851.97000000003 otherwise.
double withoutNoise(double number)
{
    constexpr int kDigits = 15;
    std::array<char, 40> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                       std::chars_format::general, kDigits);
    double rounded = number;
    std::from_chars(digits.data(), written.ptr, rounded);
    return rounded;
}

bool isMoment(ColumnType type)
{
    return type == ColumnType::Date || type == ColumnType::Time || type == ColumnType::Timestamp;
}

} // namespace

//! The format that holds all cells of a column, and each cell's raw value in it.
class ResultWriter::ColumnShape {
public:
    explicit ColumnShape(const ResultColumn &column)
        : m_column(column)
    {
        for (const Cell &cell : column.cells) {
            m_hasIntegers = m_hasIntegers || cell.kind == Kind::Integer;
            m_hasReals = m_hasReals || cell.kind == Kind::Real;
            m_hasTexts = m_hasTexts || cell.kind == Kind::Text;
        }
        m_format = choose();
    }

    const ColumnFormat &format() const { return m_format; }

    std::string_view textOf(const Cell &cell) const
    {
        return std::string_view(m_column.texts).substr(size_t(cell.raw), size_t(cell.size));
    }

    //! Of any type but Text.
    std::optional<qint64> raw(const ColumnFormat &format, const Cell &cell) const
    {
        switch (cell.kind) {
        case Kind::Null:
            return std::nullopt;
        case Kind::Text:
            return isMoment(format.type) ? rawOf(format, textOf(cell)) : std::nullopt;
        case Kind::Integer:
            if (format.type == ColumnType::Boolean && cell.raw != 0 && cell.raw != 1)
                return std::nullopt;
            if (format.type == ColumnType::Integer || format.type == ColumnType::Boolean)
                return format.isPercent() ? rawOf(format, double(cell.raw)) : cell.raw;
            return format.isNumber() ? rawOf(format, double(cell.raw)) : std::nullopt;
        case Kind::Real: {
            const double number = std::bit_cast<double>(cell.raw);
            return format.isNumber() ? rawOf(format, m_column.format ? number : withoutNoise(number))
                                     : std::nullopt;
        }
        }
        Q_UNREACHABLE();
    }

private:
    bool holdsAll(const ColumnFormat &format) const
    {
        for (const Cell &cell : m_column.cells) {
            if (cell.kind != Kind::Null && !raw(format, cell))
                return false;
        }
        return true;
    }

    ColumnFormat choose() const
    {
        if (m_column.format && m_column.format->type != ColumnType::Text && holdsAll(*m_column.format))
            return *m_column.format;
        if (m_hasTexts) {
            for (const ColumnType type : {ColumnType::Date, ColumnType::Timestamp}) {
                ColumnFormat format{.type = type};
                if (!m_hasIntegers && !m_hasReals && holdsAll(format)) {
                    format.scale = type == ColumnType::Timestamp && hasFractions(format) ? 6 : 0;
                    return format;
                }
            }
            return {};
        }
        return {.type = m_hasReals ? ColumnType::Real : ColumnType::Integer};
    }

    bool hasFractions(const ColumnFormat &format) const
    {
        for (const Cell &cell : m_column.cells) {
            if (raw(format, cell).value_or(0) % kMicrosPerSecond != 0)
                return true;
        }
        return false;
    }

    const ResultColumn &m_column;
    ColumnFormat m_format;
    bool m_hasIntegers = false;
    bool m_hasReals = false;
    bool m_hasTexts = false;
};

void ResultWriter::addColumn(const QString &name, const std::optional<ColumnFormat> &format)
{
    m_columns.push_back({name, format, {}, {}});
}

void ResultWriter::addCell(ResultColumn &column, const SqlLiteral &value)
{
    Cell cell;
    if (const auto *whole = std::get_if<qint64>(&value)) {
        cell = {Kind::Integer, *whole};
    } else if (const auto *real = std::get_if<double>(&value)) {
        cell = {Kind::Real, std::bit_cast<qint64>(*real)};
    } else if (const auto *text = std::get_if<std::string>(&value)) {
        cell = {Kind::Text, qint64(column.texts.size()), qint64(text->size())};
        column.texts.append(*text);
    }
    m_bytes += qint64(sizeof(Cell)) + cell.size;
    column.cells.push_back(cell);
}

void ResultWriter::addRow(sqlite3_stmt *statement)
{
    for (size_t i = 0; i < m_columns.size(); ++i)
        addCell(m_columns[i], literalOf(sqlite3_column_value(statement, int(i))));
    ++m_rows;
}

void ResultWriter::addRow(const std::vector<SqlLiteral> &cells)
{
    for (size_t i = 0; i < m_columns.size(); ++i)
        addCell(m_columns[i], cells[i]);
    ++m_rows;
}

Table ResultWriter::table() const
{
    TableWriter writer;
    QStringList names;
    std::vector<ColumnShape> shapes;
    // All of them before the first cell: a column that comes later begins with cells without a value.
    for (const ResultColumn &column : m_columns) {
        shapes.emplace_back(column);
        writer.addColumn(shapes.back().format());
        names.append(column.name);
    }
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const ResultColumn &column = m_columns[i];
        const ColumnShape &shape = shapes[i];
        const ColumnFormat &format = shape.format();
        ColumnWriter &to = writer.column(int(i));
        for (const Cell &cell : column.cells) {
            if (cell.kind == Kind::Null) {
                to.appendNull();
            } else if (format.type != ColumnType::Text) {
                to.appendValue(shape.raw(format, cell).value_or(0));
            } else if (cell.kind == Kind::Text) {
                // Also what a blob or a hostile table holds is text from here on.
                const std::string_view text = shape.textOf(cell);
                to.appendText(QString::fromUtf8(text.data(), qsizetype(text.size())).toStdString());
            } else {
                std::string number;
                appendPlain(number,
                            {.type = cell.kind == Kind::Real ? ColumnType::Real : ColumnType::Integer},
                            cell.raw);
                to.appendText(number);
            }
        }
    }
    return Table::open(writer.finish({}, names, m_rows, {})).value_or(Table());
}

} // namespace tabletalk
