// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stdexcept>

namespace tabletalk {

//! What must hold of a row before it is written: SQLite would make up an id where it gets none. Throws
//! std::invalid_argument.
template <class IdType>
void requireValid(IdType id)
{
    if (!id.isValid())
        throw std::invalid_argument("a row without an id");
}

//! That a write met the one row it is about; `what` says what is wrong otherwise. Throws std::runtime_error.
inline void requireOne(int rowsChanged, const char *what)
{
    if (rowsChanged != 1)
        throw std::runtime_error(what);
}

} // namespace tabletalk
