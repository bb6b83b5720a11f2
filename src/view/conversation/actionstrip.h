// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationstyle.h"
#include "conversation/itemlayout.h"
#include "conversation/turncommands.h"

#include <vector>

namespace tabletalk {

//! The buttons at the right end of a turn's header or footer: Continue and the versions "‹ 2/3 ›", which
//! are always to be seen, and symbols for the rest, which are while the turn is hovered or current. Where
//! there is no room for all of them, copying and a button for the menu remain.
class ActionStrip {
public:
    //! `all`: whatever the turn offers; otherwise only copying.
    ActionStrip(const ConversationStyle &style, const TurnFurniture &furniture, bool all, QSize line);

    void paint(QPainter &painter, const ItemPaint &context) const;
    HotSpot hotSpotAt(QPoint point) const;
    QRect rectOf(TurnAction action) const; //!< empty if there is none
    //! How much of the line is left beside what is shown.
    int freeWidth(bool areActionsShown) const;
    static int height(const ConversationStyle &style);

private:
    struct Button {
        TurnAction action;
        QRect rect;
        bool isAlwaysShown = false;
    };
    void place(const TurnFurniture &furniture, TurnCommands actions);

    const ConversationStyle &m_style;
    QSize m_line;
    QString m_versions; // "2/3"
    QRect m_versionsRect;
    std::vector<Button> m_buttons; // from the right
};

} // namespace tabletalk
