// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmltables.h"

#include "htmlscanner.h"
#include "importreport.h"
#include "spaces.h"
#include "spreadsheetvalue.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

namespace tabletalk {

namespace {

//! Beyond it a span is a mistake or an attack.
constexpr int kMostSpan = 16384;

int spanOf(const std::string &text)
{
    int span = 1;
    std::from_chars(text.data(), text.data() + text.size(), span);
    return std::clamp(span, 1, kMostSpan);
}

//! The value of `name` in a style attribute, without its quotes and backslashes.
std::string styleValue(std::string_view style, std::string_view name)
{
    const size_t found = style.find(name);
    if (found == std::string_view::npos)
        return {};
    const size_t colon = style.find(':', found);
    if (colon == std::string_view::npos)
        return {};
    std::string value;
    char quote = '\0';
    for (const char c : style.substr(colon + 1)) {
        if (c == ';' && quote == '\0')
            break;
        if (c == '"' || c == '\'')
            quote = quote == '\0' ? c : '\0';
        else if (c != '\\')
            value += c;
    }
    return value;
}

//! The text after `"key":` in a small JSON object, up to the next comma or brace.
std::string_view jsonMember(std::string_view json, std::string_view key)
{
    const size_t found = json.find(key);
    if (found == std::string_view::npos)
        return {};
    const std::string_view value = json.substr(found + key.size());
    return value.substr(0, value.find_first_of(",}"));
}

//! What the spreadsheet says of the cell whose opening tag is at hand.
SpreadsheetValue valueOf(const HtmlScanner &scanner)
{
    if (const std::string number = scanner.attribute("sdval"); !number.empty()) {
        // "document's language;format's language;format"
        const std::string numberFormat = scanner.attribute("sdnum");
        std::string_view format = numberFormat;
        for (int i = 0; i < 2; ++i)
            format.remove_prefix(std::min(format.find(';'), format.size() - 1) + (format.empty() ? 0 : 1));
        return spreadsheetValue(number, format);
    }
    if (const std::string number = scanner.attribute("x:num"); !number.empty())
        return spreadsheetValue(number, styleValue(scanner.attribute("style"), "mso-number-format"));
    if (const std::string json = scanner.attribute("data-sheets-value"); !json.empty()) {
        const std::string_view type = jsonMember(json, "\"1\":");
        if (type == "2")
            return {CellKind::Text, {}};
        if (type == "3") {
            const std::string format = scanner.attribute("data-sheets-numberformat");
            const size_t pattern = format.find("\"2\":\"");
            return spreadsheetValue(jsonMember(json, "\"3\":"),
                                    pattern == std::string::npos
                                        ? std::string_view()
                                        : std::string_view(format).substr(pattern + 5));
        }
        if (type == "4")
            return {CellKind::Boolean, jsonMember(json, "\"4\":") == "1" ? "true" : "false"};
    }
    return {};
}

struct HtmlCell {
    std::string text;
    SpreadsheetValue value;
    int columns = 1;
    int rows = 1;
};

//! Lays the cells of a table out in rows, over what is merged.
class RowMaker {
public:
    explicit RowMaker(RowSink &sink)
        : m_sink(sink)
    {
    }

