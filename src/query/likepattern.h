// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

class QueryWatch;

//! A pattern of LIKE: % stands for anything, _ for one character, ASCII letters of upper and lower case are
//! alike. Unlike SQLite's own it looks at the time.
class LikePattern {
public:
    //! `escape` makes the character after it mean itself; '\0' for none.
    explicit LikePattern(std::string_view pattern, char escape = '\0');

    //! False as well once the time of `watch` is over.
    bool matches(std::string_view text, const QueryWatch &watch) const;

private:
    //! What stands between two %.
    struct Piece {
        std::string bytes; //!< in lower case
        std::vector<bool> isAny; //!< of each byte: a _
        bool hasAny = false;
    };
    //! Where the piece ends that begins at `at`; npos where it does not.
    static size_t endOf(const Piece &piece, std::string_view text, size_t at);

    std::vector<Piece> m_pieces;
};

} // namespace tabletalk
