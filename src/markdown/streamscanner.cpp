// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "streamscanner.h"

#include "blockbuilder.h"

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

QByteArrayView withoutLineFeed(QByteArrayView line)
{
    return line.endsWith('\n') ? line.chopped(1) : line;
}

//! Cheap test that spares nearly all lines the parse that decides.
bool mayBeDelimiterRow(QByteArrayView line)
{
    static constexpr QByteArrayView kCharacters = "|-: \t";
    return line.contains('-')
           && std::all_of(line.begin(), line.end(), [](char c) { return kCharacters.contains(c); });
}

//! md4c 0.4.8 wants three characters per column in a delimiter row where GFM is content with one dash.
std::vector<Amendment> widenedColumns(QByteArrayView source, qsizetype start, qsizetype end)
{
    constexpr qsizetype kMinDashes = 3;
    std::vector<Amendment> amendments;
    qsizetype dashes = 0;
    for (qsizetype at = start; at < end; ++at) {
        dashes = source[at] == '-' ? dashes + 1 : 0;
        const bool isEndOfRun = dashes > 0 && (at + 1 == end || source[at + 1] != '-');
        if (isEndOfRun && dashes < kMinDashes)
            amendments.push_back({at, '-', kMinDashes - dashes});
    }
    return amendments;
}

} // namespace

void StreamScanner::addLine(QByteArrayView source, qsizetype start, qsizetype end)
{
    const QByteArrayView text = withoutLineFeed(source.sliced(start, end - start));
    const SourceLine line = SourceLine::classify(text);
    switch (m_mode) {
    case Mode::Between:
        begin(line, source, start, end);
        break;
    case Mode::Paragraph:
        goOnWithParagraph(line, source, start, end);
        break;
    case Mode::Quote:
        if (line.kind == SourceLine::Kind::Blank)
            close(source, end);
        else if (line.kind != SourceLine::Kind::Quote && line.interruptsParagraph())
            begin(line, source, start, end);
        break;
    case Mode::List:
        goOnWithList(line, source, start, end);
        break;
    case Mode::Indented:
        if (line.kind != SourceLine::Kind::Indented && line.kind != SourceLine::Kind::Blank)
            begin(line, source, start, end);
        break;
    case Mode::Table:
        goOnWithTable(line, source, start, end);
        break;
    case Mode::Fence:
        if (closesFence(text, m_fence.mark, m_fence.fenceLength))
            close(source, end);
        break;
    }
}

std::vector<SourceRange> StreamScanner::takeClosedParagraphs()
{
    return std::exchange(m_closedParagraphs, {});
}

//! Everything before the line is closed, and the line starts something new.
void StreamScanner::begin(const SourceLine &line, QByteArrayView source, qsizetype start, qsizetype end)
{
    close(source, start);
    switch (line.kind) {
    case SourceLine::Kind::Blank:
    case SourceLine::Kind::Heading:
    case SourceLine::Kind::Rule:
        close(source, end);
        break;
    case SourceLine::Kind::Fence:
        m_mode = Mode::Fence;
        m_fence = line;
        break;
    case SourceLine::Kind::Quote:
        m_mode = Mode::Quote;
        break;
    case SourceLine::Kind::Item:
        m_mode = Mode::List;
        m_item = line;
        m_isAfterBlank = false;
        break;
    case SourceLine::Kind::Indented:
        m_mode = Mode::Indented;
        break;
    case SourceLine::Kind::Text:
        m_mode = Mode::Paragraph;
        m_paragraphHead = {start, end};
        m_paragraphLines = 1;
        break;
    }
}

void StreamScanner::close(QByteArrayView source, qsizetype end)
{
    if (m_mode == Mode::Paragraph)
        m_closedParagraphs.push_back({m_paragraphHead.start, end});
    advance(source, end);
    m_mode = Mode::Between;
    m_context = {};
    m_heldLine.reset();
}

//! Closes what is before `end`.
void StreamScanner::advance(QByteArrayView source, qsizetype end)
{
    const std::vector<FormulaRange> formulas = openFormulas(source, end);
    m_formulas.insert(m_formulas.end(), formulas.begin(), formulas.end());
    m_closedEnd = end;
}

std::vector<FormulaRange> StreamScanner::openFormulas(QByteArrayView source, qsizetype end) const
{
    if (m_mode == Mode::Fence || m_mode == Mode::Indented || end <= m_closedEnd)
        return {};
    const bool isParagraph = m_mode == Mode::Paragraph || m_mode == Mode::Between;
    std::vector<FormulaRange> formulas =
        findFormulas(source.sliced(m_closedEnd, end - m_closedEnd),
                     isParagraph ? FormulaContext::Paragraph : FormulaContext::Blocks, m_dollar);
    for (FormulaRange &formula : formulas) {
        formula.start += m_closedEnd;
        formula.end += m_closedEnd;
    }
    return formulas;
}

