// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QFrame>
#include <QList>

#include <functional>

class QHBoxLayout;
class QLabel;

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

private:
    QLabel *m_label;
    QHBoxLayout *m_buttons;
};

} // namespace tabletalk
