// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace tabletalk {

//! Lies over the window while files are dragged above it, and says what letting go will do.
class DropOverlay : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget *parent);
    void cover();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace tabletalk
