// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "secret.h"

namespace tabletalk {

//! Turns pasted text into a key that may go into a header. Surrounding white space is dropped (it comes
//! with pasting); anything else that is not printable ASCII is refused, never stripped: within a
//! request's head a line break would become a second header.
//! Errors: InvalidKey, WrongKeyFamily (a project key: pk-…, pk:sk or sk-lf-…).
Result<Secret> parseApiKey(const QString &pasted);

} // namespace tabletalk
