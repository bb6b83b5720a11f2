// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace tabletalk {

//! The round button that leads back to the newest text and follows it again.
class EndButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit EndButton(QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace tabletalk
