// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/actionstrip.h"

#include "symbolicicon.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace tabletalk {

namespace {

QString iconOf(TurnAction action, bool isCopied)
{
    switch (action) {
    case TurnAction::Copy:
        return isCopied ? QStringLiteral("done") : QStringLiteral("copy");
    case TurnAction::Edit:
        return QStringLiteral("edit");
    case TurnAction::Regenerate:
        return QStringLiteral("regenerate");
    case TurnAction::Branch:
        return QStringLiteral("branch");
    case TurnAction::Delete:
        return QStringLiteral("delete");
    case TurnAction::EarlierVersion:
        return QStringLiteral("previous");
    case TurnAction::LaterVersion:
        return QStringLiteral("next");
    case TurnAction::More:
        return QStringLiteral("more");
    case TurnAction::Continue:
        break;
    }
    return {};
}

constexpr TurnCommands kSymbols =
    TurnAction::Copy | TurnAction::Edit | TurnAction::Regenerate | TurnAction::Branch | TurnAction::Delete;
constexpr TurnCommands kVersions = TurnAction::EarlierVersion | TurnAction::LaterVersion;

} // namespace

int ActionStrip::height(const ConversationStyle &style)
{
    return buttonSize(style, {}).height();
}

ActionStrip::ActionStrip(const ConversationStyle &style, const TurnFurniture &furniture, bool all, QSize line)
    : m_style(style)
    , m_line(line)
{
    if (!all) {
        place(furniture, furniture.actions & TurnAction::Copy);
        return;
    }
    if (furniture.versionCount > 1 && furniture.actions & kVersions)
        m_versions = QCoreApplication::translate("Conversation", "%1/%2")
                         .arg(furniture.versionIndex + 1)
                         .arg(furniture.versionCount);
    place(furniture, furniture.actions & ~TurnCommands(TurnAction::More));
    if (freeWidth(true) < line.width() / 3
        && furniture.actions & (kSymbols & ~TurnCommands(TurnAction::Copy)))
        place(furniture, furniture.actions & ~(kSymbols & ~TurnCommands(TurnAction::Copy)));
}

void ActionStrip::place(const TurnFurniture &furniture, TurnCommands actions)
{
    m_buttons.clear();
    const int side = height(m_style);
    const int top = (m_line.height() - side) / 2;
    int x = m_line.width();
    const auto add = [&](TurnAction action, int width, bool isAlwaysShown) {
        x -= width;
        m_buttons.push_back({action, QRect(x, top, width, side), isAlwaysShown});
    };
    for (const TurnAction action : {TurnAction::More, TurnAction::Delete, TurnAction::Branch,
                                    TurnAction::Regenerate, TurnAction::Edit, TurnAction::Copy}) {
        if (actions & action)
            add(action, side, false);
    }
    if (!m_versions.isEmpty()) {
        x -= m_style.ems(0.3);
        if (furniture.actions & TurnAction::LaterVersion)
            add(TurnAction::LaterVersion, side, true);
        else
            x -= side;
        const int width = QFontMetrics(m_style.font(TextRole::Small)).horizontalAdvance(m_versions);
        x -= width;
        m_versionsRect = {x, top, width, side};
        if (furniture.actions & TurnAction::EarlierVersion)
            add(TurnAction::EarlierVersion, side, true);
        else
            x -= side;
    }
    if (actions & TurnAction::Continue) {
        x -= m_style.ems(0.3);
        add(TurnAction::Continue, buttonSize(m_style, actionLabel(TurnAction::Continue)).width(), true);
    }
}

int ActionStrip::freeWidth(bool areActionsShown) const
{
    int left = m_versions.isEmpty() ? m_line.width() : m_versionsRect.left() - height(m_style);
    for (const Button &button : m_buttons) {
        if (button.isAlwaysShown || areActionsShown)
            left = std::min(left, button.rect.left());
    }
    return std::max(0, left);
}

void ActionStrip::paint(QPainter &painter, const ItemPaint &context) const
{
    const ConversationPalette &colours = m_style.colours();
    if (!m_versions.isEmpty()) {
        painter.setFont(m_style.font(TextRole::Small));
        painter.setPen(colours.secondary);
        painter.drawText(m_versionsRect, Qt::AlignCenter, m_versions);
    }
    for (const Button &button : m_buttons) {
        if (!button.isAlwaysShown && !context.areActionsShown)
            continue;
        const bool isHovered =
            context.hovered == HotSpot::Kind::Action && context.hoveredStep == int(button.action);
        if (button.action == TurnAction::Continue) {
            paintButton(painter, m_style, button.rect, actionLabel(button.action), isHovered, true);
            continue;
        }
        paintButton(painter, m_style, button.rect, {}, isHovered, false);
        const bool isCopied = context.isCopied && button.action == TurnAction::Copy;
        const int size = m_style.ems(1.1);
        QRect face(0, 0, size, size);
        face.moveCenter(button.rect.center());
        symbolicIcon(iconOf(button.action, isCopied), isHovered ? colours.text : colours.secondary)
            .paint(&painter, face);
    }
}

HotSpot ActionStrip::hotSpotAt(QPoint point) const
{
    for (const Button &button : m_buttons) {
        if (button.rect.contains(point))
            return {.kind = HotSpot::Kind::Action, .rect = button.rect, .step = int(button.action)};
    }
    return {};
}

QRect ActionStrip::rectOf(TurnAction action) const
{
    const auto found = std::find_if(m_buttons.begin(), m_buttons.end(),
                                    [action](const Button &button) { return button.action == action; });
    return found == m_buttons.end() ? QRect() : found->rect;
}

} // namespace tabletalk
