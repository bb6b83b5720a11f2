// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace tabletalk {

//! Whether mere text looks like a table: at least three lines that one sign divides into equally many short
//! cells, or a table drawn with characters. Quick, and cautious rather than clever: prose and source code
//! have commas, too. Looks at the text's beginning only.
bool looksLikeTable(QStringView text);

} // namespace tabletalk
