// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace tabletalk {

//! A text in which what cannot be seen is shown by signs, each in the place of one UTF-16 unit, so that
//! offsets stay what they were.
struct VisibleText {
    QString text;
    std::vector<int> signs; //!< where one was put
};

//! Code may hold characters that reorder it or hide in it (bidi overrides, zero-width and control
//! characters, tags), so that it reads differently from what it does. Tabs stay; joiners between letters
//! that need them stay, too.
VisibleText withVisibleControls(QStringView code);

} // namespace tabletalk
