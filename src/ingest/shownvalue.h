// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnformat.h"

#include <optional>
#include <string_view>

namespace tabletalk {

//! The value of a text that is written exactly as the format writes it, found without looking at what else
//! it could be; nothing where it is not written so, or where only readCell() can tell. What this finds,
//! readCell() finds, too: it is the short way for the millions of cells that are as they should be.
std::optional<qint64> shownValue(std::string_view text, const ColumnFormat &format);

} // namespace tabletalk
