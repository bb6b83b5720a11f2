// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"

#include <QByteArray>
#include <QSize>
#include <QString>

namespace tabletalk {

//! Something that goes along with a message. A value by reference: the bytes are kept once, under their
//! SHA-256, by AttachmentService.
struct Attachment {
    QString name; //!< as people know it; no path
    QString mediaType; //!< "image/png", "application/pdf", "text/csv"
    qint64 size = 0; //!< of the bytes that are kept
    QByteArray sha256; //!< of the bytes that are kept, as hexadecimal digits
    QString text; //!< what a model reads of a document; empty for a picture, or a scan
    int pages = 0; //!< 0 where there are none
    QSize pixels; //!< of a picture
    std::optional<AttachedTable> table; //!< of one that was read as a table; `text` is its form

    bool isPicture() const { return mediaType.startsWith(QLatin1String("image/")); }
    bool operator==(const Attachment &) const = default;
};

//! "report.pdf · 12 pages · 240 kB", "sales.csv · 120 rows × 5 columns · 9 kB"
QString attachmentLabel(const Attachment &attachment);

//! "120 rows × 5 columns"
QString tableSize(const AttachedTable &table);

//! Roughly what it costs to send: its text by estimatedTokens(QStringView), a picture a token for 750 pixels,
//! a scan 1,500 a page.
qint64 estimatedTokens(const Attachment &attachment);

} // namespace tabletalk
