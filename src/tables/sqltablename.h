// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace tabletalk {

//! "sales" for "Sales (2024).csv": letters, digits and _, in lower case, and none of `taken`.
QString sqlTableName(const QString &name, const QStringList &taken = {});

} // namespace tabletalk
