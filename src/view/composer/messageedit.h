// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings.h"

#include <QPlainTextEdit>

#include <functional>

namespace tabletalk {

//! A longer paste goes along as an attachment, in characters.
inline constexpr qsizetype kLongestPaste = 3000;

//! The message box: plain text that grows with what is typed, up to a limit, and knows which keys send.
class MessageEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit MessageEdit(QWidget *parent = nullptr);

    void setSendKey(SendKey key) { m_sendKey = key; }
    void setTakesAttachments(bool takes) { m_takesAttachments = takes; }
    //! What the next undo does in place of the text's own, as long as the text stays as it is now.
    void setUndo(std::function<void()> undo);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void sendRequested();
    //! Ctrl+End with nothing further down in the text: the conversation is meant.
    void newestRequested();
    //! Up with nothing written.
    void previousRequested();
    //! Files, a picture or a table were pasted or dropped here.
    void attachmentOffered(const QMimeData &data);
    //! A long text was pasted or dropped that is no table, and is not in the box.
    void longTextOffered(const QString &text);
    //! Text that looks like a table was pasted or dropped, and is in the box.
    void tableInserted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void changeEvent(QEvent *event) override;

private:
    void adjustHeight();
    // In pixels
    int mostHeight() const;
    int textHeight() const;
    int heightFor(int text) const;

    SendKey m_sendKey = SendKey::Enter;
    bool m_takesAttachments = false;
    std::function<void()> m_undo;
    int m_undoRevision = 0; //!< of the document
    bool m_isComposing = false; //!< an input method shows text that is not entered yet
};

} // namespace tabletalk