    void openCell(const HtmlScanner &scanner)
    {
        closeCell();
        m_isInCell = true;
        m_cell.value = valueOf(scanner);
        m_cell.columns = spanOf(scanner.attribute("colspan"));
        m_cell.rows = spanOf(scanner.attribute("rowspan"));
        m_merged += m_cell.columns > 1 || m_cell.rows > 1 ? 1 : 0;
        m_isHeader = m_isHeader && scanner.name() == "th";
    }
    void append(std::string_view source)
    {
        if (m_isInCell)
            HtmlScanner::appendText(m_cell.text, source);
    }
    void breakLine()
    {
        if (!m_isInCell)
            return;
        while (m_cell.text.ends_with(' '))
            m_cell.text.pop_back();
        m_cell.text += '\n';
    }
    void closeCell()
    {
        if (!m_isInCell)
            return;
        m_isInCell = false;
        skipMerged();
        m_cell.text = std::string(trimmed(m_cell.text));
        // An error's number is none: LibreOffice writes zero.
        const bool isError = m_cell.text.starts_with("Err:") || m_cell.text.starts_with('#');
        if (isError && m_cell.value.kind != CellKind::Unknown)
            m_cell.value = {CellKind::Error, {}};
        const int columns = m_cell.columns;
        const int rows = m_cell.rows;
        m_row.push_back(std::move(m_cell));
        m_cell = {};
        // A merged cell's value stands in its first column; the others are empty.
        for (int i = 1; i < columns && m_row.size() < size_t(kMostSpan); ++i)
            m_row.emplace_back();
        if (rows > 1) {
            for (int i = 0; i < columns; ++i)
                m_below[int(m_row.size()) - columns + i] = rows;
        }
    }
    //! False when the sink wants no more.
    bool closeRow()
    {
        closeCell();
        if (m_row.empty())
            return true;
        skipMerged();
        if (m_isFirst)
            m_firstIsHeader = m_isHeader;
        m_isFirst = false;
        m_isHeader = true;
        m_cells.resize(m_row.size());
        for (size_t i = 0; i < m_row.size(); ++i)
            m_cells[i] = {m_row[i].text, m_row[i].value.meant, m_row[i].value.kind};
        const bool wantsMore = m_sink.takeRow(m_cells);
        m_row.clear();
        for (auto below = m_below.begin(); below != m_below.end();)
            below = --below->second <= 0 ? m_below.erase(below) : std::next(below);
        return wantsMore;
    }
    qint64 merged() const { return m_merged; }
    bool firstIsHeader() const { return m_firstIsHeader; }

private:
    //! Over the places that a cell further up takes.
    void skipMerged()
    {
        const auto isTaken = [this] {
            const auto found = m_below.find(int(m_row.size()));
            return found != m_below.end() && found->second > 0;
        };
        while (isTaken() && m_row.size() < size_t(kMostSpan) && !m_isFirst)
            m_row.emplace_back();
    }

    RowSink &m_sink;
    HtmlCell m_cell;
    bool m_isInCell = false;
    std::vector<HtmlCell> m_row;
    std::vector<Cell> m_cells;
    std::map<int, int> m_below; //!< by column: rows, this one included, that a cell further up takes
    bool m_isFirst = true;
    bool m_isHeader = true;
    bool m_firstIsHeader = false;
    qint64 m_merged = 0;
};

} // namespace

HtmlTables::HtmlTables(std::string_view html)
    : m_html(html)
{
    HtmlScanner scanner(html);
    int depth = 0;
    for (auto token = scanner.next(); token != HtmlScanner::Token::End; token = scanner.next()) {
        const bool isTable = scanner.name() == "table";
        if (token == HtmlScanner::Token::Open && isTable && ++depth == 1)
            m_sizes.push_back(0);
        else if (token == HtmlScanner::Token::Close && isTable)
            depth = std::max(0, depth - 1);
        else if (token == HtmlScanner::Token::Open && depth == 1
                 && (scanner.name() == "td" || scanner.name() == "th"))
            ++m_sizes.back();
    }
}

void HtmlTables::read(RowSink &sink)
{
    m_notes.clear();
    if (m_sizes.empty())
        return;
    const auto chosen = std::max_element(m_sizes.begin(), m_sizes.end()) - m_sizes.begin();
    HtmlScanner scanner(m_html);
    RowMaker rows(sink);
    int depth = 0;
    qint64 table = -1;
    bool wantsMore = true;
    for (auto token = scanner.next(); wantsMore && token != HtmlScanner::Token::End; token = scanner.next()) {
        const std::string &name = scanner.name();
        const bool isTag = token != HtmlScanner::Token::Text;
        if (isTag && name == "table") {
            if (token == HtmlScanner::Token::Open) {
                table += ++depth == 1 ? 1 : 0;
                rows.append(" ");
            } else {
                if (depth == 1 && table == chosen) {
                    wantsMore = rows.closeRow();
                    break;
                }
                depth = std::max(0, depth - 1);
            }
        } else if (table != chosen || depth == 0) {
            continue;
        } else if (!isTag) {
            rows.append(scanner.text());
        } else if (name == "br" || name == "p" || name == "div") {
            if (token == HtmlScanner::Token::Open && name == "br")
                rows.breakLine();
            else
                rows.append(" ");
        } else if (depth > 1) {
            continue;
        } else if (name == "td" || name == "th") {
            if (token == HtmlScanner::Token::Open)
                rows.openCell(scanner);
            else
                rows.closeCell();
        } else if (name == "tr") {
            wantsMore = rows.closeRow();
        }
    }
    if (wantsMore)
        rows.closeRow();
    // Without <th> nothing is said; the cells decide.
    if (rows.firstIsHeader())
        m_hasHeader = true;
    if (rows.merged() > 0)
        m_notes.append({ImportEvent::CellsMerged, rows.merged()});
    if (m_sizes.size() > 1)
        m_notes.append({ImportEvent::TablesLeft, qint64(m_sizes.size()) - 1});
}

} // namespace tabletalk
