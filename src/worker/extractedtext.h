// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tabletalk {

//! The text of a file, or why there is none.
struct ExtractedText {
    enum class Problem {
        None,
        Damaged, //!< not what it says it is
        Locked, //!< needs a password
        TooLong, //!< more text than is taken
        NotText, //!< bytes that are no text in any encoding
    };
    Problem problem = Problem::None;
    QString text;
    int pages = 0; //!< 0 where there are none
    QString encoding; //!< of a text file, as its name is registered
};

} // namespace tabletalk
