// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/attachmentlink.h"

#include <QRegularExpression>

namespace tabletalk {

QString attachmentTarget(const Attachment &attachment)
{
    QString target = QStringLiteral("attachment:") + QString::fromLatin1(attachment.sha256);
    if (attachment.isPicture() && !attachment.pixels.isEmpty())
        target += QStringLiteral("/%1x%2").arg(attachment.pixels.width()).arg(attachment.pixels.height());
    return target;
}

std::optional<AttachedPicture> attachedPicture(const QString &target)
{
    if (!isAttachmentTarget(target))
        return std::nullopt;
    static const QRegularExpression form(
        QStringLiteral("^attachment:([0-9a-f]{64})/([1-9][0-9]{0,5})x([1-9][0-9]{0,5})\\z"));
    const QRegularExpressionMatch match = form.match(target);
    if (!match.hasMatch())
        return std::nullopt;
    return AttachedPicture{match.captured(1).toLatin1(),
                           QSize(match.captured(2).toInt(), match.captured(3).toInt())};
}

} // namespace tabletalk
