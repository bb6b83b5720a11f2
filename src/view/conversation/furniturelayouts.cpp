// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/furniturelayouts.h"

#include "conversation/turnlabels.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace tabletalk {

namespace {

HotSpot buttonAt(const QRect &rect, HotSpot::Kind kind, QPoint point)
{
    if (!rect.contains(point))
        return {};
    return {.kind = kind, .rect = rect};
}

} // namespace

HeaderLayout::HeaderLayout(const ConversationStyle &style, const QString &author, const QString &time,
                           const TurnFurniture &furniture, bool hasAllActions, int width)
    : m_style(style)
    , m_author(author)
    , m_time(time)
    , m_actions(style, furniture, hasAllActions, {width, height()})
{
}

int HeaderLayout::height() const
{
    return m_style.pitch(TextRole::Strong);
}

void HeaderLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const QFontMetrics strong(m_style.font(TextRole::Strong));
    const QFontMetrics small(m_style.font(TextRole::Small));
    const int gap = m_style.ems(0.6);
    const int baseline = (height() - strong.height()) / 2 + strong.ascent();
    // The name is as long whether or not the buttons are shown: nothing moves under the pointer.
    const int room = m_actions.freeWidth(true) - gap - small.horizontalAdvance(m_time) - gap;
    const QString author = strong.elidedText(m_author, Qt::ElideMiddle, std::max(room, m_style.ems(3)));

    painter.setFont(m_style.font(TextRole::Strong));
    painter.setPen(m_style.colours().text);
    painter.drawText(0, baseline, author);
    painter.setFont(m_style.font(TextRole::Small));
    painter.setPen(m_style.colours().secondary);
    painter.drawText(strong.horizontalAdvance(author) + gap, baseline, m_time);
    m_actions.paint(painter, context);
}

HotSpot HeaderLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return m_actions.hotSpotAt(point);
}

QRect HeaderLayout::buttonRect(HotSpot::Kind kind, int step) const
{
    return kind == HotSpot::Kind::Action ? m_actions.rectOf(TurnAction(step)) : QRect();
}

FooterLayout::FooterLayout(const ConversationStyle &style, const QString &text,
                           const TurnFurniture &furniture, int width)
    : m_style(style)
    , m_text(text)
    , m_actions(style, furniture, true, {width, height()})
{
}

int FooterLayout::height() const
{
    return std::max(m_style.pitch(TextRole::Small), ActionStrip::height(m_style));
}

void FooterLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const int room = std::max(0, m_actions.freeWidth(context.areActionsShown) - m_style.ems(0.6));
    painter.setFont(m_style.font(TextRole::Small));
    painter.setPen(m_style.colours().secondary);
    const QString shown =
        QFontMetrics(m_style.font(TextRole::Small)).elidedText(m_text, Qt::ElideRight, room);
    painter.drawText(QRect(0, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
    m_actions.paint(painter, context);
}

HotSpot FooterLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return m_actions.hotSpotAt(point);
}

QRect FooterLayout::buttonRect(HotSpot::Kind kind, int step) const
{
    return kind == HotSpot::Kind::Action ? m_actions.rectOf(TurnAction(step)) : QRect();
}

StatusLayout::StatusLayout(const ConversationStyle &style, Kind kind, const QString &name, qint64 ms,
                           bool isUnfolded, int width)
    : m_style(style)
    , m_kind(kind)
    , m_name(name)
    , m_ms(ms)
    , m_isUnfolded(isUnfolded)
    , m_width(width)
{
}

int StatusLayout::height() const
{
    return m_style.pitch(TextRole::Body);
}

QString StatusLayout::label(qint64 elapsedMs) const
{
    switch (m_kind) {
    case Kind::Waiting:
        return waitingLabel(m_name, elapsedMs);
    case Kind::Thinking:
        return thinkingLabel(elapsedMs);
    case Kind::Thought:
        return thoughtLabel(m_ms);
    case Kind::Calling:
        return toolLabel(m_name, true);
    case Kind::Called:
        return toolLabel(m_name, false);
    case Kind::Queried:
        return m_name;
    }
    return {};
}

void StatusLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const bool canUnfold = m_kind != Kind::Waiting;
    const bool isHovered = context.hovered == HotSpot::Kind::ToggleFold;
    const QColor ink = isHovered ? m_style.colours().text : m_style.colours().secondary;
    int x = 0;
    if (canUnfold) {
        const double side = m_style.ems(0.5);
        const QPointF middle(side / 2 + 1, height() / 2.0);
        QPolygonF arrow;
        if (m_isUnfolded)
            arrow << middle + QPointF(-side / 2, -side / 4) << middle + QPointF(side / 2, -side / 4)
                  << middle + QPointF(0, side / 3);
        else
            arrow << middle + QPointF(-side / 4, -side / 2) << middle + QPointF(side / 3, 0)
                  << middle + QPointF(-side / 4, side / 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPolygon(arrow);
        painter.setRenderHint(QPainter::Antialiasing, false);
        x = m_style.ems(1.1);
    }
    const int room = std::max(0, m_width - x);
    painter.setFont(m_style.font(TextRole::Body));
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(m_style.font(TextRole::Body))
                         .elidedText(label(std::max<qint64>(0, context.nowMs - m_ms)), Qt::ElideRight, room));
}

HotSpot StatusLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return buttonAt(buttonRect(HotSpot::Kind::ToggleFold, -1), HotSpot::Kind::ToggleFold, point);
}

QRect StatusLayout::buttonRect(HotSpot::Kind kind, int) const
{
    if (kind != HotSpot::Kind::ToggleFold || m_kind == Kind::Waiting)
        return {};
    const QFontMetrics metrics(m_style.font(TextRole::Body));
    return {0, 0, std::min(m_width, m_style.ems(1.1) + metrics.horizontalAdvance(label(1'000'000))),
            height()};
}

CardLayout::CardLayout(const ConversationStyle &style, const Error &error, int width)
    : m_style(style)
    , m_width(width)
    , m_text(style, TextRole::Body, width - style.ems(2.2))
{
    // Never markdown: a server's words must not become links or pictures.
    m_text.setText(QStringView(error.userText).left(4000), {}, 0);
    const int padding = style.ems(0.9);
    const int gap = style.ems(0.6);
    int x = style.ems(1.2);
    int y = padding + m_text.height();
    int rowHeight = 0;
    for (NextStep step : error.nextSteps) {
        const QString label = nextStepLabel(step, error.retryAfter);
        const QSize size = buttonSize(style, label);
        if (rowHeight == 0 || x + size.width() > width - style.ems(1)) {
            x = style.ems(1.2);
            y += rowHeight + gap;
        }
        m_buttons.push_back({label, QRect(QPoint(x, y), size)});
        x += size.width() + gap;
        rowHeight = size.height();
    }
    m_height = y + rowHeight + padding;
}

void CardLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const ConversationPalette &colours = m_style.colours();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.warning);
    painter.setBrush(colours.warningBackground);
    painter.drawRoundedRect(QRectF(0.5, 0.5, m_width - 1, m_height - 1), m_style.ems(0.5), m_style.ems(0.5));
    painter.setRenderHint(QPainter::Antialiasing, false);
    m_text.paint(painter, {m_style.ems(1.2), m_style.ems(0.9)}, context.clip, {}, 0);
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        const bool isHovered = context.hovered == HotSpot::Kind::NextStep && context.hoveredStep == int(i);
        paintButton(painter, m_style, m_buttons[i].rect, m_buttons[i].label, isHovered, true);
    }
}

HotSpot CardLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons[i].rect.contains(point))
            return {.kind = HotSpot::Kind::NextStep, .rect = m_buttons[i].rect, .step = int(i)};
    }
    return {};
}

QRect CardLayout::buttonRect(HotSpot::Kind kind, int step) const
{
    if (kind != HotSpot::Kind::NextStep || step < 0 || size_t(step) >= m_buttons.size())
        return {};
    return m_buttons[size_t(step)].rect;
}

void RuleLayout::paint(QPainter &painter, const ItemPaint &) const
{
    painter.fillRect(0, 0, m_width, 1, m_style.colours().line);
}

} // namespace tabletalk
