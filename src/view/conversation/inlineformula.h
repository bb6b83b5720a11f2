// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "conversation/conversationstyle.h"
#include "placedformula.h"

#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace tabletalk {

//! A formula that stands in a line of text, in place of its source.
struct InlineFormula {
    int start = 0; //!< of its source in the text
    int length = 0;
    double em = 0; //!< its font's size in pixels
    std::shared_ptr<const PlacedFormula> placed;

    double width() const { return placed->width * em; }
    double ascent() const { return placed->height * em; }
    double descent() const { return placed->depth * em; }
    //! Makes the text keep room for it: one character that is as wide, the others take none.
    void standIn(const ConversationStyle &style, TextRole role, QString &text,
                 QList<QTextLayout::FormatRange> &formats) const;
};

//! The formulas of a text that are typeset; what is not yet is asked for. `from` is the text's first
//! character in the spans. One that is wider than `width` is made smaller, or stays as its source where it
//! could not be read then.
std::vector<InlineFormula> inlineFormulas(const ConversationStyle &style, TextRole role, QStringView text,
                                          const QList<Span> &spans, int from, int width);

//! Paints a formula from the left end of its baseline on.
void paintFormula(QPainter &painter, const ConversationStyle &style, const PlacedFormula &formula, double em,
                  QPointF baseline, const QColor &ink);

} // namespace tabletalk
