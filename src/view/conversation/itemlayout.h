// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "conversation/textmark.h"
#include "error.h"

#include <QPoint>
#include <QRect>

class QBrush;
class QPainter;
class QPen;

namespace tabletalk {

class ConversationStyle;

//! Something in a turn that can be pressed.
struct HotSpot {
    enum class Kind {
        None,
        Link,
        Figure,
        CopyCode,
        WrapCode,
        CopyTable,
        SaveTable,
        SortColumn,
        Action,
        ToggleFold,
        NextStep,
    };
    Kind kind = Kind::None;
    QRect rect; //!< in the coordinates of whoever answered
    QString target; //!< of a link or a picture's placeholder: the URL as written; of a figure its trace
    int block = -1; //!< of a link, code, a table's header or a picture
    //! Of ToggleFold: the index of the step; of NextStep: in Error::nextSteps; of Action: the TurnAction;
    //! of SortColumn: the column.
    int step = -1;

    bool operator==(const HotSpot &) const = default;
    //! Text that can be selected as well as pressed.
    bool isText() const { return kind == Kind::Link || kind == Kind::Figure || kind == Kind::SortColumn; }
    bool isButton() const { return kind != Kind::None && !isText(); }
};

//! What can be pressed in a text where that span lies.
HotSpot hotSpotOf(const Span &span);

//! What painting an item needs to know beyond its layout; layouts hold none of it.
struct ItemPaint {
    QRect clip; //!< in item coordinates
    TextMarks marks; //!< offsets into the block
    int sideways = 0; //!< how far a wide item is scrolled to the right
    bool areActionsShown = false;
    HotSpot::Kind hovered = HotSpot::Kind::None; //!< the button under the pointer, if in this item
    int hoveredStep = -1;
    bool isCopied = false; //!< its Copy was pressed a moment ago
    qint64 nowMs = 0; //!< Unix milliseconds, for "3 s" of what is under way
};

//! One item of a turn laid out for a width: a block of text or a line of the turn's own furniture.
//! Coordinates are the item's, from its top left. Made when the item comes near the viewport and thrown
//! away again; must not keep shared copies of growing text, whose owner would then copy it on every
//! append. Where a block is passed, it is the one the layout was made of.
class ItemLayout {
public:
    ItemLayout() = default;
    ItemLayout(const ItemLayout &) = delete;
    ItemLayout &operator=(const ItemLayout &) = delete;
    virtual ~ItemLayout() = default;

    virtual int height() const = 0;
    //! Shapes what of the block lies between two y, where the item does not do so at once.
    virtual void prepare(const Block &block, int fromY, int toY);
    virtual void paint(QPainter &painter, const ItemPaint &context) const = 0;

    //! The block's text has grown, all but its first `unchanged` characters may differ. Returns the
    //! first y that looks different, or -1 when the layout must be made anew.
    virtual int grow(const Block &block, qsizetype unchanged);

    //! The offset into the block's text that is nearest to a point.
    virtual int offsetAt(const Block &block, QPoint point, int sideways) const;
    //! Where a caret before that character stands.
    virtual QRect caretRect(const Block &block, int offset, int sideways) const;
    virtual HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const;
    //! Of a button in the item; empty when there is none like it.
    virtual QRect buttonRect(HotSpot::Kind kind, int step) const;
    //! How far the item can be scrolled to the right.
    virtual int maximumSideways() const { return 0; }
    virtual qsizetype bytes() const = 0; //!< roughly what it weighs
};

//! A small button as items draw it: its label, and a face when it is hovered or always.
void paintButton(QPainter &painter, const ConversationStyle &style, const QRect &rect, const QString &label,
                 bool isHovered, bool hasFace);
//! What a Copy button says.
QString copyButtonLabel(bool isCopied);
//! A rounded box of any height at the cost of what is within `clip`.
void paintRoundedBox(QPainter &painter, const QRect &box, const QRect &clip, int radius, const QPen &pen,
                     const QBrush &brush);
//! The size paintButton() wants.
QSize buttonSize(const ConversationStyle &style, const QString &label);

} // namespace tabletalk
