// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/layoutcache.h"
#include "conversation/rowheights.h"
#include "conversation/textposition.h"
#include "scrollanchor.h"

#include <QSize>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tabletalk {

class TurnListModel;

//! Where everything in a conversation is: heights of all turns, layouts of those near the viewport, and
//! the anchor that scrolling means. No widget; whoever owns it forwards the model's changes and paints
//! what visibleTurns() says. After every change and before anything is asked, call settle().
class ConversationLayout {
public:
    using ModelNames = std::function<QString(const QString &modelId)>;

    struct VisibleTurn {
        int row = 0;
        int y = 0; //!< of its top, in the viewport
        TurnLayout *layout = nullptr;
    };

    ConversationLayout(const QFont &font, const QPalette &palette);

    void setModel(const TurnListModel *model);
    void setModelNames(ModelNames names);
    //! Which of the actions on turns exist.
    void setCommands(TurnCommands commands);
    //! Whether long lines of code are broken, except where a person chose otherwise.
    void setWrapsCode(bool wraps);
    //! Whether a single $ opens a formula.
    void setSingleDollar(SingleDollar dollar);
    //! Where formulas are typeset; null for nowhere. Outlives this.
    void setFormulas(FormulaBook *formulas);
    //! Where pictures that messages carry are decoded; null for nowhere. Outlives this.
    void setPictures(PictureBook *pictures);
    //! More formulas are typeset, or pictures decoded; the line at the top of the viewport stays where it is.
    void contentArrived();
    void setAppearance(const QFont &font, const QPalette &palette);
    void setViewport(QSize size);

    void rowsReset();
    void rowsInserted(int first, int last);
    //! To be told before the model forgets them.
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved(int first, int last);
    //! The turn changed, or its text grew. Returns the first y of the turn that looks different, -1 for none.
    int rowChanged(int row);
    TurnDisplay display(int row) const;
    //! Folds, wraps or sorts something of a turn; the line that was pressed for it stays where it is: of a
    //! step that is folded (a negative block), or of a block.
    void setDisplay(int row, const TurnDisplay &display, const BlockKey &pressed);

    //! Measures what is to be seen, so that it can be painted, and keeps the anchor where it is.
    void settle();

    void scrollBy(int pixels);
    //! To a value between 0 and maximumTop(), as dragging a scroll bar does.
    void scrollTo(qint64 top);
    void scrollToEnd();
    //! As little as is needed to see the row's beginning.
    void showRow(int row);
    //! To a place in the text, unless it is in view already.
    void showPosition(const TextPosition &position);
    const ScrollAnchor &anchor() const { return m_anchor; }
    void setAnchor(const ScrollAnchor &anchor);

    qint64 top() const { return m_top; }
    qint64 maximumTop() const;
    bool isAtEnd() const { return m_anchor.atEnd; }

    const std::vector<VisibleTurn> &visibleTurns() const { return m_visible; }
    const VisibleTurn *visibleTurn(int row) const;
    int columnLeft() const;
    int columnWidth() const;
    //! The text position nearest to a point of the viewport.
    TextPosition positionAt(QPoint point) const;
    //! A row's place in the viewport, an estimate where it is not visible.
    QRect rowRect(int row) const;

    //! The text of a turn as it is seen; `own` is where it is made if it is not laid out.
    const TurnContent &contentOf(int row, std::optional<TurnContent> &own) const;
    TurnCommands actionsOf(int row) const;
    //! Where a caret at a place would stand in the viewport; empty if that is not laid out.
    QRect caretRect(const TextPosition &position) const;

    const ConversationStyle &style() const { return *m_style; }
    QString modelName(const QString &id) const;
    int layoutCount() const { return m_cache.count(); }

private:
    TurnLayout &layoutOf(int row);
    TurnFurniture furnitureOf(int row) const;
    static int itemOf(const TurnLayout &layout, const BlockKey &pressed);
    int estimate(int row) const;
    void relayout();
    void measured(int row, const TurnLayout &layout);
    void place();
    void placeFromAnchor(int row);
    void placeFromEnd();
    void coverAbove(int pixels);
    void coverBelow(int pixels);
    void anchorAt(qint64 top);
    //! Makes a change of heights; the line at the top of the viewport stays there.
    void keepLine(const std::function<void()> &change);
    int endSpace() const;
    int rowOfAnchor() const;

    const TurnListModel *m_model = nullptr;
    ModelNames m_names;
    TurnCommands m_commands;
    SingleDollar m_dollar = SingleDollar::Opens;
    std::map<TurnId, TurnDisplay> m_displays; // of turns that are not seen as they come
    std::unique_ptr<ConversationStyle> m_style;
    QSize m_viewport;
    RowHeights m_heights;
    LayoutCache m_cache;
    ScrollAnchor m_anchor;
    qint64 m_top = 0;
    std::vector<VisibleTurn> m_visible;
};

} // namespace tabletalk
