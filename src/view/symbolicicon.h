// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace tabletalk {

//! One of resources/icons by its name without ".svg". It is drawn in the application palette's text colour
//! of the moment, so that it follows light and dark by itself; `role` picks another colour.
QIcon symbolicIcon(const QString &name, QPalette::ColorRole role = QPalette::ButtonText);
//! The same in one colour for good, for what is painted by hand.
QIcon symbolicIcon(const QString &name, const QColor &colour);

} // namespace tabletalk
