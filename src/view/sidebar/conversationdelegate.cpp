// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/conversationdelegate.h"

#include "conversationlistmodel.h"
#include "rowbackground.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

namespace tabletalk {

namespace {

constexpr int kPadding = 8;
constexpr int kDot = 7;

int rowHeight(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() + 2 * kPadding;
}

int sectionHeight(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() + 2 * kPadding;
}

bool startsSection(const QModelIndex &index)
{
    return index.data(ConversationListModel::StartsSectionRole).toBool();
}

} // namespace

QRect ConversationDelegate::rowRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return option.rect.adjusted(kPadding / 2, startsSection(index) ? sectionHeight(option) : 0, -kPadding / 2,
                                0);
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QPalette &palette = option.palette;
    if (startsSection(index)) {
        QRect section = option.rect;
        section.setHeight(sectionHeight(option));
        QFont font = option.font;
        font.setBold(true);
        font.setPointSizeF(font.pointSizeF() * 0.85);
        painter->setFont(font);
        painter->setPen(palette.color(QPalette::PlaceholderText));
        painter->drawText(section.adjusted(kPadding * 2, 0, -kPadding, -2), Qt::AlignLeft | Qt::AlignBottom,
                          index.data(ConversationListModel::SectionRole).toString());
        painter->setFont(option.font);
    }

    const QRect row = rowRect(option, index);
    drawRowBackground(*painter, option, row, palette.color(QPalette::Highlight));

    QRect text = row.adjusted(kPadding * 3 / 2, 0, -kPadding, 0);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor ink = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const bool isUnread = index.data(ConversationListModel::UnreadRole).toBool();
    const bool isBusy = index.data(ConversationListModel::BusyRole).toBool();
    if (isBusy || isUnread) {
        text.setRight(text.right() - kDot - kPadding);
        const QColor dot = isSelected ? ink : palette.color(QPalette::Highlight);
        // A ring while the answer arrives, a full dot when there is something to read.
        painter->setPen(dot);
        painter->setBrush(isBusy ? QBrush(Qt::NoBrush) : QBrush(dot));
        painter->drawEllipse(QRect(text.right() + kPadding, row.center().y() - kDot / 2, kDot, kDot));
    }
    QFont font = option.font;
    font.setBold(isUnread);
    painter->setFont(font);
    painter->setPen(ink);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {0, rowHeight(option) + (startsSection(index) ? sectionHeight(option) : 0)};
}

QWidget *ConversationDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                            const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setAccessibleName(tr("Title"));
    editor->setMaxLength(200);
    return editor;
}

void ConversationDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex &index) const
{
    editor->setGeometry(rowRect(option, index));
}

void ConversationDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    emit renamed(index, qobject_cast<QLineEdit *>(editor)->text());
}

} // namespace tabletalk
