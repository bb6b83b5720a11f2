// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historysearch.h"

#include <QStyledItemDelegate>

namespace tabletalk {

//! What of a snippet goes into this width, in pixels, with an ellipsis where something is cut off. What was
//! found first is seen, however little that is.
Snippet elidedSnippet(const Snippet &snippet, const QFont &font, qreal width);

//! Paints what a search found: the conversation's title and the date, and below them the snippet with the
//! words that were looked for marked.
class SearchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace tabletalk
