// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/piecelayout.h"
#include "placedformula.h"

#include <memory>

namespace tabletalk {

//! A formula that stands apart from the text.
class DisplayFormulaLayout : public PieceLayout {
public:
    //! Of the piece of the block from `start` on.
    DisplayFormulaLayout(const ConversationStyle &style, const Block &block, int start, int length, int width,
                         std::shared_ptr<const PlacedFormula> placed, const QColor &ink);

    qsizetype bytes() const override { return 300; }

protected:
    QSize contentSize() const override;
    void paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const override;

private:
    double m_em;
    std::shared_ptr<const PlacedFormula> m_placed;
    QColor m_ink;
};

} // namespace tabletalk
