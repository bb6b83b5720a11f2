// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QList>
#include <QRectF>
#include <QWidget>

namespace tabletalk {

//! Bars from left to right under one scale that begins at zero; each has a tool tip. What they mean in full
//! is in the table beside it, so that the keyboard passes it by. Not for values below zero.
class UsageChart : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        double value = 0;
        QString label; //!< shown below the first and the last bar
        QString toolTip;
    };

    explicit UsageChart(QWidget *parent = nullptr);

    //! `highest` says what the top of the scale is, "$1.20".
    void show(const QList<Bar> &bars, const QString &highest);

    QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    QList<Bar> m_bars;
    QString m_highest;
    QRectF m_area;
    QList<QRectF> m_places; //!< of the bars
    QColor m_barColour;
    QColor m_lineColour;
    QColor m_labelColour;
};

} // namespace tabletalk
