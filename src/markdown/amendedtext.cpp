// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "amendedtext.h"

#include <algorithm>

namespace tabletalk {

namespace {

//! Has the same length: each byte of a formula, its line breaks aside, is one that markdown passes through.
QByteArray withoutFormulas(QByteArrayView text, const std::vector<FormulaRange> &formulas)
{
    static constexpr char kMask = '\x1f';
    QByteArray masked = text.toByteArray();
    for (const FormulaRange &formula : formulas) {
        forFormulaLines(text, formula, [&masked](qsizetype start, qsizetype end) {
            std::fill(masked.begin() + start, masked.begin() + end, kMask);
        });
    }
    return masked;
}

} // namespace

AmendedText::AmendedText(QByteArrayView text, const std::vector<Amendment> &amendments,
                         const std::vector<FormulaRange> &formulas)
    : m_bytes(text)
{
    if (amendments.empty() && formulas.empty())
        return;
    const QByteArray masked = withoutFormulas(text, formulas);
    text = masked;
    qsizetype copied = 0;
    qsizetype total = 0;
    for (const Amendment &amendment : amendments) {
        m_copy += text.sliced(copied, amendment.offset - copied);
        m_copy += QByteArray(amendment.count, amendment.character);
        copied = amendment.offset;
        total += amendment.count;
        m_insertions.push_back({m_copy.size(), total});
    }
    m_copy += text.sliced(copied);
    m_bytes = m_copy;
}

qsizetype AmendedText::writtenOffset(qsizetype offset) const
{
    const auto next = std::upper_bound(m_insertions.begin(), m_insertions.end(), offset,
                                       [](qsizetype at, const Insertion &other) { return at < other.end; });
    const qsizetype written = next == m_insertions.begin() ? offset : offset - std::prev(next)->total;
    return next == m_insertions.end() ? written : std::min(written, next->end - next->total);
}

} // namespace tabletalk
