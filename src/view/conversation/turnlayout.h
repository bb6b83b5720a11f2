// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/furniturelayouts.h"
#include "conversation/itemlayout.h"
#include "conversation/rowheights.h"
#include "conversation/tablerowlayout.h"
#include "conversation/textposition.h"
#include "conversation/turncontent.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tabletalk {

//! What painting a turn needs to know beyond its layout.
struct TurnPaint {
    QRect clip; //!< in the turn's coordinates
    std::optional<BlockRange> selection;
    std::span<const FoundText> found; //!< in this turn, in order
    std::optional<FoundText> currentFound;
    HotSpot hovered;
    HotSpot copied; //!< the Copy button pressed a moment ago
    bool areActionsShown = false;
    bool isCurrent = false;
    qint64 nowMs = 0;
};

//! One turn as a column of items for a width: a header, the blocks of its text (very long paragraphs in
//! pieces), what is under way, an error's card, a footer. Heights of items are estimated until somebody
//! asks for them by prepareDown(), prepareUp() or prepareVisible(), so that a turn of any length costs
//! what is seen of it. Coordinates are the turn's, from its top left.
class TurnLayout {
public:
    //! No piece of a paragraph is longer, so that no single piece takes long to shape.
    static constexpr int kLongestPiece = 4000;

    TurnLayout(const ConversationStyle &style, const Turn &turn, const TurnFurniture &furniture, int width,
               const TurnDisplay &display = {});

    //! Takes over what changed in the turn. Returns the first y that looks different, or -1 for nothing.
    int update(const Turn &turn);
    //! What the next update() that is about more than text puts into header and footer.
    void setFurniture(const TurnFurniture &furniture) { m_furniture = furniture; }
    //! Folds, wraps and sorts as a person wants it.
    void setDisplay(const Turn &turn, const TurnDisplay &display);
    void setWidth(int width);
    //! Shapes anew what holds formulas or pictures: more of them have arrived.
    void reshapeArrived();

    int height() const { return int(m_heights.total()) + m_bottomSpace; }
    int itemCount() const { return m_heights.count(); }
    int itemTop(int item) const { return int(m_heights.top(item)); }
    int itemHeight(int item) const { return m_heights.height(item); }
    int itemAt(int y) const { return m_heights.rowAt(y); }
    //! The item that holds a place in the text, or the line that a step is folded under.
    int itemOf(BlockPosition position) const;
    int itemOfFold(int step) const;
    //! The first place in the text of an item, or the one that comes next.
    BlockPosition beginOf(int item) const
    {
        return {m_items[size_t(item)].block, m_items[size_t(item)].start};
    }

    //! Measures items from `item` on until they cover so many pixels; returns what they cover.
    int prepareDown(int item, int pixels);
    //! The same upwards, from the item before `item`.
    int prepareUp(int item, int pixels);
    //! Shapes what lies between two y for painting, and forgets the shapes far from it.
    void prepareVisible(int fromY, int toY);

    void paint(QPainter &painter, const TurnPaint &context) const;

    BlockPosition positionAt(QPoint point) const;
    QRect caretRect(BlockPosition position) const;
    HotSpot hotSpotAt(QPoint point) const;
    //! Of a button of the header, the footer, a card or a line that something is folded under.
    QRect buttonRect(HotSpot::Kind kind, int step) const;
    //! Of a button that belongs to a block.
    QRect blockButtonRect(HotSpot::Kind kind, int block, int step) const;
    //! The line with who and when, or the one with what it cost.
    bool isFurniture(int y) const;
    //! Scrolls the code block or table at a point; false if there is none or it is at its end.
    bool scrollSideways(QPoint point, int pixels);
    //! Scrolls the block that holds a place sideways until the place can be seen. Call it once it is shaped.
    void revealSideways(BlockPosition position);
    //! The lines that tell a time that goes on; empty when there is none.
    QRect clockRect() const;

    const TurnContent &content() const { return m_content; }
    int shapedCount() const; //!< how many items are shaped, for tests and the cache
    qsizetype bytes() const;

private:
    enum class ItemKind : quint8 { Header, Text, Status, Card, Footer };
    struct Item {
        ItemKind kind = ItemKind::Text;
        bool isMuted = false; // part of what the model thought
        int block = 0; // of Text; otherwise the one that comes next
        int start = 0; // the piece of the block's text
        int length = 0;
        int table = -1; // the first block of the table a row belongs to
        int step = -1; // of a Status about a step
        int space = 0; // above it, part of its height
        std::unique_ptr<ItemLayout> layout;
    };
    struct Table {
        TableColumns columns;
        int learnedRows = 0;
    };

    //! What is folded under a line of its own: reasoning, a tool call.
    struct Fold {
        StatusLayout::Kind kind = StatusLayout::Kind::Thought;
        QString name;
        qint64 ms = 0;
    };

    void rebuild(int firstChangedBlock);
    int grow(const TurnContent::Change &change);
    //! A negative height is estimated.
    void append(Item item, int knownHeight = -1);
    //! The blocks of a section from `block` on, the first of them from the piece at `start` on,
    //! which is so high, if that is known.
    void appendBlocks(int section, int block, int start, int knownHeight = -1);
    void appendTail();
    //! Lets the shape of a text go on in the item that now holds it; returns the first y that differs.
    int adopt(int item, std::unique_ptr<ItemLayout> layout, qsizetype unchanged);
    void readFurniture(const Turn &turn);
    int spaceAbove(const Item &item) const;
    int estimate(const Item &item) const;
    int inset(const Item &item) const;
    bool isWrapped(const Item &item) const;
    TableRowLayout::Header headerOf(const Item &item) const;
    TextMarks marksOf(const Item &item, const TurnPaint &context) const;
    int widthOf(const Item &item) const { return m_width - inset(item); }
    QPoint origin(int item) const;
    void measure(int item);
    std::unique_ptr<ItemLayout> shaped(const Item &item);
    std::unique_ptr<ItemLayout> shapedApart(const Item &item);
    const TableColumns &columnsOf(int table);
    bool learnColumns(int table);
    void unshape(int item);
    const Block &blockOf(const Item &item) const;
    static int sidewaysKey(const Item &item) { return item.table >= 0 ? item.table : item.block; }
    int sidewaysOf(const Item &item) const;
    QRect box() const;
    void paintItem(QPainter &painter, const TurnPaint &context, int item) const;
    void paintBackground(QPainter &painter, const TurnPaint &context) const;

    const ConversationStyle &m_style;
    TurnFurniture m_furniture;
    int m_width;
    int m_bottomSpace = 0;
    TurnContent m_content;

    // What the turn's furniture says; its text is in m_content.
    bool m_isUser = false;
    bool m_isOpen = false;
    QString m_author;
    QString m_time;
    qint64 m_createdMs = 0;
    QString m_footer;
    std::optional<Error> m_failure;
    std::map<int, Fold> m_folds; // by step

    std::vector<Item> m_items;
    RowHeights m_heights;
    std::map<int, Table> m_tables; // by first block
    std::map<int, int> m_sideways; // by block, or first block of a table
    int m_shapedFirst = 0; // shaped items lie within
    int m_shapedLast = -1;
};

} // namespace tabletalk
