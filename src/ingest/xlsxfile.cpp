// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "xlsxfile.h"

#include "sheetrows.h"
#include "spreadsheetvalue.h"

#include <charconv>
#include <map>

namespace tabletalk {

namespace {

using Token = XmlPart::Token;

//! The formats that have numbers of their own, as far as they mean more than "General".
const std::map<int, const char *> &builtInFormats()
{
    static const std::map<int, const char *> kFormats{{1, "0"},
                                                      {2, "0.00"},
                                                      {3, "#,##0"},
                                                      {4, "#,##0.00"},
                                                      {9, "0%"},
                                                      {10, "0.00%"},
                                                      {11, "0.00E+00"},
                                                      {12, "# ?/?"},
                                                      {13, "# ?/?"},
                                                      {14, "yyyy-mm-dd"},
                                                      {15, "d-mmm-yy"},
                                                      {16, "d-mmm"},
                                                      {17, "mmm-yy"},
                                                      {18, "h:mm AM/PM"},
                                                      {19, "h:mm:ss AM/PM"},
                                                      {20, "h:mm"},
                                                      {21, "h:mm:ss"},
                                                      {22, "yyyy-mm-dd hh:mm"},
                                                      {37, "#,##0;(#,##0)"},
                                                      {38, "#,##0;(#,##0)"},
                                                      {39, "#,##0.00;(#,##0.00)"},
                                                      {40, "#,##0.00;(#,##0.00)"},
                                                      {45, "mm:ss"},
                                                      {46, "[h]:mm:ss"},
                                                      {47, "mm:ss.0"},
                                                      {48, "##0.0E+0"}};
    return kFormats;
}

//! The column of "BC12", from 0; nothing where it is none.
std::optional<size_t> columnOf(QStringView reference)
{
    constexpr size_t kMost = 1'000'000;
    size_t column = 0;
    for (const QChar c : reference) {
        if (c < u'A' || c > u'Z' || column > kMost)
            break;
        column = column * 26 + size_t(c.unicode() - u'A') + 1;
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

//! Where a target that a part names lies in the archive.
QString resolved(const QString &part, const QString &target)
{
    if (target.startsWith(u'/'))
        return target.sliced(1);
    QStringList path = part.split(u'/');
    path.removeLast();
    for (const QString &step : target.split(u'/')) {
        if (step == QLatin1String("..")) {
            if (!path.isEmpty())
                path.removeLast();
        } else if (step != QLatin1String(".")) {
            path.append(step);
        }
    }
    return path.join(u'/');
}

bool isTrue(QStringView value)
{
    return value == QLatin1String("1") || value == QLatin1String("true");
}

} // namespace

XlsxFile::XlsxFile(const QByteArray &bytes, const QList<ZipEntry> &entries, const ZipLimits &limits)
    : SpreadsheetFile(bytes, entries, limits)
{
}

bool XlsxFile::check(const XmlPart &part)
{
    if (m_problem == ReadingProblem::None)
        m_problem = part.problem();
    return m_problem == ReadingProblem::None;
}

QHash<QString, XlsxFile::Relation> XlsxFile::relations(const QString &name)
{
    const qsizetype slash = name.lastIndexOf(u'/') + 1;
    XmlPart xml =
        part(name.first(slash) + QStringLiteral("_rels/") + name.sliced(slash) + QStringLiteral(".rels"));
    QHash<QString, Relation> found;
    for (Token token = xml.next(); token != Token::End; token = xml.next()) {
        if (token == Token::Open && xml.name() == QLatin1String("Relationship")) {
            const QString type = xml.attribute(QLatin1String("Type")).toString();
            found.insert(xml.attribute(QLatin1String("Id")).toString(),
                         {type.sliced(type.lastIndexOf(u'/') + 1),
                          resolved(name, xml.attribute(QLatin1String("Target")).toString())});
        }
    }
    check(xml);
    return found;
}

void XlsxFile::open()
{
    m_isOpen = true;
    m_formats.emplace_back();
    m_styles.assign(1, 0);
    for (const Relation &relation : relations({})) {
        if (relation.type == QLatin1String("officeDocument"))
            readWorkbook(relation.part);
    }
    if (m_problem == ReadingProblem::None && m_sheets.isEmpty())
        m_problem = ReadingProblem::Unsupported; // a text document, a presentation
}

void XlsxFile::readWorkbook(const QString &name)
{
    const QHash<QString, Relation> related = relations(name);
    XmlPart xml = part(name);
    for (Token token = xml.next(); token != Token::End; token = xml.next()) {
        if (token != Token::Open)
            continue;
        if (xml.name() == QLatin1String("workbookPr")) {
            m_is1904 = isTrue(xml.attribute(QLatin1String("date1904")));
        } else if (xml.name() == QLatin1String("sheet")) {
            const Relation relation = related.value(xml.attribute(QLatin1String("r:id")).toString());
            if (relation.type != QLatin1String("worksheet"))
                continue; // a chart
            const QString title = xml.attribute(QLatin1String("name")).toString();
            const QStringView state = xml.attribute(QLatin1String("state"));
            addSheet(title);
            m_sheets.append({title, relation.part, state.isEmpty() || state == QLatin1String("visible")});
        }
    }
    if (!check(xml))
        return;
    for (const Relation &relation : related) {
        if (relation.type == QLatin1String("styles"))
            readStyles(relation.part);
        else if (relation.type == QLatin1String("sharedStrings"))
            readTexts(relation.part);
    }
}

void XlsxFile::readStyles(const QString &name)
{
    std::map<int, size_t> numbers; // formats by their number
    m_styles.clear();
    bool isInStyles = false;
    XmlPart xml = part(name);
    for (Token token = xml.next(); token != Token::End; token = xml.next()) {
        if (xml.name() == QLatin1String("cellXfs") && token != Token::Text)
            isInStyles = token == Token::Open;
        if (token != Token::Open)
            continue;
        const int number = xml.attribute(QLatin1String("numFmtId")).toInt();
        if (xml.name() == QLatin1String("numFmt")) {
            numbers[number] = m_formats.size();
            m_formats.emplace_back(xml.attribute(QLatin1String("formatCode")).toUtf8().toStdString());
        } else if (isInStyles && xml.name() == QLatin1String("xf")) {
            if (const auto known = builtInFormats().find(number);
                known != builtInFormats().end() && !numbers.contains(number)) {
                numbers[number] = m_formats.size();
                m_formats.emplace_back(known->second);
            }
            const auto found = numbers.find(number);
            m_styles.push_back(found == numbers.end() ? 0 : found->second);
        }
    }
    check(xml);
}

void XlsxFile::readTexts(const QString &name)
{
    XmlPart xml = part(name);
    for (Token token = xml.next(); token != Token::End; token = xml.next()) {
        if (token == Token::Open && xml.name() == QLatin1String("si"))
            m_texts.push_back(richText(xml));
    }
    check(xml);
}

//! Of the element at hand, without what says how it is pronounced.
std::string XlsxFile::richText(XmlPart &part)
{
    std::string text;
    for (int depth = 1; depth > 0;) {
        const Token token = part.next();
        if (token == Token::End)
            break;
        if (token == Token::Close) {
            --depth;
        } else if (token == Token::Open) {
            if (part.name() == QLatin1String("t"))
                text += part.innerText();
            else if (part.name() == QLatin1String("rPh"))
                part.skip();
            else
                ++depth;
        }
    }
    return text;
}

void XlsxFile::read(RowSink &sink)
{
    if (!m_isOpen && m_problem == ReadingProblem::None)
        open();
    m_notes.clear();
    for (const Sheet &sheet : m_sheets) {
        if (m_problem != ReadingProblem::None)
            return;
        if (m_chosen ? sheet.name != *m_chosen : !sheet.isVisible)
            continue;
        SheetRows rows(sink);
        Tally tally;
        const bool isWhole = readSheet(sheet, rows, tally);
        if (!rows.hasRows())
            continue;
        m_sheetName = sheet.name;
        if (isWhole) {
            note(ImportEvent::CellsMerged, tally.merged);
            note(ImportEvent::FormulasUncomputed, tally.uncomputed);
            note(ImportEvent::FormatsUnknown, tally.unknownFormats, tally.format);
            noteSheets();
        }
        return;
    }
}

bool XlsxFile::readSheet(const Sheet &sheet, SheetRows &rows, Tally &tally)
{
    XmlPart xml = part(sheet.part);
    bool wantsMore = true;
    size_t nextColumn = 0;
    for (Token token = xml.next(); wantsMore && token != Token::End; token = xml.next()) {
        if (token == Token::Text)
            continue;
        const bool isOpening = token == Token::Open;
        if (xml.name() == QLatin1String("row")) {
            if (isOpening) {
                const qint64 row = xml.attribute(QLatin1String("r")).toLongLong();
                rows.beginRow(row > 0 ? row - 1 : rows.nextRow());
                nextColumn = 0;
            } else {
                wantsMore = rows.endRow();
            }
        } else if (isOpening && xml.name() == QLatin1String("c")) {
            const size_t column = columnOf(xml.attribute(QLatin1String("r"))).value_or(nextColumn);
            nextColumn = column + 1;
            readCell(xml, rows, column, tally);
        } else if (isOpening && xml.name() == QLatin1String("mergeCell")) {
            ++tally.merged;
        }
    }
    check(xml);
    if (m_problem == ReadingProblem::None)
        m_problem = rows.problem();
    return wantsMore;
}

void XlsxFile::readCell(XmlPart &part, SheetRows &rows, size_t column, Tally &tally)
{
    const std::string type = part.attribute(QLatin1String("t")).toUtf8().toStdString();
    const size_t style = size_t(part.attribute(QLatin1String("s")).toUInt());
    std::string value;
    bool isFormula = false;
    for (int depth = 1; depth > 0;) {
        const Token token = part.next();
        if (token == Token::End)
            return;
        if (token == Token::Close) {
            --depth;
        } else if (token == Token::Open) {
            if (part.name() == QLatin1String("v")) {
                value = part.innerText();
            } else if (part.name() == QLatin1String("is")) {
                value = richText(part);
            } else {
                isFormula = isFormula || part.name() == QLatin1String("f");
                part.skip();
            }
        }
    }
    if (value.empty()) {
        tally.uncomputed += isFormula && type != "str" ? 1 : 0;
        return;
    }
    StoredCell *cell = rows.cell(column);
    if (!cell) {
        part.fail(ReadingProblem::TooWide);
        return;
    }
    if (type == "s") {
        size_t index = 0;
        std::from_chars(value.data(), value.data() + value.size(), index);
        if (index >= m_texts.size()) {
            part.fail(ReadingProblem::Damaged);
            return;
        }
        cell->text = m_texts[index];
        cell->kind = CellKind::Text;
    } else if (type == "b") {
        cell->text = value == "1" ? "TRUE" : "FALSE";
        cell->meant = value == "1" ? "true" : "false";
        cell->kind = CellKind::Boolean;
    } else if (type == "e") {
        cell->text = std::move(value);
        cell->kind = CellKind::Error;
    } else if (type == "d") {
        cell->text = value;
        cell->meant = std::move(value);
        cell->kind = CellKind::Moment;
    } else if (type.empty() || type == "n") {
        fillNumber(*cell, value, m_formats[style < m_styles.size() ? m_styles[style] : 0], tally);
    } else {
        cell->text = std::move(value);
        cell->kind = CellKind::Text;
    }
}

void XlsxFile::fillNumber(StoredCell &cell, const std::string &number, const NumberFormat &format,
                          Tally &tally) const
{
    constexpr double kDaysTo1904 = 1462;
    constexpr double kMarch1900 = 61;
    SpreadsheetValue value = spreadsheetValue(number, format.code());
    const bool isDay = value.kind == CellKind::Moment && value.meant.find('-') != std::string::npos;
    if (isDay) {
        double days = 0;
        std::from_chars(number.data(), number.data() + number.size(), days);
        if (m_is1904)
            value = spreadsheetValue(std::to_string(days + kDaysTo1904), format.code());
        else if (days < kMarch1900)
            value.kind = CellKind::Unknown; // the 29th of February 1900 is a day to Excel, and to nobody else
    }
    std::optional<std::string> shown;
    if (value.kind == CellKind::Moment) {
        shown = format.shownMoment(value.meant);
        cell.text = shown ? *shown : value.meant;
        cell.meant = std::move(value.meant);
        cell.kind = CellKind::Moment;
    } else if (value.kind == CellKind::Boolean) {
        shown = cell.text = value.meant;
        cell.meant = std::move(value.meant);
        cell.kind = CellKind::Boolean;
    } else {
        const bool isKnown = value.kind != CellKind::Unknown;
        cell.meant = shortestNumber(number);
        shown = isKnown ? format.shownNumber(number) : std::nullopt;
        cell.text = shown ? *shown : cell.meant;
        // A percentage whose format we do not write is the fraction that the file holds.
        cell.kind = shown && value.kind == CellKind::Percent ? CellKind::Percent : CellKind::Number;
    }
    if (!shown && tally.unknownFormats++ == 0)
        tally.format = QString::fromStdString(format.code());
}

} // namespace tabletalk
