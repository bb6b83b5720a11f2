// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings.h"

namespace tabletalk {

Settings::Settings(const QString &filePath, QObject *parent)
    : QObject(parent)
    , m_file(filePath, QSettings::IniFormat)
{
}

} // namespace tabletalk
