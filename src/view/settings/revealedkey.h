// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secret.h"

#include <QTimer>
#include <QWidget>

namespace tabletalk {

//! A key in clear, for a quarter of a minute. It is painted and nothing else: neither selected nor read by
//! assistive tools, which are told that it is shown. The clipboard is for taking it along.
class RevealedKey : public QWidget {
    Q_OBJECT
public:
    explicit RevealedKey(QWidget *parent = nullptr);

    void show(const Secret &key);
    //! Forgets it.
    void clear();

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    Secret m_key;
    QTimer m_timer;
};

} // namespace tabletalk
