// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstddef>

namespace tabletalk {

//! Arrays, not pointers: two thousand pointers would be relocated at every start of the program.
struct EntityName {
    char name[32]; //!< without & and ;
    char16_t characters[3];
};

//! Sorted by name, in entitynames.cpp.
extern const EntityName kEntityNames[];
extern const std::size_t kEntityNameCount;

//! What "&amp;", "&#38;" or "&#x26;" stands for. An unknown name comes back as it was written; a number
//! that is no character is U+FFFD. A line break comes out as a space: entities stand inside a line.
QString decodedEntity(QByteArrayView entity);

} // namespace tabletalk
