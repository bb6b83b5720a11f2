// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/piecelayout.h"

#include <QImage>

namespace tabletalk {

//! A picture that is attached to the message: small, with what is said of it below, and pressed to be shown.
//! It is as large before the picture is there as after.
class AttachedPictureLayout : public PieceLayout {
public:
    //! Of the piece of the block from `start` on, whose target is an attached picture. `picture` may be null
    //! so far.
    AttachedPictureLayout(const ConversationStyle &style, const Block &block, int start, int length,
                          int width, const QImage &picture);

    //! Of one of so many pixels, where the column is not narrower than it.
    static int estimatedHeight(const ConversationStyle &style, QSize pixels);

    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    qsizetype bytes() const override { return 500 + m_scaled.sizeInBytes(); }

protected:
    QSize contentSize() const override;
    void paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const override;

private:
    QString m_target;
    QSize m_size; // of the picture
    QImage m_scaled; // to the pixels of the screen
    QString m_caption; // as much as fits
};

} // namespace tabletalk
