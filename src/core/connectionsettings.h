// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "connectionoptions.h"
#include "settings.h"

namespace tabletalk {

// How connections are set up, in settings.ini. Deadlines hold for all endpoints; the rest belongs to one
// origin (scheme, host and port): trust and headers must not follow a changed URL.

//! What cannot be read, or makes no sense, is as if it were not set. The proxy's password is never here.
ConnectionOptions readConnectionOptions(Settings &settings, const QString &origin);
//! Everything but the deadlines and the password.
void writeConnectionOptions(Settings &settings, const QString &origin, const ConnectionOptions &options);

} // namespace tabletalk
