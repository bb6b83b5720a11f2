// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace tabletalk {

//! What of the tables in a conversation a model may be told in answer to its queries. Each level includes
//! those before it. Stored by number: append only.
enum class DataSharing : quint8 {
    Nothing = 0, //!< it cannot query
    Schema = 1, //!< names, types and profiles; results are for the person alone
    Results = 2, //!< a small part of each result
    Rows = 3, //!< more of them
};

} // namespace tabletalk
