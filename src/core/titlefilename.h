// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tabletalk {

//! A name for the file of a conversation, without ending: its title, as far as every file system takes it.
QString fileNameForTitle(const QString &title);

} // namespace tabletalk
