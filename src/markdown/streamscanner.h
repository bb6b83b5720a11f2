// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "amendedtext.h"
#include "sourceline.h"

#include <optional>
#include <vector>

namespace tabletalk {

//! A stretch of the source, in bytes.
struct SourceRange {
    qsizetype start = 0;
    qsizetype end = 0;
};

//! What md4c must be told to parse a stretch that does not start where its list or table does.
struct ParseContext {
    std::optional<qint64> ordinal; //!< the number of the list item the stretch starts with
    std::optional<SourceRange> tableHead; //!< header and delimiter row of the table it goes on with
};

//! Reads the lines of a growing text once each and decides up to where it is closed: what comes later can
//! not change those blocks any more (link definitions and a few oddities aside, which the parse of the
//! whole repairs). Knows top-level structure only; when in doubt it leaves more open, never less.
class StreamScanner {
public:
    explicit StreamScanner(SingleDollar dollar)
        : m_dollar(dollar)
    {
    }

    //! Takes the complete line at [start, end), end being past its line feed.
    void addLine(QByteArrayView source, qsizetype start, qsizetype end);

    //! There are no more lines.
    void finish(QByteArrayView source, qsizetype end);

    //! Everything before it is closed.
    qsizetype closedEnd() const { return m_closedEnd; }
    //! What a parse from closedEnd() on needs to know.
    const ParseContext &context() const { return m_context; }
    //! A top-level fence is open; its first line starts at closedEnd().
    bool isInFence() const { return m_mode == Mode::Fence; }
    //! All that must be put into the text for md4c, in order.
    const std::vector<Amendment> &amendments() const { return m_amendments; }
    //! The formulas in what is closed, in order.
    const std::vector<FormulaRange> &formulas() const { return m_formulas; }
    //! The formulas in what is not closed, up to `end`.
    std::vector<FormulaRange> openFormulas(QByteArrayView source, qsizetype end) const;
    //! The paragraphs closed since the last call: some are link definitions.
    std::vector<SourceRange> takeClosedParagraphs();

private:
    enum class Mode { Between, Paragraph, Quote, List, Indented, Table, Fence };

    void begin(const SourceLine &line, QByteArrayView source, qsizetype start, qsizetype end);
    void close(QByteArrayView source, qsizetype end);
    void advance(QByteArrayView source, qsizetype end);
    bool holdsBack(const SourceLine &line, QByteArrayView source, qsizetype start);
    void giveUpFormula(QByteArrayView source, qsizetype end);
    void goOnWithParagraph(const SourceLine &line, QByteArrayView source, qsizetype start, qsizetype end);
    void goOnWithTable(const SourceLine &line, QByteArrayView source, qsizetype start, qsizetype end);
    void goOnWithList(const SourceLine &line, QByteArrayView source, qsizetype start, qsizetype end);

    SingleDollar m_dollar;
    Mode m_mode = Mode::Between;
    qsizetype m_closedEnd = 0;
    ParseContext m_context;
    std::vector<Amendment> m_amendments;
    SourceLine m_fence; //!< the line that opened the open fence

    SourceRange m_paragraphHead; //!< the first line of the paragraph
    int m_paragraphLines = 0;
    std::vector<SourceRange> m_closedParagraphs;
    std::vector<FormulaRange> m_formulas;
    std::optional<qsizetype> m_heldLine; //!< starts a block, unless it belongs to the formula that is open
    bool m_isGivingUp = false; //!< no line is held back

    SourceLine m_item; //!< the last item of the open list
    bool m_isAfterBlank = false; //!< the last line of the list was blank
};

} // namespace tabletalk
