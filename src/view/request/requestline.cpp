// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "request/requestline.h"

#include <QLocale>
#include <QStyleOptionToolButton>
#include <QStylePainter>

#include <algorithm>
#include <climits>

namespace tabletalk {

RequestLine::RequestLine(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("requestLineButton"));
    setAccessibleName(tr("What the next request sends"));
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    hide();
}

void RequestLine::showSummary(const std::optional<NextRequest::Summary> &summary, const QString &modelName)
{
    setVisible(summary.has_value());
    if (!summary)
        return;
    const QString sentence = requestSentence(*summary);
    setText(summary->fits ? tr("Sends %1").arg(sentence)
                          : tr("More than %1 takes: %2").arg(modelName, sentence));
    setAccessibleName(text());
    setToolTip(tr("%1.\nShow exactly what would be sent.").arg(text()));
    updateGeometry();
    update();
}

QSize RequestLine::sizeHint() const
{
    QSize size = QToolButton::sizeHint();
    size.setHeight(fontMetrics().height() + 4);
    return size;
}

QSize RequestLine::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 12, fontMetrics().height() + 4};
}

void RequestLine::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    const int room = width() - fontMetrics().averageCharWidth();
    option.text = fontMetrics().elidedText(text(), Qt::ElideRight, room);
    option.palette.setColor(QPalette::ButtonText, option.palette.color(QPalette::PlaceholderText));
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
}

QString requestSentence(const NextRequest::Summary &summary)
{
    const QLocale locale;
    QStringList parts;
    if (summary.earlierTurns > 0)
        parts.append(RequestLine::tr("%Ln earlier message(s)", nullptr, summary.earlierTurns));
    if (summary.pictures > 0)
        parts.append(RequestLine::tr("%Ln picture(s)", nullptr, summary.pictures));
    if (summary.documents > 0)
        parts.append(RequestLine::tr("%Ln document(s)", nullptr, summary.documents));
    if (summary.schemas > 0)
        parts.append(RequestLine::tr("schema of %Ln table(s)", nullptr, summary.schemas));
    if (summary.tables > 0)
        parts.append(RequestLine::tr("all of %Ln table(s)", nullptr, summary.tables));
    if (summary.schemas + summary.tables > 0)
        parts.append(RequestLine::tr("%Ln row(s)", nullptr, int(std::min<qint64>(summary.rows, INT_MAX))));
    parts.append(RequestLine::tr("about %1 tokens").arg(locale.toString(summary.tokens)));
    return parts.join(QStringLiteral(", "));
}

} // namespace tabletalk
