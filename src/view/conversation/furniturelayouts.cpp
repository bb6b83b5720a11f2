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

QString copyLabel(bool isCopied)
{
    return isCopied ? QCoreApplication::translate("Conversation", "Copied")
                    : QCoreApplication::translate("Conversation", "Copy");
}

QRect copyRect(const ConversationStyle &style, int width, int height)
{
    const QSize size = buttonSize(style, copyLabel(true));
    return {width - size.width(), (height - size.height()) / 2, size.width(), size.height()};
}

HotSpot buttonAt(const QRect &rect, HotSpot::Kind kind, QPoint point)
{
    if (!rect.contains(point))
        return {};
    return {.kind = kind, .rect = rect};
}

} // namespace

HeaderLayout::HeaderLayout(const ConversationStyle &style, const QString &author, const QString &time,
                           int width)
    : m_style(style)
    , m_author(author)
    , m_time(time)
    , m_width(width)
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
    const int room =
        buttonRect(HotSpot::Kind::CopyTurn, -1).left() - gap - small.horizontalAdvance(m_time) - gap;
    const QString author = strong.elidedText(m_author, Qt::ElideMiddle, std::max(room, m_style.ems(3)));

    painter.setFont(m_style.font(TextRole::Strong));
    painter.setPen(m_style.colours().text);
    painter.drawText(0, baseline, author);
    painter.setFont(m_style.font(TextRole::Small));
    painter.setPen(m_style.colours().secondary);
    painter.drawText(strong.horizontalAdvance(author) + gap, baseline, m_time);
    if (context.areActionsShown) {
        paintButton(painter, m_style, buttonRect(HotSpot::Kind::CopyTurn, -1), copyLabel(context.isCopied),
                    context.hovered == HotSpot::Kind::CopyTurn, false);
    }
}

HotSpot HeaderLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return buttonAt(buttonRect(HotSpot::Kind::CopyTurn, -1), HotSpot::Kind::CopyTurn, point);
}

QRect HeaderLayout::buttonRect(HotSpot::Kind kind, int) const
{
    return kind == HotSpot::Kind::CopyTurn ? copyRect(m_style, m_width, height()) : QRect();
}

FooterLayout::FooterLayout(const ConversationStyle &style, const QString &text, int width)
    : m_style(style)
    , m_text(text)
    , m_width(width)
{
}

int FooterLayout::height() const
{
    return std::max(m_style.pitch(TextRole::Small), buttonSize(m_style, {}).height());
}

void FooterLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const QRect copy = buttonRect(HotSpot::Kind::CopyTurn, -1);
    painter.setFont(m_style.font(TextRole::Small));
    painter.setPen(m_style.colours().secondary);
    const QString shown =
        QFontMetrics(m_style.font(TextRole::Small)).elidedText(m_text, Qt::ElideRight, copy.left());
    painter.drawText(QRect(0, 0, std::max(0, copy.left()), height()), Qt::AlignVCenter | Qt::AlignLeft,
                     shown);
    if (context.areActionsShown) {
        paintButton(painter, m_style, copy, copyLabel(context.isCopied),
                    context.hovered == HotSpot::Kind::CopyTurn, false);
    }
}

HotSpot FooterLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return buttonAt(buttonRect(HotSpot::Kind::CopyTurn, -1), HotSpot::Kind::CopyTurn, point);
}

QRect FooterLayout::buttonRect(HotSpot::Kind kind, int) const
{
    return kind == HotSpot::Kind::CopyTurn ? copyRect(m_style, m_width, height()) : QRect();
}

StatusLayout::StatusLayout(const ConversationStyle &style, Kind kind, const QString &modelName, qint64 ms,
                           bool isUnfolded, int width)
    : m_style(style)
    , m_kind(kind)
    , m_modelName(modelName)
    , m_ms(ms)
    , m_isUnfolded(isUnfolded)
    , m_width(width)
{
}

int StatusLayout::height() const
{
    return m_style.pitch(TextRole::Body);
}

void StatusLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const qint64 elapsed = std::max<qint64>(0, context.nowMs - m_ms);
    const bool canUnfold = m_kind != Kind::Waiting;
    const QString text = m_kind == Kind::Waiting    ? waitingLabel(m_modelName, elapsed)
                         : m_kind == Kind::Thinking ? thinkingLabel(elapsed)
                                                    : thoughtLabel(m_ms);
    const bool isHovered = context.hovered == HotSpot::Kind::ToggleReasoning;
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
    painter.setFont(m_style.font(TextRole::Body));
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, std::max(0, m_width - x), height()), Qt::AlignVCenter | Qt::AlignLeft, text);
}

HotSpot StatusLayout::hotSpotAt(const Block &, QPoint point, int) const
{
    return buttonAt(buttonRect(HotSpot::Kind::ToggleReasoning, -1), HotSpot::Kind::ToggleReasoning, point);
}

QRect StatusLayout::buttonRect(HotSpot::Kind kind, int) const
{
    if (kind != HotSpot::Kind::ToggleReasoning || m_kind == Kind::Waiting)
        return {};
    const QFontMetrics metrics(m_style.font(TextRole::Body));
    const QString longest = m_kind == Kind::Thought ? thoughtLabel(m_ms) : thinkingLabel(1'000'000);
    return {0, 0, std::min(m_width, m_style.ems(1.1) + metrics.horizontalAdvance(longest)), height()};
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
    m_text.paint(painter, {m_style.ems(1.2), m_style.ems(0.9)}, context.clip, 0, 0);
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
