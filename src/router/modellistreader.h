// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelinfo.h"

#include <QByteArray>

#include <optional>

namespace tabletalk {

//! The body of GET /models in the Router's, OpenRouter's or OpenAI's shape, in the order given. Entries
//! without an id, and repeated ones, are skipped. Empty when the body is no such list.
std::optional<QList<ModelInfo>> readModelList(const QByteArray &body);

} // namespace tabletalk
