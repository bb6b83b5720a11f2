// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/turncontent.h"

#include <functional>

class QWidget;

namespace tabletalk {

//! A table as comma-separated values: RFC 4180, lines end with CR LF, the cells' text as it is seen.
QString csvOf(const TurnContent &content, int header);
//! One line of it.
QString csvLine(const QStringList &fields);

//! Asks for a file and writes `csv` to it as UTF-8: whole or not at all. `say` gets a sentence about what
//! came of it, unless the person gave up.
void saveCsv(QWidget *parent, const QString &csv, std::function<void(const QString &sentence)> say);

} // namespace tabletalk
