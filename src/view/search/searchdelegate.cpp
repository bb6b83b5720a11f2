// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search/searchdelegate.h"

#include "rowbackground.h"
#include "searchlistmodel.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace tabletalk {

namespace {

constexpr int kPadding = 8;

void drawSnippet(QPainter &painter, const QRect &rect, const Snippet &snippet,
                 const QStyleOptionViewItem &option)
{
    QTextLayout layout(snippet.text, option.font);
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(oneLine);
    QList<QTextLayout::FormatRange> formats;
    for (const Snippet::Range &mark : snippet.marks) {
        QTextLayout::FormatRange range{mark.start, mark.length, {}};
        range.format.setFontWeight(QFont::Bold);
        formats.append(range);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    // What was found is seen, however narrow the window is.
    qreal shift = 0;
    if (!snippet.marks.isEmpty()) {
        const Snippet::Range &first = snippet.marks.first();
        shift = std::max(0.0, line.cursorToX(first.start + first.length) + kPadding - rect.width());
    }
    painter.save();
    painter.setClipRect(rect);
    layout.draw(&painter, QPointF(rect.left() - shift, rect.top()));
    painter.restore();
}

QString dateOf(const SearchHit &hit)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(hit.createdMs).date(), QLocale::ShortFormat);
}

} // namespace

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto *model = qobject_cast<const SearchListModel *>(index.model());
    const SearchHit &hit = model->hit(index.row());
    painter->save();
    drawRowBackground(*painter, option, option.rect.adjusted(2, 1, -2, -1),
                      option.palette.color(QPalette::Highlight));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QRect inner = option.rect.adjusted(kPadding, kPadding / 2, -kPadding, -kPadding / 2);
    const int lineHeight = option.fontMetrics.height();
    const QColor ink = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    QColor faint = ink;
    faint.setAlphaF(0.7F);

    QStringList notes;
    if (hit.isArchived)
        notes.append(tr("archived"));
    if (hit.turn.isValid())
        notes.append(hit.role == TurnRole::User ? tr("you") : tr("answer"));
    notes.append(dateOf(hit));
    const QString note = notes.join(QStringLiteral(" · "));
    const QRect top(inner.left(), inner.top(), inner.width(), lineHeight);
    const int noteWidth = option.fontMetrics.horizontalAdvance(note) + kPadding;
    painter->setFont(option.font);
    painter->setPen(faint);
    painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter, note);
    // Of a title that was found nothing else is known.
    const QString above = hit.turn.isValid() ? hit.title : tr("Title");
    painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(above, Qt::ElideRight, top.width() - noteWidth));
    painter->setPen(ink);
    drawSnippet(*painter, top.translated(0, lineHeight), hit.snippet, option);
    painter->restore();
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, 2 * option.fontMetrics.height() + kPadding};
}

} // namespace tabletalk
