// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpvalues.h"

namespace tabletalk {

//! The head of a request as it goes over the wire, its blank line included. Every byte of it was checked
//! where it came from: URL, key and headers have types that hold nothing else. It asks for plain bytes, and
//! for the connection's end after the one reply.
QByteArray requestHead(const HttpRequest &request);

} // namespace tabletalk
