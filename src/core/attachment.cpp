// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachment.h"

#include "tokenestimate.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <climits>

namespace tabletalk {

namespace {

//! Models see a picture as tiles of a few hundred pixels; this is between what the large ones count.
constexpr qint64 kPixelsPerToken = 750;
//! A scanned page goes along as a picture.
constexpr qint64 kTokensPerScannedPage = 1500;

} // namespace

QString tableSize(const AttachedTable &table)
{
    // The two numbers are words of their own, since languages count each in its way.
    const QString rows = QCoreApplication::translate("Attachment", "%Ln row(s)", nullptr,
                                                     int(std::min<qint64>(table.rows, INT_MAX)));
    const QString columns =
        QCoreApplication::translate("Attachment", "%Ln column(s)", nullptr, table.columns);
    return QStringLiteral("%1 × %2").arg(rows, columns);
}

QString attachmentLabel(const Attachment &attachment)
{
    QStringList parts{attachment.name};
    if (attachment.pages > 0)
        parts.append(QCoreApplication::translate("Attachment", "%n page(s)", nullptr, attachment.pages));
    if (attachment.table)
        parts.append(tableSize(*attachment.table));
    if (attachment.pixels.isValid()) {
        parts.append(QStringLiteral("%1 × %2").arg(QString::number(attachment.pixels.width()),
                                                   QString::number(attachment.pixels.height())));
    }
    parts.append(QLocale().formattedDataSize(attachment.size, 0, QLocale::DataSizeSIFormat));
    return parts.join(QStringLiteral(" · "));
}

qint64 estimatedTokens(const Attachment &attachment)
{
    if (attachment.isPicture())
        return qint64(attachment.pixels.width()) * attachment.pixels.height() / kPixelsPerToken + 1;
    if (attachment.text.isEmpty())
        return attachment.pages * kTokensPerScannedPage;
    return estimatedTokens(QStringView(attachment.text));
}

} // namespace tabletalk
