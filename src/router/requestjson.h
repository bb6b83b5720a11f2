// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <QJsonObject>

namespace tabletalk {

//! The body of POST /chat/completions: what is not set in the request is not in it.
QJsonObject toJson(const CompletionRequest &request);
//! The same as it goes over the wire.
QByteArray requestBody(const CompletionRequest &request);

} // namespace tabletalk
