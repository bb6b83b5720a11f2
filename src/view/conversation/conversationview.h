// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationfinder.h"
#include "conversation/conversationlayout.h"
#include "conversation/selection.h"
#include "conversation/sentencereader.h"
#include "conversation/textunit.h"
#include "error.h"
#include "turnlistmodel.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTimer>

class QUrl;

namespace tabletalk {

class AttachmentService;
class CopiedText;
class EndButton;
class FormulaBook;
class PictureBook;

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
    //! The actions on turns that the program has; the view offers those and no others.
    void setCommands(TurnCommands commands);
    //! Whether long lines of code are broken where a person did not choose otherwise.
    void setWrapsCode(bool wraps);

    //! Whether a single $ opens a formula.
    void setSingleDollar(SingleDollar dollar);
    //! Where formulas are typeset; without it they are shown as their source. Outlives the view.
    void setFormulas(FormulaBook *formulas);
    //! Where attached pictures are; outlives the view. Without it they are links alone.
    void setAttachments(AttachmentService *attachments);

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
    //! Copies, opens the turn's menu, or says by signal what is wanted. Only what the turn offers.
    void perform(int row, TurnAction action);
    TurnCommands actionsOf(int row) const;
    void toggleFold(int row, int step);
    void toggleWrap(int row, int codeBlock);
    //! By a column: upwards, then downwards, then as it was written.
    void sortTable(int row, int header, int column);
    void copyTable(int row, int header);
    //! Asks for a file and writes the table to it.
    void saveTable(int row, int header);
    //! A picture that a message carries in that address: as an image on the clipboard, or its bytes as a
    //! file.
    void copyPicture(const QString &url);
    void savePicture(const QString &url);
    //! Opens http, https and mailto; anything else is refused with a word.
    void openLink(const QString &target);
    //! Shows what is attached to the turn by that link, if anything is.
    void openAttachment(int row, const QString &target);
    //! Says where a figure comes from, and marks it in the card of its query.
    void showTrace(int row, const QString &target);
    void selectTurn(int row);

    //! Marks what is found and goes to the first match from what is in view on; an empty query ends it.
    void find(const FindQuery &query);
    //! The same from the beginning of a turn on.
    void findInRow(const FindQuery &query, int row);
    void findNext() { findFrom(true); }
    void findPrevious() { findFrom(false); }
    const ConversationFinder &finder() const { return m_finder; }
    int foundOrdinal() const { return m_found ? m_finder.ordinal(*m_found) : 0; } //!< from 1; 0: none

    TextRange selectedRange() const { return m_selection.range(); }
    TextPosition caret() const { return m_selection.head(); }
    //! Selects for an assistive program, and shows where.
    void select(const TextRange &range);
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
    void attachmentActivated(const tabletalk::Attachment &attachment);
    //! Where the link under the pointer leads; empty when there is none any more.
    void linkHovered(const QString &target);
    //! A sentence for the person: why something was not done, or that it was.
    void said(const QString &sentence);
    //! What findNext() and findPrevious() walk through is another now.
    void foundChanged();
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
    void readAloud(int row);
    void showArrived();
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
    static QString linkLabel(const QString &target);
    QString toolTipOf(const Spot &spot, QPoint point) const;
    TurnId turnId(int row) const;
    void changeDisplay(int row, const TurnDisplay &display, const BlockKey &pressed);
    void findFrom(bool isForward);
    void takeFound();
    void showFound(const std::optional<FoundText> &found);

    TextUnit countPress(QEvent::Type type);
    void startSelection(QMouseEvent *event, TextUnit unit);
    void extendSelection(QPoint point);
    void setSelection(const Selection &selection);
    void dragSelection();
    bool selectByKey(QKeyEvent *event);
    bool moveCaret(QKeyEvent *event);
    void moveCaretTo(const TextPosition &position, bool extends);
    std::optional<TextPosition> steppedFrom(const TextPosition &from, CaretStep step, bool isForward) const;
    TextPosition lineFrom(const TextPosition &from, bool isForward);
    TextPosition lineEnd(const TextPosition &from, bool isForward);
    void moveCurrent(bool isUp, bool isAtOnce);
    void hideCaret();
    void updateRow(int row);
    void updateRows(const TextRange &range);
    void copyToClipboard(const CopiedText &text);
    CopiedText gathered(const TextRange &range) const;
    void showCopied(const Spot &spot);
    void showMenu(int row, const HotSpot &spot, QPoint global);
    TextRange wholeTurn(int row) const;

    QPointer<TurnListModel> m_model;
    ConversationLayout m_layout;
    EndButton *m_endButton;
    PictureBook *m_pictures;
    Selection m_selection;
    ConversationFinder m_finder;
    std::optional<FoundText> m_found; // the match that is shown
    FoundText m_foundFrom; // where to look for the first one
    bool m_isCaretShown = false;
    int m_caretX = -1; // where a caret that moves by lines would like to be
    int m_current = -1;
    QSet<TurnId> m_behind; // changed while nobody looked
    QHash<TurnId, SentenceReader> m_open; // being written: read aloud as they come, their end announced
    bool m_isSyncing = false;
    bool m_wasAtEnd = true;

    // The pointer
    Spot m_hovered;
    int m_hoveredRow = -1;
    Spot m_pressed;
    Spot m_copied;
    TextUnit m_unit = TextUnit::Caret;
    bool m_isSelecting = false;
    bool m_mayDrag = false; // pressed within the selection
    QPoint m_pressedAt;
    int m_presses = 0; // in a row
    QString m_hoveredLink;
    QPoint m_pointer{-1, -1};
    QBasicTimer m_edgeTimer; // scrolls while selecting beyond the edge
    QBasicTimer m_pressTimer; // a press until it fires counts as one more in a row
    QBasicTimer m_copiedTimer;
    QBasicTimer m_clockTimer; // once a second while a shown turn waits or thinks
};

} // namespace tabletalk
