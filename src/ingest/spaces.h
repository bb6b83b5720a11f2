// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace tabletalk {

//! Without the spaces at its front, the no-break and thin ones of UTF-8 among them.
inline std::string_view trimmedLeft(std::string_view text)
{
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view space : {" ", "\t", "\r", "\n", "\u00a0", "\u202f", "\u2009"}) {
            if (text.starts_with(space)) {
                text.remove_prefix(space.size());
                found = true;
            }
        }
    }
    return text;
}

//! The same at both ends.
inline std::string_view trimmed(std::string_view text)
{
    text = trimmedLeft(text);
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view space : {" ", "\t", "\r", "\n", "\u00a0", "\u202f", "\u2009"}) {
            if (text.ends_with(space)) {
                text.remove_suffix(space.size());
                found = true;
            }
        }
    }
    return text;
}

} // namespace tabletalk
