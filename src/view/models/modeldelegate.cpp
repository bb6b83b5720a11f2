// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modeldelegate.h"

#include "modellistmodel.h"
#include "symbolicicon.h"

#include <QApplication>
#include <QPainter>

namespace tabletalk {

namespace {

constexpr int kMargin = 10;
constexpr int kPadding = 5;
constexpr int kStar = 16;

bool isSection(const QModelIndex &index)
{
    return index.data(ModelListModel::SectionRole).toBool();
}

QString secondLine(const QModelIndex &index)
{
    QStringList parts{index.data(ModelListModel::ProviderRole).toString(),
                      index.data(ModelListModel::PriceRole).toString(),
                      index.data(ModelListModel::ContextRole).toString()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

QFont smaller(QFont font)
{
    constexpr qreal kScale = 0.9;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * kScale);
    return font;
}

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

QRect ModelDelegate::starRect(const QRect &row)
{
    const int width = kStar + 2 * kMargin;
    return {row.right() + 1 - width, row.top(), width, row.height()};
}

void ModelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QString name = index.data().toString();
    const QPalette &palette = option.palette;
    painter->save();
    if (isSection(index)) {
        painter->setFont(bold(smaller(option.font)));
        painter->setPen(palette.color(QPalette::Active, QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(kMargin, 0, -kMargin, -kPadding / 2),
                          Qt::AlignLeft | Qt::AlignBottom, name);
        painter->restore();
        return;
    }

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    const bool current = index.data(ModelListModel::CurrentRole).toBool();
    QRect text = option.rect.adjusted(kMargin, kPadding, -kStar - 2 * kMargin, -kPadding);
    painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(current ? bold(option.font) : option.font);
    const QFontMetrics nameMetrics(painter->font());
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      nameMetrics.elidedText(name, Qt::ElideRight, text.width()));

    text.setTop(text.top() + nameMetrics.height());
    painter->setFont(smaller(option.font));
    if (!selected)
        painter->setPen(palette.color(QPalette::PlaceholderText));
    const QFontMetrics lineMetrics(painter->font());
    painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                      lineMetrics.elidedText(secondLine(index), Qt::ElideRight, text.width()));

    const bool favourite = index.data(ModelListModel::FavouriteRole).toBool();
    if (favourite || selected || option.state.testFlag(QStyle::State_MouseOver)) {
        QRect star(0, 0, kStar, kStar);
        star.moveCenter(starRect(option.rect).center());
        const QIcon icon = symbolicIcon(favourite ? QStringLiteral("star-filled") : QStringLiteral("star"),
                                        favourite ? QPalette::Text : QPalette::PlaceholderText);
        icon.paint(painter, star, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    }
    painter->restore();
}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int nameHeight = QFontMetrics(bold(option.font)).height();
    const int lineHeight = QFontMetrics(smaller(option.font)).height();
    if (isSection(index))
        return {0, lineHeight + 2 * kPadding + kPadding};
    return {0, nameHeight + lineHeight + 2 * kPadding};
}

} // namespace tabletalk
