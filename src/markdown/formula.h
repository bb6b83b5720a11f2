// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <vector>

namespace tabletalk {

//! A formula in a text, delimiters included: $…$, $$…$$, \(…\) or \[…\].
struct FormulaRange {
    qsizetype start = 0; //!< bytes
    qsizetype end = 0;
    bool isDisplay = false; //!< of $$ or \[: to be set apart from the line
    bool hasQuoteMarks = false; //!< its lines may start with the marks of a quote, which are not its own
};

//! What surrounds a stretch of text decides what a formula's lines may look like.
enum class FormulaContext {
    Paragraph, //!< the stretch is one paragraph: any line goes on with it, even one like "- b"
    Blocks, //!< lists, quotes and the like: a line that starts a block ends the formula before it
};

//! Whether a single $ may open a formula. Part of how a text is read: the same for all of it.
enum class SingleDollar : quint8 { Opens, IsText };

//! Finds formulas before markdown is parsed, so that their underscores and backslashes are nobody else's.
//! "costs $5 and $10" is none: a single $ opens only before what is not blank and closes only on the same
//! line, behind what is not blank and not before a letter or digit, and never around a plain number. Nor is
//! what others escaped: "\[1\]", "\[edit\]" and "\(sic\)" are words and numbers in brackets. Formulas
//! hold no blank line and no fence; code spans, link targets and definitions hold no formulas. Linear in
//! the text. Code blocks are the caller's business.
std::vector<FormulaRange> findFormulas(QByteArrayView text, FormulaContext context, SingleDollar dollar);
//! Whether a formula of several lines is open at the end of the paragraph.
bool endsInFormula(QByteArrayView paragraph, SingleDollar dollar);

//! The bytes that are the formula's own in each of its lines, through `take(start, end)`.
template <typename Take>
void forFormulaLines(QByteArrayView text, const FormulaRange &formula, Take take)
{
    qsizetype at = formula.start;
    while (at < formula.end) {
        const qsizetype feed = text.first(formula.end).indexOf('\n', at);
        take(at, feed < 0 ? formula.end : feed);
        if (feed < 0)
            break;
        at = feed + 1;
        while (at < formula.end
               && (text[at] == ' ' || text[at] == '\t' || (formula.hasQuoteMarks && text[at] == '>')))
            ++at;
    }
}

} // namespace tabletalk
