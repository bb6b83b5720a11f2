// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/histogramview.h"

#include <QPainter>

#include <algorithm>

namespace tabletalk {

HistogramView::HistogramView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HistogramView::setCounts(const QList<qint64> &counts)
{
    m_counts = counts;
    setVisible(!counts.isEmpty());
    update();
}

QSize HistogramView::sizeHint() const
{
    constexpr int kLines = 4;
    return {fontMetrics().averageCharWidth() * 24, fontMetrics().height() * kLines};
}

void HistogramView::paintEvent(QPaintEvent *)
{
    if (m_counts.isEmpty())
        return;
    QPainter painter(this);
    const qint64 most = std::max<qint64>(1, *std::max_element(m_counts.begin(), m_counts.end()));
    const double step = double(width()) / double(m_counts.size());
    const double base = height() - 1;
    for (qsizetype i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0)
            continue;
        // Every bar is seen, however short.
        const double tall = std::max(1.0, double(m_counts[i]) / double(most) * (base - 1));
        painter.fillRect(QRectF(double(i) * step, base - tall, std::max(1.0, step - 1), tall),
                         palette().brush(QPalette::Highlight));
    }
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(QPointF(0, base), QPointF(width(), base));
}

} // namespace tabletalk
