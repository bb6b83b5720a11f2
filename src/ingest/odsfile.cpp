// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "odsfile.h"

#include "numberformat.h"
#include "sheetrows.h"
#include "tableblock.h"

#include <algorithm>
#include <charconv>

namespace tabletalk {

namespace {

using Token = XmlPart::Token;

std::string utf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

qint64 timesOf(const XmlPart &part, QLatin1String name)
{
    constexpr qint64 kMost = 1'048'576;
    return std::clamp<qint64>(part.attribute(name).toLongLong(), 1, kMost);
}

//! "14:05:06" of "PT14H05M06S"; nothing of what is no time of day.
std::string timeOfDay(std::string_view duration)
{
    if (!duration.starts_with("PT"))
        return {};
    std::string time;
    const char *at = duration.data() + 2;
    const char *end = duration.data() + duration.size();
    constexpr int kHours = 24;
    for (const char unit : {'H', 'M', 'S'}) {
        int number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        const bool isHere = error == std::errc() && next < end && number >= 0
                            && (*next == unit || (unit == 'S' && *next == '.'));
        if (!isHere || (unit == 'H' && number >= kHours))
            return {};
        constexpr int kTwoDigits = 10;
        time +=
            (time.empty() ? "" : ":") + std::string(number < kTwoDigits ? "0" : "") + std::to_string(number);
        at = next + 1;
        if (*next == '.') {
            const std::string_view fraction(next, size_t(end - next) - 1); // without the S
            time += fraction.substr(0, fraction.find_last_not_of("0.") + 1);
        }
    }
    return time;
}

//! What the attributes of the cell at hand say of its value.
void takeValue(const XmlPart &part, StoredCell &cell)
{
    const QStringView type = part.attribute(QLatin1String("office:value-type"));
    const auto meant = [&part, &cell](CellKind kind, QLatin1String name) {
        cell.meant = utf8(part.attribute(name));
        cell.kind = cell.meant.empty() ? CellKind::Text : kind;
    };
    const QStringView formula = part.attribute(QLatin1String("table:formula"));
    if (part.attribute(QLatin1String("calcext:value-type")) == QLatin1String("error")) {
        cell.kind = CellKind::Error;
    } else if (formula == QLatin1String("of:=TRUE()") || formula == QLatin1String("of:=FALSE()")) {
        // So other programs' booleans come out of LibreOffice, as numbers.
        cell.meant = formula == QLatin1String("of:=TRUE()") ? "true" : "false";
        cell.kind = CellKind::Boolean;
    } else if (type == QLatin1String("float") || type == QLatin1String("currency")) {
        meant(CellKind::Number, QLatin1String("office:value"));
        cell.meant = shortestNumber(cell.meant);
    } else if (type == QLatin1String("percentage")) {
        meant(CellKind::Percent, QLatin1String("office:value"));
        cell.meant = shortestNumber(cell.meant);
    } else if (type == QLatin1String("date")) {
        meant(CellKind::Moment, QLatin1String("office:date-value"));
    } else if (type == QLatin1String("time")) {
        cell.meant = timeOfDay(utf8(part.attribute(QLatin1String("office:time-value"))));
        cell.kind = cell.meant.empty() ? CellKind::Text : CellKind::Moment;
    } else if (type == QLatin1String("boolean")) {
        meant(CellKind::Boolean, QLatin1String("office:boolean-value"));
    } else if (type == QLatin1String("string")) {
        cell.kind = CellKind::Text;
    }
}

} // namespace

OdsFile::OdsFile(const QByteArray &bytes, const QList<ZipEntry> &entries, const ZipLimits &limits)
    : SpreadsheetFile(bytes, entries, limits)
{
}

//! The archive itself is open; its parts are not.
bool OdsFile::isLocked()
{
    XmlPart xml = part(QStringLiteral("META-INF/manifest.xml"));
    for (Token token = xml.next(); token != Token::End; token = xml.next()) {
        if (token == Token::Open && xml.name() == QLatin1String("encryption-data"))
            return true;
    }
    return false;
}

void OdsFile::read(RowSink &sink)
{
    m_notes.clear();
    if (m_problem != ReadingProblem::None)
        return;
    XmlPart xml = part(QStringLiteral("content.xml"));
    QSet<QString> hiddenStyles;
    QString style;
    bool isSpreadsheet = false;
    bool hasRead = false;
    bool wantsMore = true;
    for (Token token = xml.next(); wantsMore && token != Token::End; token = xml.next()) {
        if (token != Token::Open)
            continue;
        if (xml.name() == QLatin1String("style")) {
            style = xml.attribute(QLatin1String("style:name")).toString();
        } else if (xml.name() == QLatin1String("table-properties")) {
            if (xml.attribute(QLatin1String("table:display")) == QLatin1String("false"))
                hiddenStyles.insert(style);
        } else if (xml.name() == QLatin1String("spreadsheet")) {
            isSpreadsheet = true;
        } else if (xml.name() == QLatin1String("tracked-changes")) {
            xml.skip(); // cells as they were once
        } else if (xml.name() == QLatin1String("table")) {
            const QString name = xml.attribute(QLatin1String("table:name")).toString();
            addSheet(name);
            const bool isHidden =
                hiddenStyles.contains(xml.attribute(QLatin1String("table:style-name")).toString());
            if (hasRead || (m_chosen ? name != *m_chosen : isHidden)) {
                xml.skip();
                continue;
            }
            SheetRows rows(sink);
            m_merged = 0;
            wantsMore = readSheet(xml, rows);
            if (rows.problem() != ReadingProblem::None)
                xml.fail(rows.problem());
            if (rows.hasRows()) {
                hasRead = true;
                m_sheetName = name;
            }
        }
    }
    m_problem = xml.problem();
    if (m_problem == ReadingProblem::Damaged && isLocked())
        m_problem = ReadingProblem::Locked;
    if (m_problem == ReadingProblem::None && !isSpreadsheet && wantsMore)
        m_problem = ReadingProblem::Unsupported; // a text, a drawing
    if (m_problem == ReadingProblem::None && wantsMore && hasRead) {
        note(ImportEvent::CellsMerged, m_merged);
        noteSheets();
    }
}

bool OdsFile::readSheet(XmlPart &part, SheetRows &rows)
{
    for (int depth = 1; depth > 0;) {
        const Token token = part.next();
        if (token == Token::End)
            return true;
        if (token == Token::Close) {
            --depth;
        } else if (token == Token::Open) {
            if (part.name() == QLatin1String("table-row")) {
                const qint64 times = timesOf(part, QLatin1String("table:number-rows-repeated"));
                rows.beginRow(rows.nextRow());
                readRow(part, rows);
                // What was cut off is no row.
                if (part.problem() != ReadingProblem::None || !rows.endRow(times))
                    return false;
            } else if (part.name() == QLatin1String("shapes")) {
                part.skip();
            } else {
                ++depth;
            }
        }
    }
    return true;
}

void OdsFile::readRow(XmlPart &part, SheetRows &rows)
{
    size_t column = 0;
    for (int depth = 1; depth > 0;) {
        const Token token = part.next();
        if (token == Token::End)
            return;
        if (token == Token::Close) {
            --depth;
            continue;
        }
        if (token == Token::Text)
            continue;
        const bool isCovered = part.name() == QLatin1String("covered-table-cell");
        if (!isCovered && part.name() != QLatin1String("table-cell")) {
            ++depth;
            continue;
        }
        const qint64 times = timesOf(part, QLatin1String("table:number-columns-repeated"));
        m_merged += timesOf(part, QLatin1String("table:number-columns-spanned")) > 1
                            || timesOf(part, QLatin1String("table:number-rows-spanned")) > 1
                        ? 1
                        : 0;
        StoredCell cell;
        takeValue(part, cell);
        readText(part, cell.text);
        if (isCovered || (cell.text.empty() && cell.meant.empty())) {
            column += size_t(times);
            continue;
        }
        for (qint64 i = 0; i < times; ++i, ++column) {
            StoredCell *place = rows.cell(column);
            if (!place) {
                part.fail(ReadingProblem::TooWide);
                return;
            }
            *place = cell;
        }
    }
}

//! The paragraphs of the cell at hand, without its comment and what is drawn over it.
void OdsFile::readText(XmlPart &part, std::string &text)
{
    constexpr qint64 kMostSpaces = 1000;
    bool isFirst = true;
    bool isInParagraph = false;
    for (int depth = 1; depth > 0;) {
        const Token token = part.next();
        if (token == Token::End)
            return;
        if (token == Token::Text) {
            if (isInParagraph)
                text += utf8(part.text());
        } else if (token == Token::Close) {
            --depth;
            isInParagraph = isInParagraph && part.name() != QLatin1String("p");
        } else if (part.name() == QLatin1String("annotation") || part.name() == QLatin1String("frame")) {
            part.skip();
        } else {
            ++depth;
            if (part.name() == QLatin1String("p")) {
                text += isFirst ? "" : "\n";
                isFirst = false;
                isInParagraph = true;
            } else if (part.name() == QLatin1String("s")) {
                text.append(size_t(std::min(kMostSpaces, timesOf(part, QLatin1String("text:c")))), ' ');
            } else if (part.name() == QLatin1String("tab")) {
                text += '\t';
            } else if (part.name() == QLatin1String("line-break")) {
                text += '\n';
            }
        }
        constexpr size_t kLongestText = 4 * 1024 * 1024;
        if (text.size() > kLongestText)
            part.fail(ReadingProblem::TooLarge);
    }
}

} // namespace tabletalk
