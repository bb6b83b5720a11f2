// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "formula.h"

#include <QByteArray>

#include <vector>

namespace tabletalk {

//! Characters put into a text before md4c reads it, where md4c 0.4.8 is stricter or laxer than GFM.
struct Amendment {
    qsizetype offset = 0; //!< in the text as it was written
    char character = '\n';
    qsizetype count = 1;
};

//! A text with amendments, and the way back from its offsets to those of the text as it was written. In the
//! place of formulas it has characters that mean nothing to markdown. Keeps a view of the text; copies it
//! only when there is something to amend.
class AmendedText {
public:
    //! The amendments come in the order of the text.
    AmendedText(QByteArrayView text, const std::vector<Amendment> &amendments,
                const std::vector<FormulaRange> &formulas);

    QByteArrayView bytes() const { return m_bytes; }
    //! A place within what was put in counts as the place where it was.
    qsizetype writtenOffset(qsizetype offset) const;

private:
    struct Insertion {
        qsizetype end = 0; //!< in the amended text
        qsizetype total = 0; //!< characters put in up to here
    };

    QByteArray m_copy;
    QByteArrayView m_bytes;
    std::vector<Insertion> m_insertions;
};

} // namespace tabletalk