//! Whether the line may only seem to start a block, for it stands in a formula that is open.
bool StreamScanner::holdsBack(const SourceLine &line, QByteArrayView source, qsizetype start)
{
    const bool endsFormula = line.kind == SourceLine::Kind::Blank || line.kind == SourceLine::Kind::Fence;
    const qsizetype paragraph = m_paragraphHead.start;
    if (m_isGivingUp || endsFormula || !(line.underlinesHeading || line.interruptsParagraph())
        || !endsInFormula(source.sliced(paragraph, start - paragraph), m_dollar))
        return false;
    const auto holds = [this](const FormulaRange &formula) {
        return formula.start < *m_heldLine && *m_heldLine < formula.end;
    };
    const std::vector<FormulaRange> formulas = openFormulas(source, start);
    if (!m_heldLine || std::any_of(formulas.begin(), formulas.end(), holds))
        m_heldLine = start;
    return true;
}

//! If a line was held back for a formula that did not close, reads it and what follows for what they are.
void StreamScanner::giveUpFormula(QByteArrayView source, qsizetype end)
{
    const std::vector<FormulaRange> formulas = openFormulas(source, end);
    const qsizetype held = *std::exchange(m_heldLine, std::nullopt);
    const bool isClosed = std::any_of(formulas.begin(), formulas.end(), [held](const FormulaRange &formula) {
        return formula.start < held && held < formula.end;
    });
    if (isClosed)
        return;
    m_isGivingUp = true;
    for (qsizetype start = held; start < end; start = nextLine(source, start))
        addLine(source, start, nextLine(source, start));
    m_isGivingUp = false;
}

void StreamScanner::finish(QByteArrayView source, qsizetype end)
{
    if (m_mode == Mode::Paragraph && m_heldLine)
        giveUpFormula(source, end);
}

void StreamScanner::goOnWithParagraph(const SourceLine &line, QByteArrayView source, qsizetype start,
                                      qsizetype end)
{
    if (holdsBack(line, source, start)) {
        ++m_paragraphLines;
        return;
    }
    const bool isEnd =
        line.kind == SourceLine::Kind::Blank || line.underlinesHeading || line.interruptsParagraph();
    if (isEnd && m_heldLine) {
        giveUpFormula(source, start);
        addLine(source, start, end);
        return;
    }
    if (line.kind == SourceLine::Kind::Blank || line.underlinesHeading) {
        close(source, end);
        return;
    }
    if (line.interruptsParagraph()) {
        begin(line, source, start, end);
        return;
    }
    const bool isSecondLine = m_paragraphLines++ == 1;
    if (!isSecondLine || !mayBeDelimiterRow(withoutLineFeed(source.sliced(start, end - start))))
        return;
    const qsizetype headStart = m_paragraphHead.start;
    const QByteArrayView head = source.sliced(headStart, end - headStart);
    const std::vector<Amendment> amendments = widenedColumns(head, start - headStart, head.size());
    if (!BlockBuilder::startsTable({.text = head,
                                    .amendments = amendments,
                                    .formulas = findFormulas(head, FormulaContext::Paragraph, m_dollar)}))
        return;
    for (Amendment amendment : amendments) {
        amendment.offset += headStart;
        m_amendments.push_back(amendment);
    }
    advance(source, end);
    m_mode = Mode::Table;
    m_context.tableHead = SourceRange{headStart, end};
}

void StreamScanner::goOnWithTable(const SourceLine &line, QByteArrayView source, qsizetype start,
                                  qsizetype end)
{
    switch (line.kind) {
    case SourceLine::Kind::Blank:
        close(source, end);
        break;
    case SourceLine::Kind::Heading:
    case SourceLine::Kind::Fence:
        // md4c 0.4.8 takes them for rows, unless a blank line comes between.
        m_amendments.push_back({start, '\n', 1});
        begin(line, source, start, end);
        break;
    case SourceLine::Kind::Rule:
    case SourceLine::Kind::Quote:
    case SourceLine::Kind::Item:
        begin(line, source, start, end);
        break;
    case SourceLine::Kind::Indented:
    case SourceLine::Kind::Text:
        advance(source, end);
        break;
    }
}

void StreamScanner::goOnWithList(const SourceLine &line, QByteArrayView source, qsizetype start,
                                 qsizetype end)
{
    const bool isAfterBlank = std::exchange(m_isAfterBlank, line.kind == SourceLine::Kind::Blank);
    if (line.kind == SourceLine::Kind::Blank || line.indent >= m_item.contentIndent)
        return;
    if (line.kind == SourceLine::Kind::Item && line.mark == m_item.mark) {
        SourceLine next = line;
        next.number = m_item.number + 1;
        m_item = next;
        advance(source, start);
        m_context.ordinal = next.number;
    } else if (isAfterBlank || line.kind == SourceLine::Kind::Item || line.interruptsParagraph()) {
        begin(line, source, start, end);
    }
    // Else the line goes on with the item's paragraph, lazily.
}

} // namespace tabletalk
