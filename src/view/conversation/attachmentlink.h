// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace tabletalk {

// An attachment in a message is a link whose target names it, by a scheme that is no URL's we open. A message
// may hold such a link, too: it leads nowhere, since only what is attached to the same message is shown.

inline QString attachmentTarget(const QByteArray &sha256)
{
    return QStringLiteral("attachment:") + QString::fromLatin1(sha256);
}

inline bool isAttachmentTarget(const QString &target)
{
    return target.startsWith(QLatin1String("attachment:"));
}

} // namespace tabletalk
