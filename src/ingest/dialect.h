// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tabletalk {

//! How delimited text is written.
struct Dialect {
    char delimiter = ',';
    char quote = '"'; //!< '\0' for none
    char escape = '\0'; //!< before a quote inside quotes; '\0': quotes are doubled
    bool operator==(const Dialect &) const = default;
};

} // namespace tabletalk
