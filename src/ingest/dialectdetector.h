// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialect.h"

#include <optional>
#include <string_view>

namespace tabletalk {

//! How delimited text is written, by its beginning: the delimiter that makes the most even rows of the most
//! orderly cells. Text that no delimiter divides is read as divided by commas.
Dialect detectDialect(std::string_view text);

//! The rest of the dialect where a person has chosen the delimiter.
Dialect detectDialect(std::string_view text, char delimiter);

//! How sure it is that the text is a table at all, from 0 to 1: for text that nothing else says it of.
double tableLikeness(std::string_view text);

} // namespace tabletalk
