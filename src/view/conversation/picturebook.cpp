// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/picturebook.h"

#include "attachmentservice.h"
#include "conversation/attachmentlink.h"
#include "picturethumbnail.h"
#include "whenfinished.h"

#include <QBuffer>
#include <QImageReader>
#include <QtConcurrent>

#include <optional>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestUrl = 32 * 1024 * 1024; // characters
constexpr qint64 kMostPixels = 40'000'000;
constexpr int kLongestEdge = 1536; // wider than the column on any screen
constexpr int kThumbnailEdge = 512; // of an attached one, which opens at a press
constexpr qsizetype kCacheKilobytes = 64 * 1024;

QByteArray bytesOf(const QString &url)
{
    const qsizetype comma = url.indexOf(u',');
    if (comma < 0 || url.size() > kLongestUrl
        || !QStringView(url).first(comma).endsWith(QLatin1String(";base64"), Qt::CaseInsensitive))
        return {};
    return QByteArray::fromBase64(QStringView(url).sliced(comma + 1).toLatin1());
}

//! A format whose pictures are shown, empty for all else.
QByteArray formatOf(const QImageReader &reader)
{
    static const QList<QByteArray> kFormats{"png", "jpeg", "gif", "webp"};
    const QByteArray format = reader.format();
    return kFormats.contains(format) ? format : QByteArray();
}

//! Its longer edge `longestEdge` at most, if there is one.
QImage decoded(const QString &url, std::optional<int> longestEdge)
{
    QByteArray bytes = bytesOf(url);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (formatOf(reader).isEmpty() || size.isEmpty() || qint64(size.width()) * size.height() > kMostPixels)
        return {};
    if (longestEdge && std::max(size.width(), size.height()) > *longestEdge)
        reader.setScaledSize(size.scaled(*longestEdge, *longestEdge, Qt::KeepAspectRatio).expandedTo({1, 1}));
    reader.setAutoTransform(true);
    return reader.read().convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace

PictureBook::PictureBook(QObject *parent)
    : QObject(parent)
    , m_pictures(kCacheKilobytes)
{
    m_thread.setMaxThreadCount(1);
}

bool PictureBook::isCarried(const QString &url)
{
    return url.startsWith(QLatin1String("data:image/"), Qt::CaseInsensitive);
}

PictureBook::File PictureBook::fileOf(const QString &url)
{
    QByteArray bytes = bytesOf(url);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const QByteArray format = formatOf(QImageReader(&buffer));
    if (format.isEmpty())
        return {};
    return {bytes, format == "jpeg" ? QStringLiteral("jpg") : QString::fromLatin1(format)};
}

QFuture<QImage> PictureBook::whole(const QString &url)
{
    return QtConcurrent::run(&m_thread, decoded, url, std::nullopt);
}

QImage PictureBook::picture(const QString &url)
{
    if (const QImage *known = m_pictures.object(url))
        return *known;
    const auto attached = m_attachments ? attachedPicture(url) : std::nullopt;
    if (m_pending.contains(url) || (!attached && !isCarried(url)))
        return {};
    m_pending.insert(url);
    if (!attached) {
        decode(url, [url] { return decoded(url, kLongestEdge); });
        return {};
    }
    const QByteArray sha256 = attached->sha256;
    whenFinished(m_attachments->bytes({Attachment{.sha256 = sha256}}), this,
                 [this, url, sha256](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (bytes)
                         decode(url, [picture = bytes->value(sha256)] {
                             return pictureThumbnail(picture, kThumbnailEdge);
                         });
                     else
                         keep(url, {});
                 });
    return {};
}

void PictureBook::decode(const QString &url, const std::function<QImage()> &decoded)
{
    whenFinished(QtConcurrent::run(&m_thread, decoded), this,
                 [this, url](const QImage &image) { keep(url, image); });
}

void PictureBook::keep(const QString &url, const QImage &image)
{
    m_pending.remove(url);
    m_pictures.insert(url, new QImage(image), 1 + (image.sizeInBytes() + 2 * url.size()) / 1024);
    emit changed();
}

} // namespace tabletalk
