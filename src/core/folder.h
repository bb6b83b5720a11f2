// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <QString>

namespace tabletalk {

//! A folder of conversations; folders are not nested.
struct Folder {
    FolderId id;
    QString name;

    bool operator==(const Folder &) const = default;
};

} // namespace tabletalk
