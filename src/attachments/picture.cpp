// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picture.h"

#include "attachmentservice.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImage>
#include <QImageReader>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace tabletalk {

namespace {

//! Beyond it a photograph saved as PNG becomes a JPEG, a tenth as long.
constexpr qsizetype kLongestPng = qsizetype{1024} * 1024;
constexpr int kJpegQuality = 88;
constexpr int kSmallestEdge = 64;
//! Of the decoder's memory; pictures are decoded in full before they are made smaller, but for JPEG.
constexpr int kDecoderMegabytes = 512;

Error refusal(ErrorKind kind, const char *text)
{
    return {.kind = kind,
            .source = ErrorSource::Program,
            .userText = QCoreApplication::translate("Attachments", text)};
}

//! The format by its first bytes: a name can lie, and each format that may be tried is one more to trust.
QByteArray formatOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "gif";
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return "webp";
    return {};
}

//! False where a chunk of a PNG says that it is longer than what follows: libpng makes room for all of a
//! chunk, up to 2 GB, before it finds out that the file has ended.
bool areChunksWithin(const QByteArray &png)
{
    constexpr qsizetype kSignature = 8;
    constexpr qsizetype kAroundData = 12; // length, type and checksum
    for (qsizetype at = kSignature; at + kAroundData <= png.size();) {
        const auto length = qFromBigEndian<quint32>(png.constData() + at);
        if (qint64(length) > png.size() - at - kAroundData)
            return false;
        at += kAroundData + qsizetype(length);
    }
    return true;
}

//! The pixels alone: a copy of a QImage would keep its texts and its profile, and they would be written.
QImage pixelsOf(const QImage &image)
{
    const QImage source =
        image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    QImage bare(source.size(), source.format());
    if (bare.isNull())
        return bare;
    for (int y = 0; y < source.height(); ++y)
        std::memcpy(bare.scanLine(y), source.constScanLine(y), size_t(source.width()) * 4);
    return bare;
}

bool isOpaque(const QImage &image)
{
    if (!image.hasAlphaChannel())
        return true;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        if (!std::all_of(line, line + image.width(), [](QRgb pixel) { return qAlpha(pixel) == 255; }))
            return false;
    }
    return true;
}

QByteArray encoded(const QImage &image, const char *format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format, quality) ? bytes : QByteArray();
}

Picture encode(const QImage &image, bool isPhotograph)
{
    const QImage bare = isOpaque(image) ? image.convertToFormat(QImage::Format_RGB32) : image;
    if (!isPhotograph || bare.hasAlphaChannel()) {
        constexpr int kBest = -1;
        const QByteArray png = encoded(bare, "png", kBest);
        if (bare.hasAlphaChannel() || png.size() <= kLongestPng)
            return {QStringLiteral("image/png"), png, bare.size()};
    }
    return {QStringLiteral("image/jpeg"), encoded(bare, "jpeg", kJpegQuality), bare.size()};
}

} // namespace

bool looksLikePicture(const QByteArray &bytes)
{
    return !formatOf(bytes).isEmpty();
}

Result<Picture> makePicture(const QByteArray &bytes)
{
    const QByteArray format = formatOf(bytes);
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader::setAllocationLimit(kDecoderMegabytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const bool isSound = format != "png" || areChunksWithin(bytes);
    const QSize size = isSound ? reader.size() : QSize();
    if (size.isValid() && qint64(size.width()) * size.height() > kMostPicturePixels) {
        return refusal(ErrorKind::AttachmentTooLarge,
                       QT_TRANSLATE_NOOP("Attachments",
                                         "The picture has too many pixels. At most 100 million "
                                         "are read; make it smaller first."));
    }
    const QSize fitting(kLongestPictureEdge, kLongestPictureEdge);
    const auto isTooWide = [](QSize pixels) {
        return std::max(pixels.width(), pixels.height()) > kLongestPictureEdge;
    };
    if (size.isValid() && isTooWide(size))
        reader.setScaledSize(size.scaled(fitting, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QImage image = isSound ? reader.read() : QImage();
    if (image.isNull()) {
        return refusal(ErrorKind::AttachmentUnreadable,
                       QT_TRANSLATE_NOOP("Attachments", "The picture cannot be read: it is damaged, or this "
                                                        "computer has no decoder for its format."));
    }
    if (isTooWide(image.size()))
        image = image.scaled(fitting, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    if (image.colorSpace().isValid())
        image.convertToColorSpace(QColorSpace::SRgb);
    image = pixelsOf(image);

    Picture picture = encode(image, format == "jpeg");
    while (picture.bytes.size() > kLongestPicture
           && std::min(image.width(), image.height()) / 2 >= kSmallestEdge) {
        image = image.scaled(image.size() / 2, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        picture = encode(image, format == "jpeg");
    }
    if (picture.bytes.isEmpty() || picture.bytes.size() > kLongestPicture) {
        return refusal(
            ErrorKind::AttachmentTooLarge,
            QT_TRANSLATE_NOOP("Attachments", "The picture cannot be made small enough to be sent."));
    }
    return picture;
}

} // namespace tabletalk
