// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/piecelayout.h"

#include <QImage>

namespace tabletalk {

//! A picture that the message carries, no larger than itself, the column, and what fits on a page.
class PictureLayout : public PieceLayout {
public:
    //! Of the piece of the block from `start` on.
    PictureLayout(const ConversationStyle &style, const Block &block, int start, int length, int width,
                  const QImage &picture);

    //! With its address as the target: to be copied and saved, not to be pressed.
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    qsizetype bytes() const override { return 300 + m_scaled.sizeInBytes(); }

protected:
    QSize contentSize() const override { return m_size; }
    void paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const override;

private:
    QSize m_size;
    QImage m_scaled; // to the pixels of the screen
};

} // namespace tabletalk
