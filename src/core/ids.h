// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QtGlobal>

#include <compare>

namespace tabletalk {

//! A row's identity in the history file. The tag keeps a turn's id from being passed for a
//! conversation's. Zero is "none"; ids are never reused.
template <class Tag>
struct Id {
    qint64 value = 0;

    bool isValid() const { return value > 0; }
    auto operator<=>(const Id &) const = default;
};

template <class Tag>
size_t qHash(Id<Tag> id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

using ConversationId = Id<struct ConversationTag>;
using TurnId = Id<struct TurnTag>;
using RequestId = Id<struct RequestTag>;
using FolderId = Id<struct FolderTag>;

} // namespace tabletalk
