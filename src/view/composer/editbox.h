// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "composer/messageframe.h"

class QLabel;
class QPushButton;

namespace tabletalk {

class MessageEdit;

//! Where a message that was said is edited, in the composer's place. Save is Ctrl+S, Save and rerun
//! Ctrl+Enter, Enter makes a line; Esc belongs to the window, which calls cancel(). Saves nothing itself.
class EditBox : public MessageFrame {
    Q_OBJECT
public:
    explicit EditBox(QWidget *parent = nullptr);

    //! Shows the box with this text. An answer cannot be rerun.
    void begin(const QString &text, bool isQuestion);
    void cancel();
    QString text() const;

signals:
    void saveRequested(const QString &text, bool rerun);
    void cancelled();

private:
    void requestSave();
    void requestRerun();

    MessageEdit *m_edit;
    QLabel *m_title;
    QPushButton *m_rerunButton;
    QPushButton *m_saveButton;
    bool m_isQuestion = true;
};

} // namespace tabletalk
