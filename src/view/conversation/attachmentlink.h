// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"

#include <QString>

#include <optional>

namespace tabletalk {

// An attachment in a message is a link whose target names it, by a scheme that is no URL's we open. A message
// may hold such a link, too: it leads nowhere, since only what is attached to the same message is shown.

QString attachmentTarget(const Attachment &attachment);

inline bool isAttachmentTarget(const QString &target)
{
    return target.startsWith(QLatin1String("attachment:"));
}

//! What a target says of a picture: enough to get its bytes, and to keep room for it before they are there.
struct AttachedPicture {
    QByteArray sha256;
    QSize pixels;
};
//! Nothing for all other targets.
std::optional<AttachedPicture> attachedPicture(const QString &target);

} // namespace tabletalk
