// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

namespace tabletalk {

//! Why a file of conversations is not read: whole sentences, and what can be done.
inline Error notReadable(const QString &sentence, const QString &detail = {})
{
    return Error{.kind = ErrorKind::BadRequest,
                 .source = ErrorSource::Program,
                 .userText = sentence,
                 .detail = detail};
}

} // namespace tabletalk
