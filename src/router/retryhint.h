// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpvalues.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace tabletalk {

//! When to try again, counted from `now`: Retry-After in seconds or as a date, else X-RateLimit-Reset in
//! Unix seconds or milliseconds. Nothing for what is in the past or more than a week away.
std::optional<std::chrono::seconds> retryHint(const HttpHeaders &headers, const QDateTime &now);

} // namespace tabletalk
