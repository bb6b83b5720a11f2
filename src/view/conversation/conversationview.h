// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationlayout.h"
#include "conversation/selection.h"
#include "conversation/textunit.h"
#include "error.h"
#include "turnlistmodel.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QPointer>
#include <QSet>
#include <QTimer>

class QMenu;
class QUrl;

namespace tabletalk {

class CopiedText;
class EndButton;

//! The conversation on screen. Shows the turns of a model, follows an answer that is being written while
//! it is at the end, lets text be selected and copied across turns, and speaks to screen readers. Says by
//! signal what the person wants of a turn and does none of it; fetches nothing. An empty conversation is
//! an empty page.
class ConversationView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ConversationView(QWidget *parent = nullptr);
    ~ConversationView() override;

    //! Not owned; may be null, and may be destroyed before the view.
    void setModel(TurnListModel *model);
    TurnListModel *model() const { return m_model; }
    //! How models are called in headers; without it, by their ids.
    void setModelNames(ConversationLayout::ModelNames names);
    //! The font of plain text; all others follow from it.
    void setBaseFont(const QFont &font);

    ScrollAnchor scrollAnchor() const { return m_layout.anchor(); }
    void setScrollAnchor(const ScrollAnchor &anchor);
    bool isAtEnd() const { return m_layout.isAtEnd(); }

    bool hasSelection() const { return !m_selection.isEmpty(); }
    QString selectedText() const;
    int currentRow() const { return m_current; } //!< the turn the keyboard is on, -1 for none
    void setCurrentRow(int row);

    void copyTurn(int row);
    void showRow(int row);
    //! Presses one of the buttons of a failed turn.
    void pressNextStep(int row, int index);
    const ConversationLayout &conversationLayout() const { return m_layout; }

public slots:
    void copySelection();
    void selectAll();
    void copyLastAnswer();
    void copyLastCodeBlock();
    //! To the newest text, and follow it from here on.
    void scrollToEnd();

signals:
    void nextStepRequested(tabletalk::TurnId turn, tabletalk::NextStep step);
    void editRequested(tabletalk::TurnId turn);
    void regenerateRequested(tabletalk::TurnId turn);
    void branchRequested(tabletalk::TurnId turn);
    void deleteRequested(tabletalk::TurnId turn);
    //! Of the turn's siblings, from 0.
    void versionRequested(tabletalk::TurnId turn, int index);
    //! Only for http, https and mailto.
    void linkActivated(const QUrl &url);
    void atEndChanged(bool isAtEnd);
    void selectionChanged();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    //! A place that can be pressed, and in which turn; its rect is in the turn's coordinates.
    struct Spot {
        int row = -1;
        HotSpot spot;
        bool operator==(const Spot &) const = default;
    };

    void onTurnChanged(int row, bool isOnlyText);
    void onRowsInserted(int first, int last);
    void onRowsAboutToBeRemoved(int first, int last);
    void onRowsRemoved(int first, int last);
    void onReset();
    void noteProgress(int row);
    void catchUp();
    bool isOnScreen() const;

    //! Settles, and repaints what moved or changed: of `row` from the y `changed` on, or everything.
    void applyChange(int row, int changed);
    void refresh();
    void afterSettling();
    void syncScrollBar();
    //! Shifts what is painted; only what comes into view needs painting.
    void movePixels(int by);

    Spot spotAt(QPoint point) const;
    void setHovered(QPoint point);
    void press(const Spot &spot);
    void startSelection(QMouseEvent *event, TextUnit unit);
    void extendSelection(QPoint point);
    void setSelection(const Selection &selection);
    void updateRow(int row);
    void updateRows(const TextRange &range);
    void copyToClipboard(const CopiedText &text);
    CopiedText gathered(const TextRange &range) const;
    void showCopied(const Spot &spot);
    QMenu *turnMenu(int row, const QString &link);
    static bool isAllowed(const QUrl &url);
    TextRange wholeTurn(int row) const;

    QPointer<TurnListModel> m_model;
    ConversationLayout m_layout;
    EndButton *m_endButton;
    Selection m_selection;
    int m_current = -1;
    QSet<TurnId> m_behind; // changed while nobody looked
    QSet<TurnId> m_open; // being written: their end is announced
    bool m_isSyncing = false;
    bool m_wasAtEnd = true;

    // The pointer
    Spot m_hovered;
    int m_hoveredRow = -1;
    Spot m_pressed;
    Spot m_copied;
    TextUnit m_unit = TextUnit::Caret;
    bool m_isSelecting = false;
    QPoint m_pointer{-1, -1};
    QBasicTimer m_edgeTimer; // scrolls while selecting beyond the edge
    QBasicTimer m_tripleTimer; // a press until it fires makes a triple click
    QBasicTimer m_copiedTimer;
    QBasicTimer m_clockTimer; // once a second while a shown turn waits or thinks
};

} // namespace tabletalk
