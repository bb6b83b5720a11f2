// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace tabletalk {

//! One quiet line of text that says what is going on. A line edit, so that it can be selected and copied,
//! and so that a screen reader finds a text in it; accessible name "Status". Without the focus, what has
//! no room ends in an ellipsis.
class StatusLine : public QLineEdit {
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showStatus(const QString &text);
    //! Shown above the status until it is empty: where a link leads, while the pointer is on it.
    void showPassing(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fadeInk();
    void showLine(const QString &line);

    QString m_status;
    bool m_isPassing = false;
};

} // namespace tabletalk
