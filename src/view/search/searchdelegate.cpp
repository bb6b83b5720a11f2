// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search/searchdelegate.h"

#include "rowbackground.h"
#include "searchlistmodel.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kPadding = 8;
constexpr QChar kEllipsis(u'\u2026');

QList<QTextLayout::FormatRange> formatsOf(const Snippet &snippet)
{
    QList<QTextLayout::FormatRange> formats;
    for (const Snippet::Range &mark : snippet.marks) {
        QTextLayout::FormatRange range{mark.start, mark.length, {}};
        range.format.setFontWeight(QFont::Bold);
        formats.append(range);
    }
    return formats;
}

QTextLine layOut(QTextLayout &layout, const Snippet &snippet, const QFont &font, qreal width)
{
    QTextOption oneLine;
    oneLine.setWrapMode(QTextOption::NoWrap);
    layout.setText(snippet.text);
    layout.setFont(font);
    layout.setTextOption(oneLine);
    layout.setFormats(formatsOf(snippet));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    layout.endLayout();
    return line;
}

void drawSnippet(QPainter &painter, const QRect &rect, const Snippet &snippet,
                 const QStyleOptionViewItem &option)
{
    QTextLayout layout;
    layOut(layout, elidedSnippet(snippet, option.font, rect.width()), option.font, rect.width());
    layout.draw(&painter, rect.topLeft());
}

QString dateOf(const SearchHit &hit)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(hit.createdMs).date(), QLocale::ShortFormat);
}

} // namespace

Snippet elidedSnippet(const Snippet &snippet, const QFont &font, qreal width)
{
    QTextLayout layout;
    const QTextLine line = layOut(layout, snippet, font, width);
    if (line.naturalTextWidth() <= width)
        return snippet;
    const qreal room = width - 2 * QFontMetricsF(font).horizontalAdvance(kEllipsis);
    const auto extent = [&line](int from, int to) { return qAbs(line.cursorToX(to) - line.cursorToX(from)); };
    const int size = int(snippet.text.size());
    const Snippet::Range first = snippet.marks.value(0);
    int begin = 0;
    while (begin < first.start && extent(begin, first.start + first.length) > room)
        begin = layout.nextCursorPosition(begin);
    int end = size;
    while (end > begin && extent(begin, end) > room)
        end = layout.previousCursorPosition(end);

    Snippet cut;
    const QString before = begin > 0 ? QString(kEllipsis) : QString();
    cut.text = before + snippet.text.mid(begin, end - begin) + (end < size ? QString(kEllipsis) : QString());
    for (const Snippet::Range &mark : snippet.marks) {
        const int from = std::clamp(mark.start, begin, end);
        const int to = std::clamp(mark.start + mark.length, begin, end);
        if (from < to)
            cut.marks.append({int(before.size()) + from - begin, to - from});
    }
    return cut;
}

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
