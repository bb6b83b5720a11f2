// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QFrame>
#include <QList>

#include <functional>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace tabletalk {

//! A sentence across the page with buttons and a way to dismiss it: what failed outside of an answer, and
//! what can be undone. One at a time; the newest wins.
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    struct Action {
        QString label;
        std::function<void()> trigger; //!< the bar hides first
    };

    explicit NoticeBar(QWidget *parent = nullptr);

    void showNotice(const QString &text, const QList<Action> &actions);
    QString text() const;

signals:
    //! For the status line and screen readers.
    void noticeShown(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeButtons();

    QLabel *m_label;
    QBoxLayout *m_body; // the text, and the buttons beside or below
    QBoxLayout *m_buttons;
    QToolButton *m_dismiss;
};

} // namespace tabletalk
