// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "modelinfo.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace tabletalk {

//! The model list of one endpoint as it was at `fetched`.
struct CachedModels {
    QList<ModelInfo> models;
    QDateTime fetched;
};

//! The cache file holds the list of the endpoint used last, as JSON. A file that is missing, damaged, of
//! another endpoint or unreasonably large reads as nothing: the list can be fetched again.
std::optional<CachedModels> readModelCache(const QString &filePath, const Endpoint &endpoint);
//! A list that cannot be written is not worth a word to anybody but the log.
void writeModelCache(const QString &filePath, const Endpoint &endpoint, const CachedModels &list);

} // namespace tabletalk
