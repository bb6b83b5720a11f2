// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pagepainter.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QImage>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextImageFormat>
#include <QUrl>

namespace tabletalk {

namespace {

constexpr qreal kFontPoints = 10;
constexpr qreal kPointsPerInch = 72;

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

//! A piece of a document, and how it is to be shown.
struct Piece {
    int from = 0;
    int to = 0;
    QTextCharFormat format;
};

void show(QTextDocument &document, const QList<Piece> &pieces)
{
    QTextCursor cursor(&document);
    for (const Piece &piece : pieces) {
        cursor.setPosition(piece.from);
        cursor.setPosition(piece.to, QTextCursor::KeepAnchor);
        cursor.setCharFormat(piece.format);
    }
}

//! Those that are larger than the page, made to fit it: QTextDocument paints them as they are. Sizes in
//! logical pixels.
QList<Piece> largePictures(const QTextDocument &document, QSizeF page)
{
    QList<Piece> pictures;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment fragment = at.fragment();
            QTextImageFormat format = fragment.charFormat().toImageFormat();
            if (!format.isValid())
                continue;
            const QSizeF size =
                document.resource(QTextDocument::ImageResource, QUrl(format.name())).value<QImage>().size();
            const QSizeF fitting = size.scaled(page, Qt::KeepAspectRatio);
            if (size.isEmpty() || fitting.width() >= size.width())
                continue;
            format.setWidth(fitting.width());
            format.setHeight(fitting.height());
            pictures.append({fragment.position(), fragment.position() + fragment.length(), format});
        }
    }
    return pictures;
}

} // namespace

void setPaperHtml(QTextDocument &document, const QString &html)
{
    document.setHtml(html);
    // Of a heading both HTML's own size and the style sheet's are kept, and the former would be followed.
    QList<Piece> headings;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment fragment = at.fragment();
            QTextCharFormat format = fragment.charFormat();
            if (!format.hasProperty(QTextFormat::FontSizeAdjustment)
                || !format.hasProperty(QTextFormat::FontPointSize))
                continue;
            format.clearProperty(QTextFormat::FontSizeAdjustment);
            headings.append({fragment.position(), fragment.position() + fragment.length(), format});
        }
    }
    show(document, headings);
}

Result<Done> paintPages(const QString &html, QPagedPaintDevice &device,
                        const std::function<bool()> &isCancelled)
{
    QPainter painter;
    if (!painter.begin(&device)) {
        return Error{.kind = ErrorKind::StorageFailed,
                     .source = ErrorSource::Program,
                     .userText = tr("The pages could not be written. Choose another place or printer.")};
    }
    const int dpi = device.logicalDpiY();
    const QSizeF page(device.width(), device.height());
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultFont(QFont(QStringLiteral("sans-serif"), int(kFontPoints)));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
    document.documentLayout()->setPaintDevice(&device);
    setPaperHtml(document, html);
    const qreal footer = 3 * kFontPoints * dpi / kPointsPerInch;
    const QSizeF body(page.width(), page.height() - footer);
    constexpr qreal kLogicalDpi = 96; // of the pictures' pixels
    show(document, largePictures(document, body * (kLogicalDpi / dpi)));
    document.setPageSize(body);

    const int count = document.pageCount();
    for (int i = 0; i < count; ++i) {
        if (isCancelled())
            return Error{.kind = ErrorKind::Cancelled};
        if (i > 0 && !device.newPage())
            break;
        painter.save();
        painter.translate(0, -i * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(QPointF(0, i * body.height()), body);
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        painter.setFont(QFont(QStringLiteral("sans-serif"), int(kFontPoints) - 2));
        painter.drawText(QRectF(0, body.height(), page.width(), footer), Qt::AlignHCenter | Qt::AlignBottom,
                         tr("%1 / %2").arg(i + 1).arg(count));
    }
    if (!painter.end()) {
        return Error{.kind = ErrorKind::StorageFailed,
                     .source = ErrorSource::Program,
                     .userText = tr("The pages could not be written. The disk may be full.")};
    }
    return Done{};
}

} // namespace tabletalk
