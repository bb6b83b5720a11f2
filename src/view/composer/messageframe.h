// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace tabletalk {

//! The rounded frame around a box to write in, with the ground of the box and a line that shows where the
//! keyboard is. A click on it is a click into the box, which is its focus proxy.
class MessageFrame : public QFrame {
    Q_OBJECT
public:
    explicit MessageFrame(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
};

} // namespace tabletalk
