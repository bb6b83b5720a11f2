// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/messageedit.h"

#include "composer/attachmentbar.h"
#include "tabletext.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

constexpr int kMostLines = 10;

} // namespace

MessageEdit::MessageEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(2);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &MessageEdit::adjustHeight);
    // Another script's letters may make a line higher without making one more.
    connect(this, &QPlainTextEdit::textChanged, this, &MessageEdit::adjustHeight);
    adjustHeight();
}

QSize MessageEdit::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), heightFor(std::min(textHeight(), mostHeight()))};
}

QSize MessageEdit::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, heightFor(fontMetrics().lineSpacing())};
}

int MessageEdit::mostHeight() const
{
    return kMostLines * fontMetrics().lineSpacing();
}

//! As far as it matters: of a text that needs a scroll bar it is not measured to the end.
int MessageEdit::textHeight() const
{
    // QPlainTextDocumentLayout counts its own height in lines, not in pixels.
    qreal height = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && height <= mostHeight();
         block = block.next())
        height += document()->documentLayout()->blockBoundingRect(block).height();
    return std::max(int(std::ceil(height)), fontMetrics().lineSpacing());
}

int MessageEdit::heightFor(int text) const
{
    return text + int(2 * document()->documentMargin()) + 2;
}

void MessageEdit::adjustHeight()
{
    setVerticalScrollBarPolicy(textHeight() > mostHeight() ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

void MessageEdit::setUndo(std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_undoRevision = document()->revision();
}

void MessageEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo) && m_undo && document()->revision() == m_undoRevision) {
        std::exchange(m_undo, {})();
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool sends =
        modifiers == Qt::ControlModifier || (modifiers == Qt::NoModifier && m_sendKey == SendKey::Enter);
    if (isEnter && !m_isComposing && sends) {
        emit sendRequested();
        return;
    }
    if (isEnter && modifiers == Qt::ShiftModifier) {
        // The default inserts a line separator, which is no line break to anyone else.
        textCursor().insertBlock();
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Up && modifiers == Qt::NoModifier && !m_isComposing
        && document()->isEmpty()) {
        emit previousRequested();
        return;
    }
    if (event->matches(QKeySequence::MoveToEndOfDocument) && textCursor().atEnd()) {
        emit newestRequested();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void MessageEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

bool MessageEdit::canInsertFromMimeData(const QMimeData *source) const
{
    // Text first: what else there is would have to be fetched from the other program.
    return QPlainTextEdit::canInsertFromMimeData(source)
           || (m_takesAttachments && AttachmentBar::canTake(*source));
}

void MessageEdit::insertFromMimeData(const QMimeData *source)
{
    if (m_takesAttachments && AttachmentBar::canTake(*source)) {
        emit attachmentOffered(*source);
        return;
    }
    if (!source->hasText()) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    // NUL would end the text in places we do not see; everything else is the person's.
    QString text = source->text();
    text.remove(QChar::Null);
    if (m_takesAttachments && text.size() > kLongestPaste && !looksLikeTable(text)) {
        emit longTextOffered(text);
        return;
    }
    textCursor().insertText(text);
    ensureCursorVisible();
    if (m_takesAttachments && looksLikeTable(text))
        emit tableInserted(text);
}

void MessageEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        adjustHeight();
}

} // namespace tabletalk
