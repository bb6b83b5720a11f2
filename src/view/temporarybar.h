// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace tabletalk {

//! The tinted strip above a temporary conversation: says that nothing of it is kept, and offers to keep it.
class TemporaryBar : public QFrame {
    Q_OBJECT
public:
    explicit TemporaryBar(QWidget *parent = nullptr);

signals:
    void keepRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace tabletalk
