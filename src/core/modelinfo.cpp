// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelinfo.h"

namespace tabletalk {

QString canonicalModelId(const QString &id)
{
    static const QString prefix = QStringLiteral("interactive/");
    QString trimmed = id.trimmed();
    if (trimmed.startsWith(prefix) && trimmed.indexOf(u'/', prefix.size()) > 0)
        return trimmed.sliced(prefix.size());
    return trimmed;
}

bool ModelInfo::isForChat() const
{
    return !id.contains(u"embed", Qt::CaseInsensitive) && !id.contains(u"rerank", Qt::CaseInsensitive);
}

} // namespace tabletalk
