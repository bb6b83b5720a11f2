// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagechart.h"

#include "conversation/conversationpalette.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tabletalk {

UsageChart::UsageChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    place();
}

void UsageChart::show(const QList<Bar> &bars, const QString &highest)
{
    m_bars = bars;
    m_highest = highest;
    place();
    update();
}

QSize UsageChart::sizeHint() const
{
    constexpr int kLines = 7;
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * kLines};
}

void UsageChart::place()
{
    const ConversationPalette colours(palette());
    m_barColour = palette().color(QPalette::Highlight);
    m_lineColour = colours.line;
    m_labelColour = colours.secondary;

    const int line = fontMetrics().lineSpacing();
    m_area = QRectF(rect()).adjusted(0, line, 0, -line - 2);
    m_places.clear();
    double highest = 0;
    for (const Bar &bar : m_bars)
        highest = std::max(highest, bar.value);
    if (highest <= 0)
        return;
    constexpr double kWidest = 48;
    constexpr double kFilled = 0.75; // the rest is the gap
    const double step = std::min(m_area.width() / double(m_bars.size()), kWidest);
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        double height = m_bars[i].value / highest * m_area.height();
        if (m_bars[i].value > 0)
            height = std::max(height, 1.0); // little is not nothing
        m_places.append({m_area.left() + step * double(i), m_area.bottom() - height, step * kFilled, height});
    }
}

bool UsageChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        const QRectF column(m_places[i].left(), m_area.top(), m_places[i].width(), m_area.height());
        if (column.contains(help->pos())) {
            QToolTip::showText(help->globalPos(), m_bars[i].toolTip, this, column.toAlignedRect());
            return true;
        }
    }
    QToolTip::hideText();
    event->ignore();
    return true;
}

void UsageChart::resizeEvent(QResizeEvent *event)
{
    place();
    QWidget::resizeEvent(event);
}

void UsageChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        place();
    QWidget::changeEvent(event);
}

void UsageChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_lineColour);
    painter.drawLine(m_area.topLeft(), m_area.topRight());
    painter.drawLine(m_area.bottomLeft(), m_area.bottomRight());
    for (const QRectF &bar : m_places)
        painter.fillRect(bar, m_barColour);
    if (m_places.isEmpty())
        return;
    painter.setPen(m_labelColour);
    painter.drawText(QRectF(0, 0, width(), m_area.top()), Qt::AlignLeft | Qt::AlignVCenter, m_highest);
    const QRectF below(0, m_area.bottom() + 2, width(), height() - m_area.bottom() - 2);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, m_bars.first().label);
    if (m_bars.size() > 1) {
        const double end = std::max(m_places.last().right(), below.width() / 2);
        painter.drawText(QRectF(0, below.top(), end, below.height()), Qt::AlignRight | Qt::AlignVCenter,
                         m_bars.last().label);
    }
}

} // namespace tabletalk
