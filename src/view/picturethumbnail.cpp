// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picturethumbnail.h"

#include <QBuffer>
#include <QImageReader>

namespace tabletalk {

QImage pictureThumbnail(QByteArray bytes, int edge)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setScaledSize(reader.size().scaled(edge, edge, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

} // namespace tabletalk
